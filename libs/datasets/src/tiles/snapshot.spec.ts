import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from '../catalogue/registry.js';
import { districts, fillSampleCity } from '../testing/sample-city.js';
import { tileSnapshot } from './snapshot.js';

let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

it('of layers that draw nothing is none, and leaves no file behind', async () => {
  const hidden = {
    ...districts,
    geometry: { ...districts.geometry!, tiles: [{ fromZoom: 16, columns: ['name'], where: 'false' }] },
  };
  const spool = join(folder, 'spool');
  const registry = new Registry([hidden], { publisher: 'Ahlen' });
  expect(await tileSnapshot(database, registry, { spool })).toBeUndefined();
  expect(existsSync(spool)).toBe(false);
});
