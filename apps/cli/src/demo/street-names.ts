// Names for streets, in families as German quarters have them: trees here, birds there, then musicians and poets.
import { Random } from './random.js';
import type { StreetLine } from './streets.js';

const words = (text: string) => text.split(' ');
const TREES = words(
  'Ahorn Birken Buchen Eschen Erlen Eichen Fichten Flieder Ginster Hainbuchen Hasel Holunder Kastanien Kiefern Lärchen Linden Pappel Platanen Robinien Rotdorn Schlehen Tannen Ulmen Wacholder Weiden Weißdorn Eiben Nussbaum Kirschen Mispel',
);
const BIRDS = words(
  'Amsel Drossel Finken Star Meisen Lerchen Schwalben Sperber Falken Habicht Kiebitz Kranich Reiher Storch Zeisig Wachtel Zaunkönig Rotkehlchen Eulen Dohlen Elster Fasanen Stieglitz Pirol Specht Möwen Milan Uhu Kuckuck Nachtigallen',
);
const MUSICIANS = words(
  'Bach Beethoven Brahms Bruckner Händel Haydn Lortzing Mahler Mozart Reger Schubert Schumann Telemann Weber Gluck Liszt Flotow Nicolai Pachelbel Buxtehude',
);
const POETS = words(
  'Goethe Schiller Lessing Heine Hölderlin Kleist Mörike Eichendorff Storm Fontane Keller Raabe Uhland Rückert Klopstock Wieland Novalis Hebbel Busch Ringelnatz',
);
const MINERS = words(
  'Knappen Steiger Hauer Flöz Schlägel Förderturm Gruben Stollen Kohlen Lampen Wetter Seilfahrt Barbara Haspel Kumpel Kaue Pütt Strebe',
);
const OLD = words(
  'Gerber Schmiede Küfer Bäcker Weber Töpfer Kloster Kirch Markt Mühlen Brunnen Salz Korn Hafer Wollen Bader Spital Turm Wall Graben Pforten Ritter Schul Nonnen Fischer Seiler Sattler Zinngießer Kämmerer',
);
const FIELD = words(
  'Heide Esch Kamp Brink Wiesen Anger Feld Busch Moor Bach Hügel Hof Garten Wald Sand Lehm Stein Quellen Teich Grund Senner Rain Hecken Acker Klee Roggen Weizen Hafer Mohn Korn Distel Binsen Schilf Farn Moos Ginster',
);
const TRADE = words(
  'Siemens Diesel Daimler Benz Bosch Zeppelin Otto Röntgen Planck Ohm Hertz Gauß Liebig Werkzeug Gewerbe Handwerker Lager Hafen Gießerei Walzwerk Emaille Technologie',
);
const FIRST = words(
  'Anna Bernhard Clara Dietrich Elisabeth Franz Gertrud Heinrich Ida Johann Katharina Ludwig Maria Norbert Ottilie Paul Rosa Stefan Theodor Ursula Viktor Wilhelm Agnes Bertha Conrad Dora Emil Frieda Georg Hedwig Josef Karl Lina Martin Nelly Oskar Paula Rudolf Sophie Thea',
);
const LAST = words(
  'Altmann Bergkamp Brinkmann Dahlhaus Eickhoff Feldkamp Grothues Hagemann Hölscher Isermann Jürgens Kemper Kleinherne Lütkehaus Middendorf Niehues Ostermann Pohlkamp Quante Ridder Schulze Stratmann Tegethoff Uhlenbrock Vennemann Westhues Wiesmann Zurmühlen Averbeck Beumer Croonen Dieckhoff Everding Frenking Gausepohl Heitmann Kortmann Lohmann Mersmann Overkamp',
);
const BEFORE = words('Alter Neuer Oberer Unterer Kleiner Großer Hinterer Langer');

const HOMELY = ['weg', 'straße', 'kamp', 'stiege', 'pfad', 'grund', 'hof', 'breede', 'winkel', 'ring'];
const FAMILIES: Record<string, { stems: string[]; endings: string[] }> = {
  old: { stems: OLD, endings: ['gasse', 'straße', 'stiege', 'gang'] },
  block: { stems: [...POETS, ...OLD], endings: ['straße', 'allee', 'platz', 'weg'] },
  colony: { stems: MINERS, endings: ['straße', 'weg', 'hof', 'reihe'] },
  grid: { stems: [...POETS, ...MUSICIANS], endings: ['straße', 'weg', 'platz'] },
  curved: { stems: BIRDS, endings: HOMELY },
  crescent: { stems: MUSICIANS, endings: ['straße', 'weg', 'ring', 'bogen'] },
  estate: { stems: TREES, endings: ['weg', 'straße', 'allee', 'hof'] },
  village: { stems: FIELD, endings: HOMELY },
  industrial: { stems: TRADE, endings: ['straße', 'ring', 'weg'] },
  rural: { stems: [...FIELD, ...TREES], endings: ['weg', 'heide', 'damm', 'stiege', 'landwehr'] },
};
const SPARE = [...TREES, ...BIRDS, ...FIELD, ...POETS, ...MUSICIANS];

/** One name per street, each only once: in families first, then after invented people, then numbered by age and size. */
export function nameStreets(streets: readonly StreetLine[], random: Random): string[] {
  const taken = new Set(streets.flatMap((street) => street.name ?? []));
  const pools = new Map(
    Object.entries(FAMILIES).map(([key, { stems, endings }]) => [key, new Pool(combine(stems, endings, random))]),
  );
  const spare = new Pool(combine(SPARE, HOMELY, random));
  const people = new Pool(
    random.shuffled(
      FIRST.flatMap((first) =>
        LAST.flatMap((last) => ['Straße', 'Weg', 'Platz'].map((end) => `${first}-${last}-${end}`)),
      ),
    ),
  );
  const aged = new Pool(
    random.shuffled(
      [...TREES, ...BIRDS, ...FIELD, ...OLD, ...LAST].flatMap((stem) =>
        HOMELY.filter(isMasculine).flatMap((end) => BEFORE.map((before) => `${before} ${join(stem, end)}`)),
      ),
    ),
  );
  let further = 0;
  return streets.map((street) => {
    if (street.name) return street.name;
    const family = pools.get(street.quarter.pattern)!;
    const sources = random.chance(0.12) ? [people, family, spare] : [family, spare, people];
    for (const source of [...sources, aged]) {
      const name = source.next(taken);
      if (name) return name;
    }
    return `Planstraße ${++further}`;
  });
}

class Pool {
  private position = 0;
  constructor(private readonly names: string[]) {}
  next(taken: Set<string>): string | undefined {
    while (this.position < this.names.length) {
      const name = this.names[this.position++]!;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
    return undefined;
  }
}

/** All stems with their likeliest ending first, so that neighbours share a family but seldom a stem. */
function combine(stems: string[], endings: string[], random: Random): string[] {
  const rounds = endings.map((_, round) =>
    stems.map((stem, i) => join(stem, endings[(i * 7 + round) % endings.length]!)),
  );
  return rounds.flatMap((names) => random.shuffled(names));
}

const isMasculine = (ending: string) => ['weg', 'kamp', 'pfad', 'grund', 'hof', 'winkel', 'ring'].includes(ending);
const join = (stem: string, ending: string) =>
  stem.endsWith(ending.slice(0, 3)) || stem.toLowerCase() === ending ? `${stem}er ${capital(ending)}` : stem + ending;
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
