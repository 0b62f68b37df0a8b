import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PMTiles } from 'pmtiles';
import type { DatasetDefinition } from '../definition.js';
import { Registry } from '../catalogue/registry.js';
import { districts, fillSampleCity, nodes, streets } from '../testing/sample-city.js';
import { tileSnapshot } from './snapshot.js';

// Thousands of tiles each, and the embedded database makes one after the other.
jest.setTimeout(120_000);

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

async function opened(definitions: DatasetDefinition[]): Promise<PMTiles> {
  const registry = new Registry(definitions, { publisher: 'Ahlen' });
  const pieces: Buffer[] = [];
  for await (const piece of (await tileSnapshot(database, registry, { spool: join(folder, 'spool') }))!)
    pieces.push(piece);
  const file = Buffer.concat(pieces);
  return new PMTiles({
    getKey: () => 'memory',
    getBytes: async (offset, length) => ({
      data: file.buffer.slice(file.byteOffset + offset, file.byteOffset + offset + length) as ArrayBuffer,
    }),
  });
}

it('says of when its data is, what of it is made up, and where not everything is drawn; it opens where the city fills a screen', async () => {
  const archive = await opened([districts, nodes]);
  const metadata = (await archive.getMetadata()) as Record<string, unknown>;
  expect(metadata).toMatchObject({
    description: 'Digital infrastructure of the city. Made up for demonstration: districts, fibre-nodes.',
    demo_layers: ['districts', 'fibre-nodes'],
    truncated: [],
    vector_layers: [{ id: 'districts' }, { id: 'fibre-nodes' }, { id: 'truncated' }],
  });
  expect(Math.abs(Date.now() - Date.parse(metadata['date'] as string))).toBeLessThan(600_000);
  expect((await archive.getHeader()).centerZoom).toBe(12);
});

it('holds what only a coarse zoom shows, too', async () => {
  await database.query(`CREATE VIEW open.far_away AS SELECT 'far' AS id, geom, ST_Transform(geom, 3857) AS geom_3857
    FROM (SELECT ST_SetSRID(ST_MakePoint(8.9, 52.1), 4326) AS geom) point`);
  try {
    const tiles = [{ fromZoom: 9, view: 'far_away', columns: [] }, ...streets.geometry!.tiles!];
    const archive = await opened([{ ...streets, geometry: { ...streets.geometry!, tiles } }]);
    expect(await archive.getHeader()).toMatchObject({ minZoom: 9, maxLon: 8.9, maxLat: 52.1 });
    expect(await archive.getZxy(9, 268, 168)).toBeDefined();
  } finally {
    await database.query('DROP VIEW open.far_away');
  }
});

it('counts the tiles in which a layer is not complete', async () => {
  const archive = await opened([nodes]);
  const all = { ...nodes, geometry: { ...nodes.geometry!, tiles: [{ fromZoom: 15, view: 'crowd', columns: [] }] } };
  expect(((await archive.getMetadata()) as { truncated: [] }).truncated).toEqual([]);
  await database.query(`CREATE VIEW open.crowd AS SELECT i AS id, ST_Transform(geom, 4326) AS geom, geom AS geom_3857
    FROM (SELECT i, ST_Translate(ST_Centroid(ST_TileEnvelope(16, 34204, 21721)), i % 200, i / 200) AS geom
      FROM generate_series(1, 41000) i) point`);
  try {
    expect(await (await opened([all])).getMetadata()).toMatchObject({
      truncated: [{ layer: 'fibre-nodes', tiles: 2, minzoom: 15, maxzoom: 16 }],
    });
  } finally {
    await database.query('DROP VIEW open.crowd');
  }
});
