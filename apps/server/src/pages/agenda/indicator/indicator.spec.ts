import 'reflect-metadata';
import { importAgenda, parseAgendaFile, putRecords, seedAgenda, type ContentOf } from '@stadtlage/agenda';
import { importers } from '@stadtlage/coverage';
import { runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { barriers, openTown, readable, type Town } from '../../testing.js';

interface Figures {
  fieldsOfAction: { indicators: { id: string; figure: { value: number | null; counted: number; known: number } }[] }[];
}

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await seedAgenda(town.database, 'test');
});
afterAll(() => town.close());

const path = '/agenda/indicator/fibre-residential';

describe('the page of one figure of the agenda', () => {
  test('says what it is, how it is computed, from what, and of how much nothing is known', async () => {
    const { response, page, text } = await town.pageOf(`${path}?lang=de`);
    expect(response.status).toBe(200);
    expect(text).toContain('Private Adressen mit Glasfaseranschluss');
    expect(text).toMatch(/Heute: [\d,]+ % \( ?\d+ von \d+ ?\)/);
    expect(text).toMatch(/Zu \d+ von \d+ \([\d,]+ %\) sagt eine Quelle etwas/);
    expect(text).toContain('Gemischt genutzte Adressen zählen für beide Nutzungen');
    expect(page).toMatch(/href="\/open-data\/district-statistics\?lang=de"[^(]*\(Stand <time/);
    expect(text).toContain('So wird der Stand bestimmt');
    // Nobody has told the town its address: what others put in their pages is a whole one all the same.
    expect(page).toMatch(/src=(&quot;|")http:\/\/localhost:\d+\/agenda\/indicator\/fibre-residential\/badge/);
    expect(text).toContain('Ziele mit dieser Zahl');
    expect(barriers(page)).toEqual([]);
  });

  test('speaks of others only where there are some, and of a sum or a mean of nothing that is met', async () => {
    const share = await town.pageOf(`${path}?lang=de`);
    expect(share.text).toMatch(/sagt eine Quelle etwas\. Die übrigen zählen als nicht erfüllt\./);
    for (const id of ['digital-poverty', 'open-data-downloads']) {
      const { text } = await town.pageOf(`/agenda/indicator/${id}?lang=de`);
      const [, known, total, others] =
        /Zu ([\d.]+) von ([\d.]+) \([^)]*\) sagt eine Quelle etwas\.( Die übrigen gehen nicht ein\.)?/.exec(text) ?? [];
      expect([id, Boolean(others)]).toEqual([id, known !== total]);
      expect(text).not.toMatch(/erfüllt/);
    }
  });

  test('tells the same in English', async () => {
    const { page, text } = await town.pageOf(`${path}?lang=en`);
    expect(text).toMatch(/Today: [\d.]+ % \( ?\d+ of \d+ ?\)/);
    expect(text).toContain('Addresses of mixed use count for both');
    expect(barriers(page)).toEqual([]);
  });

  test('leads to the very records, by how they count and by district', async () => {
    const { page, text } = await town.pageOf(`${path}?district=west&state=UNKNOWN&lang=de`);
    expect(page).toContain('href="/address/b5a?lang=de"');
    expect(text).toContain('Einträge: nicht bekannt, West');
    expect(text).not.toContain('Große Kampstraße');
    const csv = await (await town.get(`${path}/records.csv?district=west&state=UNKNOWN`)).text();
    const [header, ...rows] = csv.trim().split('\r\n');
    expect(header).toBe('id,name_de,name_en,districtId,state,amount,path');
    expect(rows.map((row) => row.split(',')[0])).toContain('b5a');
    // No source speaks of any address there.
    const [, total] = /Heute in [^:]*: nicht bekannt \( ?0 von (\d+)/.exec(text)!;
    expect(rows).toHaveLength(Number(total));
  });

  test('has all records in its file, also where there are more than one page of them', async () => {
    const { database } = town;
    await database.query(
      `INSERT INTO places.address (id, street_key, street, house_number, house_number_suffix, postcode, place, district_id, use, premises, geom, run_id)
       SELECT 'x' || i, street_key, street, i, '', postcode, place, district_id, 'residential', 1, geom, 1
       FROM places.address, generate_series(2000, 3100) i WHERE id = 'b1'`,
    );
    try {
      const [, ...rows] = (await (await town.get(`${path}/records.csv`)).text()).trim().split('\r\n');
      const ids = await database.query<{ id: string }>(
        "SELECT id FROM agenda.fibre_connected_behind('residential', NULL)",
      );
      expect(rows.length).toBeGreaterThan(1101);
      expect(rows.map((row) => row.split(',')[0]).sort()).toEqual(ids.map(({ id }) => id).sort());
      expect(rows.filter((row) => !/,(COUNTED|NOT_COUNTED|UNKNOWN),/.test(row))).toEqual([]);
    } finally {
      await database.query("DELETE FROM places.address WHERE id LIKE 'x____'");
    }
  });

  test('has a picture for other pages that needs nothing else', async () => {
    const response = await town.get(`${path}/badge.svg?lang=en`);
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const svg = await response.text();
    expect(svg).toMatch(/<title>Residential addresses connected by fibre: [\d.]+ %<\/title>/);
    expect(svg).not.toMatch(/href|script|@import/);
    // What was made up says so wherever it is shown.
    const { database } = town;
    await database.query(
      "UPDATE imports.run SET origin = 'demo' WHERE dataset = 'fixed-availability'; SELECT datasets.touch('fixed-availability')",
    );
    try {
      expect(await (await town.get(`${path}/badge.svg?lang=en`)).text()).toMatch(/<title>[^<]+ % \(Example\)<\/title>/);
    } finally {
      await database.query(
        "UPDATE imports.run SET origin = 'file' WHERE dataset = 'fixed-availability'; SELECT datasets.touch('fixed-availability')",
      );
    }
  });

  test('shows its past as a picture and as a table, as soon as there are two days', async () => {
    expect((await town.pageOf(`${path}?lang=de`)).text).toContain('einen Verlauf gibt es ab dem zweiten');
    await town.database.query(
      `INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, sources_state) VALUES
         ('fibre-residential', current_date - 60, 10, 1, 10, ''), ('fibre-residential', current_date - 1, 20, 2, 10, '');
       SELECT datasets.touch('agenda-figures')`,
    );
    const { page, text } = await town.pageOf(`${path}?lang=de`);
    expect(page).toMatch(/<svg class="chart"[^]*<path d="M72 [\d.]+L626 [\d.]+" \/>/);
    expect(text).toContain('20 % 2 von 10');
    expect(barriers(page)).toEqual([]);
  });

  test('shows the past of a district, and how fast a target would be reached at its pace', async () => {
    await town.database.query(
      `INSERT INTO agenda.district_snapshot (indicator_id, district_id, day, until, value, counted, total, known) VALUES
         ('fibre-residential', 'west', current_date - 60, current_date - 31, 7.5, 3, 40, 40),
         ('fibre-residential', 'west', current_date - 30, current_date - 1, 12.5, 5, 40, 40);
       SELECT datasets.touch('agenda-figures')`,
    );
    try {
      const { page, text } = await town.pageOf(`${path}?district=west&lang=de`);
      expect(text.match(/7,5 % 3 von 40/g)).toHaveLength(30);
      expect(text.match(/12,5 % 5 von 40/g)).toHaveLength(30);
      expect(text).toContain(
        'Zielwert und Stand gelten für die ganze Stadt. Ein Tempo ist, wo es dabeisteht, das von West',
      );
      expect(text).toMatch(/Weststadt: bei diesem Tempo (erreicht im Jahr \d{4}|[\d,]+ % am Tag des Zielwerts)/);
      expect(barriers(page)).toEqual([]);
      expect((await town.pageOf(`${path}?district=west&lang=en`)).text).toContain('as if the target were its own');
      const city = await town.pageOf(`${path}?lang=de`);
      expect(city.text).not.toMatch(/12,5 % 5 von 40|Weststadt: bei diesem Tempo/);
    } finally {
      await town.database.query('DELETE FROM agenda.district_snapshot');
    }
  });

  test.each([
    ['/agenda/indicator/no-such', 'Diese Zahl gibt es nicht'],
    [`${path}?district=nowhere`, 'Diesen Stadtteil gibt es nicht'],
    [`${path}?after=nowhere`, 'Diesen Stadtteil gibt es nicht'],
    ['/agenda/indicator/no-such/badge.svg', 'Diese Zahl gibt es nicht'],
    ['/agenda/indicator/no-such/records.csv', 'Diese Zahl gibt es nicht'],
  ])('says of %s that it is not there', async (missing, title) => {
    const { response, text } = await town.pageOf(missing, { 'accept-language': 'de' });
    expect(response.status).toBe(404);
    expect(text).toContain(title);
  });
});

describe('the index of digital poverty', () => {
  const index = '/agenda/indicator/digital-poverty';
  const weights = {
    ...{ wifiWeight: 1, helpWeight: 3, lendingWeight: 1, coursesWeight: 1, slowWeight: 2, slowMbit: 50 },
    ...{ wifiMetres: 400, helpMetres: 1500, lendingMetres: 3000, coursesMetres: 1500 },
  };
  const weigh = (content: ContentOf | null, expected: number) =>
    putRecords(town.database, [
      { kind: 'inclusion-weights', id: 'weights', content, expected, reason: 'Hilfe zählt mehr', by: 'anna' },
    ]);

  test('says which weights and limits hold, since when and why, and where they are changed', async () => {
    const before = await town.pageOf(`${index}?lang=de`);
    expect(before.text).toContain('Es gelten die Vorgaben; die Stadt hat keine anderen Gewichte erfasst.');
    expect(before.text).toContain('Kein öffentliches WLAN in der Nähe 1 weiter als 500 m');
    expect(before.text).toContain('Anschluss zu langsam 2 unter 30 Mbit/s');
    expect(before.page).toContain('href="/agenda/edit/new/inclusion-weights?lang=de"');
    await weigh(weights as ContentOf, 0);
    try {
      const { page, text } = await town.pageOf(`${index}?lang=de`);
      expect(text).toMatch(/Zuletzt geändert am \d+\. \S+ \d{4} von [^:]+: Hilfe zählt mehr\. Fassung 1 und frühere/);
      expect(text).toContain('Keine Hilfe bei digitalen Fragen in der Nähe 3 weiter als 1.500 m');
      expect(text).toContain('Anschluss zu langsam 2 unter 50 Mbit/s');
      expect(page).toContain('href="/agenda/record/inclusion-weights/weights?lang=de"');
      expect(page).toContain('href="/agenda/edit/inclusion-weights/weights?lang=de"');
      // Who it was is never published.
      expect(page).not.toContain('anna');
      expect(barriers(page)).toEqual([]);
      const english = await town.pageOf(`${index}?lang=en`);
      expect(english.text).toContain('Connection too slow 2 below 50 Mbit/s');
      expect(barriers(english.page)).toEqual([]);
    } finally {
      await weigh(null, 1);
    }
  });

  test('shows for each district and the city what each part adds to it', async () => {
    const rows = await town.database.query<{ district: string; name: string; parts: number; value: number }>(
      `SELECT d.id AS district, d.name, sum(p.points)::float8 AS parts, i.value::float8 AS value
       FROM agenda.digital_poverty_parts() p JOIN places.district d ON d.id = p.district_id
       JOIN agenda.digital_poverty_by_district(NULL) i ON i.district_id = d.id WHERE i.value IS NOT NULL GROUP BY 1, 2, 4`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const { page } = await town.pageOf(`${index}?lang=de`);
    const [adds] = /<table>\s*<caption>\s*Beitrag jedes Teils[^]*?<\/table>/.exec(page)!;
    for (const { district, name, parts, value } of rows) {
      expect(Math.abs(parts - value)).toBeLessThan(0.3);
      expect(adds).toContain(
        `<a href="/agenda/indicator/digital-poverty?district=${district}&amp;lang=de">${name}</a>`,
      );
    }
    expect(readable(adds)).toMatch(/die ganze Stadt (– |[\d,]+ fehlt \d+ von \d+ ){5}/);
  });
});

describe('a figure of 5G', () => {
  test('shows each network by operator and technology: households, area, sites live and planned', async () => {
    const { database } = town;
    // Where nobody names any site of an operator, that is not none.
    const { text: unknown } = await town.pageOf('/agenda/indicator/mobile-sites-live?lang=de');
    expect(unknown).toMatch(/ 5G Mobil A [^a-z]*von[^G]* nicht bekannt nicht bekannt /);
    await database.query(
      `INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, valid_from, geom, run_id)
       SELECT 'mast', operator_id, '{5g}', 'live', 'operator', '2024-01-01', a.geom, m.run_id
       FROM coverage.mobile_availability m, places.address a WHERE a.id = 'b1' LIMIT 1;
       SELECT datasets.touch('mobile-sites')`,
    );
    const { page, text } = await town.pageOf('/agenda/indicator/addresses-with-5g?lang=de');
    expect(text).toMatch(
      /5G Mobil A [\d,]+ % \d+ von \d+ (– |[\d,]+ % [\d.,]+ von [\d.,]+ )[\d,]+ % [\d.,]+ von [\d.,]+ \d+ \d+/,
    );
    expect(page).toContain('href="/open-data/mobile-statistics?lang=de"');
    expect(barriers(page)).toEqual([]);
    const west = await town.pageOf('/agenda/indicator/addresses-with-5g?district=west&lang=en');
    expect(west.text).toContain('Coverage outdoors, and sites, West');
    expect((await town.pageOf(`${path}?lang=de`)).text).not.toContain('Netze nach Betreiber');
  });
});

describe('a figure of one operator', () => {
  const mobile = '/agenda/indicator/addresses-with-5g';

  test('is where its name leads, with its own value, districts and records', async () => {
    const all = await town.pageOf(`${mobile}?lang=de`);
    const [, operator] =
      /href="\/agenda\/indicator\/addresses-with-5g\?operator=([a-z0-9-]+)&amp;lang=de">Mobil A</.exec(all.page)!;
    const { page, text } = await town.pageOf(`${mobile}?operator=${operator}&lang=de`);
    const [counts] = await town.database.query<{ counted: number; total: number }>(
      "SELECT counted, total FROM agenda.mobile_covered('5g', NULL, $1)",
      [operator],
    );
    expect(text).toMatch(
      new RegExp(`Heute, Netz von Mobil A: [\\d,]+ % \\( ?${counts!.counted} von ${counts!.total}\\)`),
    );
    expect(text).toContain('Einträge: alle, die ganze Stadt, Mobil A');
    expect(page).toContain(`href="${mobile}?district=west&amp;operator=${operator}&amp;lang=de"`);
    expect(page).toContain(`href="${mobile}?lang=de">alle Betreiber zusammen`);
    expect(barriers(page)).toEqual([]);
    const [, ...rows] = (await (await town.get(`${mobile}/records.csv?operator=${operator}&state=COUNTED`)).text())
      .trim()
      .split('\r\n');
    expect(rows).toHaveLength(counts!.counted);
    const west = await town.pageOf(`${mobile}?operator=${operator}&district=west&lang=en`);
    expect(west.text).toMatch(/Today in \S+, network of Mobil A:/);
    expect(west.text).toContain('There is a past of a district or of an operator, not of one in the other');
    expect(barriers(west.page)).toEqual([]);
  });

  test.each([[`${mobile}?operator=nobody`], [`${mobile}/records.csv?operator=nobody`], [`${path}?operator=nobody`]])(
    'is not there at %s, and the page says so',
    async (missing) => {
      const { response, text } = await town.pageOf(missing, { 'accept-language': 'de' });
      expect(response.status).toBe(404);
      expect(text).toContain('Diesen Betreiber gibt es hier nicht');
    },
  );
});

describe('a figure that somebody has stated', () => {
  test('is beside what is computed, with its source and what it counts otherwise, and changes neither value nor status', async () => {
    const computed = async () => (await town.pageOf(`${path}?lang=de`)).text.match(/Heute: [^)]*\)/)![0];
    const before = await computed();
    expect((await town.pageOf(`${path}?lang=de`)).text).not.toContain('Angegeben, nicht berechnet');
    const content = {
      ...{ indicator: 'fibre-residential', date: '2021-06-30', value: 0.44, source: 'Breitbandatlas, Mitte 2021' },
      ...{
        link: 'https://atlas.example/',
        text: { de: 'Anteil der Haushalte', en: 'Share of households' },
        demo: true,
      },
    };
    const put = (next: ContentOf | null, expected: number) =>
      putRecords(town.database, [{ kind: 'stated-figure', id: 'atlas', content: next, expected, by: 'anna' }]);
    await put(content as ContentOf, 0);
    try {
      const { page, text } = await town.pageOf(`${path}?lang=de`);
      expect(text).toMatch(
        /Angegeben, nicht berechnet Für den Tag Wert Quelle 30\. Juni 2021 ?\(Beispiel\) 0,4 % Breitbandatlas, Mitte 2021 ?Anteil der Haushalte ?dort nachlesen/,
      );
      expect(page).toContain('href="/agenda/record/stated-figure/atlas?lang=de"');
      expect(page).toContain('href="https://atlas.example/"');
      expect(barriers(page)).toEqual([]);
      expect(await computed()).toBe(before);
      expect((await town.pageOf(`${path}?lang=en`)).text).toContain('Stated, not computed');
      const csv = await (await town.get('/datasets/agenda-stated-figures.csv')).text();
      expect(csv).toContain('atlas,fibre-residential,');
    } finally {
      await put(null, 1);
    }
  });
});

describe('a figure of what planners record', () => {
  test('says whose and of which day it is, which standard has it, and which of its targets are examples', async () => {
    const title = { de: 'Mehr online', en: 'More online' };
    const file = {
      ...{ format: 'stadtlage-agenda', version: 1, measures: [] },
      goals: [
        {
          ...{ id: 'more', field: 'online-services', title, demo: true },
          targets: [{ indicator: 'services-online', date: '2030-01-01', value: 50 }],
        },
      ],
      onlineServices: [{ id: 'dog', title: { de: 'Hund', en: 'Dog' }, maturity: 3, cases: [] }],
    };
    await importAgenda(town.database, parseAgendaFile(JSON.stringify(file), 'x.json'), { by: 'anna' });
    const { page, text } = await town.pageOf('/agenda/indicator/services-online?lang=de');
    expect(text).toMatch(/agenda-online-services \(Stadt Ahlen, erfasst bis \d+\. \S+ \d{4} ?\)/);
    expect(text).toContain('Mehr online (Beispiel)');
    expect(text).not.toMatch(/von Anfang bis Ende \(Beispiel\)/);
    expect(text).toContain('Kennung im Standard U4SSC EC: ICT: PS: 2A');
    expect(barriers(page)).toEqual([]);
  });
});

describe('a coverage file that connects one street', () => {
  const figures = async () => {
    const query = '{ fieldsOfAction { indicators { id figure { value counted known } } } }';
    const response = await fetch(`${town.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data: Figures };
    return new Map(data.fieldsOfAction.flatMap(({ indicators }) => indicators.map(({ id, figure }) => [id, figure])));
  };

  test('moves the figures that depend on it, no others, and the pages say so at once', async () => {
    const before = await figures();
    const etag = (await town.get('/agenda?lang=de')).headers.get('etag')!;
    const csv = `adress_id;technologie;anschlussstufe;download;anbieter;gueltig_ab
w5;ftth;connected;1000;Glas Nord;2024-06-01
w6;ftth;connected;1000;Glas Nord;2024-06-01
`;
    const importer = importers.find(({ dataset }) => dataset === 'fixed-availability')!;
    const { state, report } = await runImport(town.database, importer, fileOf('weg.csv', Buffer.from(csv), 4_096), {
      startedBy: 'test',
      dataDate: '2024-06-01',
    });
    expect([state, report.toText()]).toEqual(['imported', expect.any(String)]);
    const after = await figures();
    const changed = [...after].filter(([id, figure]) => JSON.stringify(figure) !== JSON.stringify(before.get(id)));
    expect(changed.map(([id]) => id).sort()).toEqual([
      ...['digital-poverty', 'fibre-residential', 'fibre-residential-passed'],
    ]);
    const { counted } = before.get('fibre-residential')!;
    expect(after.get('fibre-residential')!.counted).toBe(counted + 2);
    const agenda = await town.get('/agenda?lang=de', { 'if-none-match': etag });
    expect(agenda.status).toBe(200);
    expect(readable(await agenda.text())).toMatch(
      new RegExp(`Private Adressen mit Glasfaseranschluss [\\d,]+ % ${counted + 2} von`),
    );
    const { page } = await town.pageOf(`${path}?district=west&state=COUNTED`);
    expect(page).toContain('/address/w5?lang=');
  });
});
