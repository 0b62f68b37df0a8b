import 'reflect-metadata';
import { importers as coverage } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type Importer, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { importers as places } from '@stadtlage/places';
import { importers as rollout } from '@stadtlage/rollout';
import { readFileSync } from 'node:fs';
import { createLog } from '../../log.js';
import { readSettings } from '../../settings.js';
import { startServer, type RunningServer } from '../../start-server.js';
import type { AddressAnswer } from './answer.js';

// Made-up houses, one for each answer that matters, and what five deliveries say of them. The answers below were worked out from
// these files by hand: they are what a neighbour who reads the files would say, whatever the code does.
const DELIVERIES = [
  ['addresses', 'gebref.txt', '2024-01-31'],
  ['fixed-availability', 'glasfaser-nord.csv', '2024-06-30'],
  ['fixed-availability', 'kabel-west.csv', '2024-06-30'],
  ['mobile-availability', 'funknetz.csv', '2024-09-30'],
  ['rollout-projects', 'ausbau.csv', '2024-12-01'],
] as const;
const HOUSE = 'DENW01AL000000';

let database: Database;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  const importers: Importer[] = [...places, ...coverage, ...rollout];
  for (const [dataset, name, dataDate] of DELIVERIES) {
    const importer = importers.find((one) => one.dataset === dataset)!;
    const file = fileOf(name, readFileSync(new URL(`examples/${name}`, import.meta.url)), 4_096);
    const { state, report } = await runImport(database, importer, file, { startedBy: 'test', dataDate });
    if (state !== 'imported') throw new Error(report.toText());
  }
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  server = await startServer(settings, createLog('error'));
});
afterAll(async () => {
  await server?.close();
  await database.close();
});

const get = (path: string) => fetch(server.url + path);
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const jsonOf = async (house: string) => (await (await get(`/address/${HOUSE}${house}.json`)).json()) as AddressAnswer;
async function pageOf(house: string, language = 'de') {
  const page = await (await get(`/address/${HOUSE}${house}?lang=${language}`)).text();
  const [, lead, headline] = /<p class="lead">([^]*?)<\/p>\s*<p>\s*<strong>([^]*?)<\/strong>/.exec(page)!;
  const [, section] = /<section aria-labelledby="rollout">([^]*?)<\/section>/.exec(page)!;
  const terms = [...section!.matchAll(/<dt>([^]*?)<\/dt>\s*<dd>([^]*?)<\/dd>/g)].map(
    ([, term, text]): [string, string] => [textOf(term!), textOf(text!)],
  );
  return {
    lead: textOf(lead!),
    headline: textOf(headline!),
    rollout: terms.length ? Object.fromEntries(terms) : textOf(section!),
  };
}

const NO_ROLLOUT =
  'Ausbau Nicht bekannt: Keine Quelle nennt ein Ausbauprojekt für diese Adresse. Das heißt nicht, dass keines geplant ist.';
const BY_NORD = {
  'Es baut': 'Glasfaser Nord',
  Stand: 'Glasfaser liegt in der Straße (seit 1. Mai 2023)',
  // The house is not connected: that the fibre has come into the street does not keep the promise.
  Zugesagt: 'vom 1. Februar 2023 bis zum 30. Juni 2023 Dieser Termin ist verstrichen.',
  Verschoben: 'Der Termin wurde bisher nicht verschoben.',
  'Wie es weitergeht':
    'Die Leitung liegt in der Straße. Als Nächstes wird sie bis ans Haus geführt; dafür wird der Anschluss bestellt. Ob das schon geht, sagt das Unternehmen.',
  Beleg: 'Angabe des Betreibers',
  Quelle: 'Lieferung ausbau.csv, Daten vom 1. Dezember 2024',
};

interface Example {
  house: string;
  /** In German and English. */
  headline: [string, string];
  /** Provider, technology, level, Mbit/s down. */
  fixed: [string, string, string | null, number | null][];
  /** Operator, technology, and whether it is another one's network; none where nothing stands here. */
  mobile?: [string, string, boolean][];
  rollout: Record<string, string> | string;
}

const EXAMPLES: Record<string, Example> = {
  'in use, with the television cable beside it': {
    house: '01',
    headline: ['Glasfaser ist angeschlossen und in Betrieb.', 'Fibre is connected and in use.'],
    fixed: [
      ['Glasfaser Nord', 'FTTH', 'ACTIVATED', 1000],
      ['Kabel West', 'HFC', null, 1000],
    ],
    rollout: NO_ROLLOUT,
  },
  'connected, not in use': {
    house: '02',
    headline: [
      'Glasfaser liegt im Gebäude. Ein Vertrag genügt, um sie zu nutzen.',
      'Fibre ends in the building. A contract is all it takes to use it.',
    ],
    fixed: [['Glasfaser Nord', 'FTTH', 'CONNECTED', 1000]],
    rollout: NO_ROLLOUT,
  },
  prepared: {
    house: '03',
    headline: [
      'Der Glasfaseranschluss ist vorbereitet, aber noch nicht im Gebäude.',
      'The fibre connection is prepared, but not in the building yet.',
    ],
    fixed: [
      ['Glasfaser Nord', 'FTTH', 'PREPARED', 1000],
      ['Kabel West', 'HFC', null, 400],
    ],
    rollout: BY_NORD,
  },
  passed: {
    house: '04',
    headline: [
      'Glasfaser liegt in der Straße. Das Gebäude ist noch nicht angeschlossen.',
      'Fibre lies in the street. The building is not connected yet.',
    ],
    fixed: [['Glasfaser Nord', 'FTTH', 'PASSED', 1000]],
    rollout: BY_NORD,
  },
  'of unknown level: neither connected nor not': {
    house: '05',
    headline: [
      'Eine Quelle meldet hier Glasfaser. Ob das Gebäude schon angeschlossen ist, sagt keine: Fragen Sie den Anbieter.',
      'A source reports fibre here. None says whether the building is connected already: ask the provider.',
    ],
    fixed: [['Glasfaser Nord', 'FTTH', null, 1000]],
    rollout: NO_ROLLOUT,
  },
  'forgotten: its neighbours have fibre, nobody names it': {
    house: '06',
    headline: ['Ob es hier Glasfaser gibt, ist nicht bekannt.', 'Whether there is fibre here is not known.'],
    fixed: [],
    rollout: NO_ROLLOUT,
  },
  'planned, its date moved twice and over': {
    house: '11',
    headline: ['Hier ist Glasfaser geplant.', 'Fibre is planned here.'],
    fixed: [],
    rollout: {
      'Es baut': 'Stadtwerke Ahlen',
      Stand: 'Geplant (seit 20. November 2024)',
      Zugesagt: 'vom 1. März 2025 bis zum 30. Juni 2025 Dieser Termin ist verstrichen.',
      // 184 days to the end of the year, and 181 more to 30 June.
      Verschoben: '2-mal, insgesamt um 365 Tage nach hinten',
      'Wie es weitergeht':
        'Der Bau wird vorbereitet. Eigentümer können jetzt zustimmen, dass ihr Haus angeschlossen wird.',
      Beleg: 'Angabe des Betreibers',
      Quelle: 'Lieferung ausbau.csv, Daten vom 1. Dezember 2024',
    },
  },
  'not built, as too few signed: 20 of 120, where 33 % were asked for': {
    house: '12',
    headline: ['Ob es hier Glasfaser gibt, ist nicht bekannt.', 'Whether there is fibre here is not known.'],
    fixed: [],
    rollout: {
      'Bauen wollte': 'Weitnetz',
      Stand: 'Nicht zustande gekommen (seit 15. April 2024)',
      Zugesagt: 'bis zum 31. Dezember 2025. Hinfällig: Das Vorhaben ist nicht zustande gekommen.',
      Vorverträge:
        '33 % der Wohnungen und Betriebe mussten bis zum 31. März 2024 zustimmen; 20 Vorverträge (16,7 %) am 15. April 2024. Das Ziel wurde nicht erreicht. Begründung: zu wenige Vorverträge',
      'Wie es weitergeht':
        'Hier wird vorerst nicht gebaut. Ein anderes Unternehmen oder eine Förderung kann das ändern.',
      Beleg: 'Angabe des Betreibers',
      Quelle: 'Lieferung ausbau.csv, Daten vom 1. Dezember 2024',
    },
  },
  'a gigabit by cable, which is no fibre': {
    house: '13',
    headline: [
      'Die Quellen nennen hier bisher nur andere Techniken, keine Glasfaser.',
      'So far sources name other technologies only, and no fibre.',
    ],
    fixed: [['Kabel West', 'HFC', null, 1000]],
    rollout: NO_ROLLOUT,
  },
  'where fibre is announced, and only that': {
    house: '16',
    headline: [
      'Die Quellen nennen hier bisher nur andere Techniken, keine Glasfaser.',
      'So far sources name other technologies only, and no fibre.',
    ],
    fixed: [['Kabel West', 'HFC', null, 1000]],
    rollout: {
      'Bauen will': 'Werse Netz',
      Stand: 'Angekündigt (seit 1. Oktober 2024)',
      Zugesagt: 'Nicht bekannt: Derzeit ist kein Termin zugesagt.',
    },
  },
  'reached by mobile networks only': {
    house: '15',
    headline: ['Ob es hier Glasfaser gibt, ist nicht bekannt.', 'Whether there is fibre here is not known.'],
    fixed: [],
    mobile: [
      ['Mobil A', 'G5', false],
      ['Mobil B', 'G4', true],
    ],
    rollout: NO_ROLLOUT,
  },
  'of which nothing is known': {
    house: '14',
    headline: ['Ob es hier Glasfaser gibt, ist nicht bekannt.', 'Whether there is fibre here is not known.'],
    fixed: [],
    rollout: NO_ROLLOUT,
  },
};

describe('the answer for a house', () => {
  test.each(Object.entries(EXAMPLES))('%s', async (_what, { house, headline, fixed, mobile = [], rollout }) => {
    expect(await pageOf(house)).toMatchObject({ headline: headline[0], rollout });
    expect((await pageOf(house, 'en')).headline).toBe(headline[1]);
    const { coverage } = await jsonOf(house);
    expect(
      coverage.fixed.map(({ provider, technology, connectionLevel, maxDownMbit }) => [
        provider.name,
        technology,
        connectionLevel,
        maxDownMbit,
      ]),
    ).toEqual(fixed);
    expect(coverage.mobile.map(({ operator, technology, roaming }) => [operator.name, technology, roaming])).toEqual(
      mobile,
    );
  });
});

test.each([
  [
    '01',
    'Am schnellsten heute: Glasfaser Nord mit Glasfaser bis in die Wohnung (FTTH) und Kabel West mit Kabelnetz (HFC), bis zu 1 Gbit/s.',
  ],
  // What ends before the building does not work in it yet.
  [
    '03',
    'Am schnellsten heute: Kabel West mit Kabelnetz (HFC), bis zu 400 Mbit/s. Sobald das Gebäude an Glasfaser angeschlossen ist: Glasfaser Nord mit Glasfaser bis in die Wohnung (FTTH), bis zu 1 Gbit/s. Ausbau durch Glasfaser Nord: Glasfaser liegt in der Straße, zugesagt vom 1. Februar 2023 bis zum 30. Juni 2023. Dieser Termin ist verstrichen.',
  ],
  [
    '04',
    'Welcher Anschluss heute schon im Gebäude geht, ist nicht bekannt. Sobald das Gebäude an Glasfaser angeschlossen ist: Glasfaser Nord mit Glasfaser bis in die Wohnung (FTTH), bis zu 1 Gbit/s. Ausbau durch Glasfaser Nord: Glasfaser liegt in der Straße, zugesagt vom 1. Februar 2023 bis zum 30. Juni 2023. Dieser Termin ist verstrichen.',
  ],
  [
    '11',
    'Was es heute an Anschlüssen gibt, ist nicht bekannt. Ausbau durch Stadtwerke Ahlen: Geplant, zugesagt vom 1. März 2025 bis zum 30. Juni 2025. Dieser Termin ist verstrichen.',
  ],
  ['12', 'Was es heute an Anschlüssen gibt, ist nicht bekannt. Ausbau durch Weitnetz: Nicht zustande gekommen.'],
  // Nobody builds yet: the web app and Leichte Sprache say the same.
  [
    '16',
    'Am schnellsten heute: Kabel West mit Kabelnetz (HFC), bis zu 1 Gbit/s. Angekündigt: Werse Netz will hier Glasfaser bauen, ohne zugesagten Termin.',
  ],
  ['14', 'Was es heute an Anschlüssen gibt, ist nicht bekannt. Wer hier baut und wann, ist nicht bekannt.'],
])('house %s begins with what is fastest, who builds and when', async (house, lead) => {
  expect((await pageOf(house)).lead).toBe(lead);
});

test('fibre that is only announced is told in Leichte Sprache as what a firm wants', async () => {
  const text = textOf(await (await get(`/address/${HOUSE}16?lang=de-leicht`)).text());
  expect(text).toContain('Wir kennen hier noch keine Glas-Faser.');
  expect(text).toContain('Die Firma Werse Netz sagt: Wir wollen hier Glas-Faser bauen.');
});

test('a promise was missed on the page of the very houses that the dataset promised-not-connected lists', async () => {
  const { features } = (await (await get('/datasets/promised-not-connected.geojson')).json()) as {
    features: { properties: { id: string } }[];
  };
  const houses = Object.values(EXAMPLES).map(({ house }) => house);
  const missed = await Promise.all(
    houses.map(async (house) =>
      JSON.stringify((await pageOf(house)).rollout).includes('Dieser Termin ist verstrichen'),
    ),
  );
  expect(houses.filter((_house, i) => missed[i])).toEqual(['03', '04', '11']);
  expect(features.map(({ properties }) => properties.id).sort()).toEqual(
    houses.filter((_house, i) => missed[i]).map((house) => HOUSE + house),
  );
});

test('a project that came to nothing says so in English too, with its reason, and not that its date did not move', async () => {
  expect((await pageOf('12', 'en')).rollout).toMatchObject({
    Promised: 'by 31 December 2025. No longer valid: the project did not come about.',
    'Pre-orders':
      '33% of the premises had to sign by 31 March 2024; 20 pre-orders (16.7%) on 15 April 2024. The target was not reached. Reason: zu wenige Vorverträge',
  });
  expect((await pageOf('12', 'en')).rollout).not.toHaveProperty('Moved');
});

/** Fibre by house, in the order of the examples: of unknown level is neither passed nor unknown. */
const STATUSES = [
  'ACTIVATED',
  'CONNECTED',
  'PREPARED',
  'PASSED',
  'LEVEL_UNKNOWN',
  null,
  'PLANNED',
  null,
  'NONE',
  'NONE',
  null,
  null,
];

test('programs are told how far fibre is in codes, and by null that it is not known', async () => {
  const answers = await Promise.all(Object.values(EXAMPLES).map(({ house }) => jsonOf(house)));
  expect(answers.map(({ coverage }) => coverage.fibreStatus)).toEqual(STATUSES);
});

test('the open dataset tells the same apart, in lower case, and is empty where it is not known', async () => {
  const { features } = (await (await get('/datasets/address-coverage.geojson')).json()) as {
    features: { properties: { id: string; fibre_status: string | null } }[];
  };
  const stored = new Map(features.map(({ properties }) => [properties.id, properties.fibre_status]));
  expect(Object.values(EXAMPLES).map(({ house }) => stored.get(HOUSE + house))).toEqual(
    STATUSES.map((status) => status?.toLowerCase() ?? null),
  );
});

test('of the houses without fibre, the one beside fibre is listed as forgotten, and no other', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ forgottenAddresses(withinMetres: 100) { nodes { address { id } near } } }' }),
  });
  expect(await response.json()).toMatchObject({
    data: { forgottenAddresses: { nodes: [{ address: { id: `${HOUSE}06` }, near: 'NEIGHBOUR' }] } },
  });
});
