import { VectorTile } from '@mapbox/vector-tile';
import { datasets as coverage } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { tileEncoder, type TileEncoder } from '@stadtlage/datasets';
import { loadTown } from '@stadtlage/places/testing';
import { PbfReader } from 'pbf';
import { datasets } from '../datasets.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, '../testing-planning.sql'));
});
afterAll(() => database.close());

const inDays = async (days: number) =>
  (await database.query<{ day: string }>('SELECT current_date + $1::int AS day', [days]))[0]!.day;

type Properties = Record<string, string | number | boolean>;
/** What a tile with most of the town says of that day, by dataset and id. */
async function tileOf(day: string): Promise<Record<string, Record<string, Properties>>> {
  const layers = [...coverage, ...datasets].filter(({ id }) => ['address-coverage', 'rollout-projects'].includes(id));
  const tile = await tileEncoder(database).encode(
    layers as unknown as Parameters<TileEncoder['encode']>[0],
    { z: 13, x: 4275, y: 2714 },
    undefined,
    { day, today: await inDays(0) },
  );
  const read = Object.entries(new VectorTile(new PbfReader(tile!.bytes)).layers).map(([name, layer]) => {
    const all = Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties as Properties);
    return [name, Object.fromEntries(all.map(({ id, ...properties }) => [id, properties]))];
  });
  return Object.fromEntries(read);
}

/** The addresses and projects of which that day something is promised, and by when. */
async function promisedOn(day: string) {
  const { 'address-coverage': addresses, 'rollout-projects': projects } = await tileOf(day);
  const promised = (all: Record<string, Properties>) =>
    Object.fromEntries(Object.entries(all).flatMap(([id, { promised_by: by }]) => (by ? [[id, by]] : [])));
  return { addresses: promised(addresses!), projects: promised(projects!) };
}

describe('the promised future on the map', () => {
  test('of a project, it has the status of that day', async () => {
    const kamp = async (day: string) => (await tileOf(day))['rollout-projects']!['kamp'];
    expect(await kamp('2022-06-01')).toEqual({ name: 'Kampstraße', provider: 'Glasfaser Nord' });
    expect(await kamp('2023-01-01')).toMatchObject({ status: 'announced', date_moves: 0 });
    const whole = `INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES ('kamp', '2024-03-01', 'under_construction', '2024-12-31')`;
    await database.query(whole);
    expect(await kamp('2024-02-29')).toMatchObject({ status: 'announced' });
    expect(await kamp('2024-03-01')).toMatchObject({ status: 'under_construction', promised_to: '2024-12-31' });
  });

  test('a promise counts from the last day of its window on, as a promise and not as a fact', async () => {
    const none = { addresses: {}, projects: {} };
    expect(await promisedOn(await inDays(0))).toEqual(none);
    expect(await promisedOn(await inDays(399))).toEqual(none);
    const by = await inDays(400);
    expect(await promisedOn(by)).toEqual({ addresses: { d1: by, d2: by }, projects: { bald: by } });
    const { 'address-coverage': addresses, 'rollout-projects': projects } = await tileOf(by);
    expect(addresses!['d1']).toMatchObject({ fibre_status: 'planned', best_technology: 'dsl', promised_by: by });
    expect(projects!['bald']).toMatchObject({ status: 'planned', promised_to: by, promised_by: by });
  });

  test('a window that has passed promises nothing, and one that is moved promises its new day', async () => {
    const say = (project: string, phase: string | null, status: string, days: number) =>
      database.query(
        `INSERT INTO rollout.project_status (project_id, phase, valid_from, status, promised_to) VALUES ($1, $2, current_date, $3, current_date + $4::int)`,
        [project, phase, status, days],
      );
    await say('bald', null, 'planned', 500);
    await say('kamp', 'zwei', 'under_construction', -1);
    await say('kamp', 'eins', 'under_construction', 30);
    const later = await inDays(400);
    // k2 has fibre in the building already; k3 belongs to the phase that is late.
    expect(await promisedOn(later)).toEqual({ addresses: { k1: await inDays(30) }, projects: {} });
    expect((await promisedOn(await inDays(500))).addresses).toEqual({
      k1: await inDays(30),
      d1: await inDays(500),
      d2: await inDays(500),
    });
  });

  test('what was given up promises nothing', async () => {
    await database.query(`DELETE FROM rollout.project_status WHERE project_id = 'bald' AND valid_from = current_date`);
    await database.query(
      `INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES ('bald', current_date, 'rejected', current_date + 400)`,
    );
    const { addresses, projects } = await promisedOn(await inDays(500));
    expect([addresses['d1'], projects['bald']]).toEqual([undefined, undefined]);
  });
});
