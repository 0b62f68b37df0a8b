// Files that were damaged on their way, by chance that is the same each time: each is imported or refused with a reason.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { runImport } from '@stadtlage/imports';
import { fileOf, geoPackageOf, workbookOf, zipOf } from '@stadtlage/imports/testing';
import { importerOf } from './importers.js';

const TIMES = 5;
const AREA = [
  [7.88, 51.75],
  [7.9, 51.75],
  [7.9, 51.77],
  [7.88, 51.75],
];
const HOUSE = 'N;DENW01AL00000001;A;05;5;70;004;0000;00077;5;;32423392,178;5734928,147;Am Prüfstein;2024-01-01\r\n';
const DELIVERY = [
  ['strasse', 'hnr', 'plz', 'ort', 'technologie', 'download', 'upload', 'anbieter', 'stand'],
  ['Am Prüfstein', '5', '59227', 'Ahlen', 'FTTH', '1000', '500', 'Stadtnetz', '2024-05-01'],
];
const PROJECT = {
  type: 'Feature',
  properties: {
    project: 'Ost',
    provider: 'G',
    status: 'planned',
    status_date: '2024-01-01',
    promised_to: '2024-12-31',
  },
  geometry: { type: 'Polygon', coordinates: [AREA] },
};
const NETWORK = {
  networks: [
    {
      id: 'a096d627-72e1-4f9b-b129-951b1737bff4',
      name: 'Netz',
      nodes: [{ id: '1', name: 'Knoten', location: { type: 'Point', coordinates: [7.89, 51.76] } }],
    },
  ],
};
const WHOLE: [dataset: string, name: string, content: string | Buffer][] = [
  ['addresses', 'gebref.txt', HOUSE],
  ['addresses', 'gebref.zip', zipOf({ 'gebref.txt': HOUSE })],
  ['fixed-availability', 'lieferung.csv', Buffer.from(DELIVERY.map((row) => row.join(';')).join('\n'), 'latin1')],
  ['fixed-availability', 'lieferung.xlsx', workbookOf(DELIVERY)],
  ['rollout-projects', 'ausbau.geojson', JSON.stringify({ type: 'FeatureCollection', features: [PROJECT] })],
  ['mobile-sites', 'sites_2024-01-01.gpkg', geoPackageOf({ sites: [{ name: 'A', at: [7.89, 51.76] }] }, 4326)],
  ['mobile-cells', '262.csv', 'LTE,262,1,5000,12345,0,7.89,51.76,500,10,1,1600000000,1700000000,-80\n'],
  ['fibre-network', 'netz.json', JSON.stringify(NETWORK)],
];

/** https://en.wikipedia.org/wiki/Linear_congruential_generator */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const INSERTED = ['\0', '"', ';', '\n', '{', ']', '=1+1', '9'.repeat(30), 'NaN', '\ufeff', '\u202e'];

function damaged(whole: Buffer, kind: number, below: (most: number) => number): Buffer {
  const at = below(whole.length);
  if (kind === 0) return whole.subarray(0, at);
  if (kind === 1) return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1 + below(100))]);
  if (kind === 2) return Buffer.concat([whole.subarray(0, at), whole.subarray(below(at + 1))]);
  if (kind === 3)
    return Buffer.concat([whole.subarray(0, at), Buffer.from(INSERTED[below(INSERTED.length)]!), whole.subarray(at)]);
  const copy = Buffer.from(whole);
  for (let i = 0; i < 5; i++) copy[below(copy.length)] = below(256);
  return copy;
}

describe('a damaged file', () => {
  let database: Database;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.close());

  it.each(WHOLE)('of %s (%s) is imported, or refused with a reason', async (dataset, name, content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const below = chance(7);
    for (let time = 0; time < TIMES; time++) {
      const file = fileOf(name, damaged(bytes, time % 5, below), 65_536);
      const { state, report } = await runImport(database, importerOf(dataset), file, { startedBy: 'test' });
      const errors = report.findings.filter(({ level }) => level === 'error');
      expect({ time, state, hasReason: errors.length > 0 }).toEqual({ time, state, hasReason: state === 'refused' });
      expect(errors.map(({ problem }) => problem).join()).not.toMatch(/undefined|Cannot (read|set)|\[object/);
    }
    const open = "SELECT FROM imports.run WHERE state = 'running'";
    expect(await database.query(open)).toEqual([]);
  });
});
