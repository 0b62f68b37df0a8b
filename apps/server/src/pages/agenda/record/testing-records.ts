// For specs: one record of each kind that says all that it may say, and rows for the figures that are counted from other datasets.
import { putRecords, type Change, type ContentOf, type Kind } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';

const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
const text = (what: string) => ({ de: `${what} auf Deutsch`, en: `${what} in English` });
const demo = true as const;
const decision = { kind: 'decision', body: 'Rat', date: '2021-09-30', paper: 'VO/0123/21' } as const;
const office = 'Stabsstelle';

type Contents = { [K in Kind]: Omit<ContentOf<K>, 'demo'> & { demo: true } };

/** The id of each is `one`. */
export const RECORDS: Contents = {
  goal: {
    field: 'schools',
    title: text('Ziel'),
    text: text('Erläuterung'),
    office,
    actors: [{ name: 'Kreis Warendorf', within: false }],
    decision,
    targets: [
      {
        indicator: 'schools-with-wifi',
        baseline: { date: '2021-06-30', value: 0.44, source: 'Ein Atlas' },
        path: [{ date: '2026-12-31', value: 60 }],
        date: '2030-12-31',
        value: 100,
        source: 'Ein Gesetz',
      },
    ],
    demo,
  },
  measure: {
    goal: 'one',
    title: text('Maßnahme'),
    text: text('Was getan wird'),
    office,
    actors: [{ name: 'Stadtwerke', within: false }],
    state: 'running',
    starts: '2026-01-01',
    ends: '2027-12-31',
    decision,
    budget: [{ year: 2026, planned: 12_000.5, committed: 8000, spent: 3500 }],
    staff: [{ year: 2026, planned: 0.5, filled: 0.25 }],
    funding: [
      { programme: 'Programm der Maßnahme', state: 'granted', applied: 20_000, granted: 15_000, drawn: 10_000 },
    ],
    risks: [{ text: text('Risiko'), level: 'high' }],
    dependsOn: [],
    milestones: [{ id: 'start', title: text('Beginn'), due: '2026-03-01', done: '2026-03-02' }],
    demo,
  },
  school: {
    facility: 'school-1',
    name: 'Kampschule',
    pupils: 1000,
    devices: 900,
    wifi: 'parts',
    support: 'Schulträger',
    countedOn: '2026-06-30',
    demo,
  },
  'online-service': {
    title: text('Wohngeld'),
    leika: '99107023017000',
    office,
    maturity: 3,
    link: 'https://service.example/wohngeld?a=1&b=2',
    cases: [
      { year: 2024, online: 50, total: 1150 },
      { year: 2025, online: 11_500, total: 23_000 },
    ],
    demo,
  },
  site: { title: text('Bauhof'), facility: 'hall', place: 'Hof', district: 'west', workplaces: 24, demo },
  system: {
    title: text('Netz'),
    type: 'network',
    site: 'one',
    office,
    since: 2017,
    state: 'fair',
    renewalDue: '2027-05-01',
    demo,
  },
  'concept-item': {
    type: 'requirement',
    title: text('Saal'),
    text: text('Übertragung'),
    office,
    state: 'done',
    due: '2026-03-01',
    done: '2026-02-01',
    paper: 'VO/7',
    dependsOn: [],
    demo,
  },
  'use-case': {
    title: text('Stadtklima'),
    text: text('Messen'),
    office,
    state: 'in_service',
    since: '2025-01-01',
    sensors: ['climate'],
    datasets: ['sensors'],
    demo,
  },
  course: {
    title: text('Kurs'),
    text: text('Worum es geht'),
    facility: 'school-1',
    place: 'Aula',
    district: 'east',
    starts: inDays(-30),
    ends: inDays(-29),
    from: '10:00',
    until: '12:00',
    targetGroup: 'seniors',
    state: 'held',
    seats: 12,
    participants: 9,
    link: 'https://kurs.example/',
    demo,
  },
  advice: {
    quarter,
    branch: 'crafts',
    offers: 2,
    requests: 7,
    firstTalks: 5,
    casesOpen: 4,
    conceptsMade: 3,
    conceptsCarriedOut: 1,
    demo,
  },
  programme: {
    title: text('Programm'),
    funder: 'Bank',
    opens: inDays(-10),
    deadline: inDays(60),
    quota: 80.5,
    most: 300_000,
    conditions: text('Bedingung'),
    screening: 'suitable',
    link: 'https://programm.example/',
    demo,
  },
  application: {
    title: text('Anschluss von Schulen'),
    programme: 'one',
    measure: 'one',
    state: 'granted',
    appliedOn: '2025-10-01',
    decidedOn: '2026-01-15',
    applied: 250_000,
    granted: 200_000,
    drawn: 60_000,
    demo,
  },
  'inclusion-offer': {
    type: 'lending',
    title: text('Verleih'),
    facility: 'hall',
    place: 'Foyer',
    district: 'west',
    hours: 'Di 15–17 Uhr',
    devices: 12,
    link: 'https://verleih.example/',
    demo,
  },
  'inclusion-weights': {
    wifiWeight: 1,
    wifiMetres: 500,
    helpWeight: 3,
    helpMetres: 1500,
    lendingWeight: 1.5,
    lendingMetres: 3000,
    coursesWeight: 1,
    coursesMetres: 1500,
    slowWeight: 2,
    slowMbit: 50,
    demo,
  },
  'stated-figure': {
    indicator: 'fibre-residential',
    date: '2021-06-30',
    value: 0.44,
    source: 'Breitbandatlas',
    link: 'https://atlas.example/',
    text: text('Anteil der Haushalte'),
    demo,
  },
};

export const EDITOR = 'Erika Musterfrau';

export const change = (kind: Kind, content: Change['content'], more: Partial<Change> = {}): Change => ({
  ...{ kind, id: 'one', content, expected: 0, by: EDITOR },
  ...more,
});

/** Into the town of testing.ts. */
export async function loadRecords(database: Database): Promise<void> {
  await database.query(`
    INSERT INTO places.facility (id, kind, name, address_id, district_id, geom, run_id) VALUES
      ('hall', 'administration', 'Rathaus', 'b15', 'west', ST_Point(7.8818, 51.76, 4326), 1),
      -- Of which nobody has recorded anything, not even where it is.
      ('school-2', 'school', 'Dorfschule', NULL, 'east', ST_Point(7.905, 51.765, 4326), 1);
    INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id) VALUES
      ('M 1', 'mobil', '{4g,5g_sa}', 'planned', 'operator', ST_Point(7.88, 51.76, 4326), '2024-01-01', 2);
    INSERT INTO sensors.gateway (id, last_seen_at) VALUES ('g', now());
    INSERT INTO sensors.thing (id, gateway_id, name, is_public, geom) VALUES ('climate', 'g', 'Klima am Markt', true, ST_Point(7.88, 51.76, 4326));
    INSERT INTO datasets.usage (id, day, kind, name, channel, uses)
    SELECT to_char(current_date - 1, 'YYYY-MM-DD') || '/' || kind || '/' || name || '/' || channel, current_date - 1, kind, name, channel, 12345
    FROM (VALUES ('download', 'sensors', 'csv'), ('api', 'graphql', 'query')) AS u (kind, name, channel)`);
  const kinds = Object.entries(RECORDS) as [Kind, ContentOf][];
  await putRecords(
    database,
    kinds.map(([kind, content]) => change(kind, content)),
  );
}
