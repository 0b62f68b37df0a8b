import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { fillSampleCity, districts, streets } from '../testing/sample-city.js';
import { DatasetVersions } from '../versions.js';
import { DatasetChangesResolver, type DatasetChange, type Extent } from './changes.js';
import { Registry } from './registry.js';

let database: Database;
let versions: DatasetVersions;
let resolver: DatasetChangesResolver;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
  versions = await DatasetVersions.start(database, (error) => {
    throw error;
  });
  resolver = new DatasetChangesResolver(versions, new Registry([districts, streets], { publisher: 'Ahlen' }));
});
afterAll(async () => {
  versions.stop();
  await database.close();
});

const touch = (dataset: string, ...box: number[]) =>
  box.length
    ? database.query(`SELECT datasets.touch($1, NULL, ST_MakeEnvelope($2, $3, $4, $5, 4326))`, [dataset, ...box])
    : database.query('SELECT datasets.touch($1)', [dataset]);
const next = async (changes: AsyncIterator<DatasetChange>) => (await changes.next()).value as DatasetChange;
const rounded = (extent: Extent | null) =>
  extent && Object.fromEntries(Object.entries(extent).map(([side, degrees]) => [side, Number(degrees.toFixed(6))]));
const fromWest = ({ extents }: DatasetChange) => extents!.map(rounded).sort((a, b) => a!['west']! - b!['west']!);
const WEST = { west: 7.88, south: 51.75, east: 7.89, north: 51.76 };
const EAST = { west: 7.98, south: 51.77, east: 7.99, north: 51.78 };

describe('the subscription to changes of datasets', () => {
  it('tells what changed, and where, of the datasets that were asked for', async () => {
    const changes = resolver.datasetChanged(['streets']);
    await touch('districts');
    await touch('streets', 7.88, 51.75, 7.89, 51.76);
    const first = await next(changes);
    expect(first).toMatchObject({ id: 'streets', version: versions.of('streets')!.version });
    expect([rounded(first.extent), first.extents!.map(rounded)]).toEqual([WEST, [WEST]]);
    await touch('streets');
    expect(await next(changes)).toMatchObject({ extent: null, extents: null });
    await changes.return!();
  });

  it('tells of several places at once, and of a change that lies nowhere', async () => {
    const changes = resolver.datasetChanged(['streets']);
    const { version } = versions.of('streets')!;
    await database.query(
      `SELECT datasets.touch('streets', NULL, ST_Collect(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.76, 4326), ST_MakeEnvelope(7.98, 51.77, 7.99, 51.78, 4326)))`,
    );
    const both = await next(changes);
    expect([both.version, fromWest(both)]).toEqual([version + 1, [WEST, EAST]]);
    expect(rounded(both.extent)).toEqual({ ...EAST, west: WEST.west, south: WEST.south });
    await database.query(`
      WITH run AS (INSERT INTO imports.run (dataset, origin, started_by, state) VALUES ('streets', 'file', 'test', 'imported') RETURNING id)
      SELECT datasets.touch('streets', id, datasets.boxes(NULL)) FROM run`);
    expect(await next(changes)).toMatchObject({ version: version + 2, extent: null, extents: [] });
    await changes.return!();
  });

  it('gives a slow reader the changes of a dataset as one, with the boxes of all of them', async () => {
    const changes = resolver.datasetChanged(['streets', 'districts']);
    await touch('streets', 7.88, 51.75, 7.89, 51.76);
    await touch('streets', 7.98, 51.77, 7.99, 51.78);
    await touch('districts');
    let heard = 0;
    const stop = versions.onChange((id) => (heard += Number(id === 'districts')));
    await touch('districts');
    while (!heard) await new Promise((resolve) => setTimeout(resolve, 10));
    stop();
    const both = [await next(changes), await next(changes)];
    expect(both.map(({ id }) => id).sort()).toEqual(['districts', 'streets']);
    const streetChange = both.find(({ id }) => id === 'streets')!;
    expect(fromWest(streetChange)).toEqual([WEST, EAST]);
    expect(rounded(streetChange.extent)).toEqual({ ...EAST, west: WEST.west, south: WEST.south });
    await changes.return!();
    expect(await changes.next()).toEqual({ done: true, value: undefined });
  });

  it('keeps the newest boxes only, and counts the older ones as a change of the whole', async () => {
    await touch('streets');
    const whole = () => versions.of('streets')!.whole.version;
    const stored = async () =>
      (await database.query<{ v: number }>(`SELECT version AS v FROM datasets.state WHERE dataset = 'streets'`))[0]!.v;
    while (whole() !== (await stored())) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = whole();
    for (let i = 0; i < 70; i++) await touch('streets', 7.88, 51.75, 7.89, 51.76);
    while (versions.of('streets')!.version !== before + 70) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(versions.of('streets')).toMatchObject({ whole: { version: before + 6 }, changes: { length: 64 } });
  });

  it('knows only datasets that there are', () => {
    expect(() => resolver.datasetChanged(['streets', 'canals'])).toThrow('There is no dataset canals.');
  });
});
