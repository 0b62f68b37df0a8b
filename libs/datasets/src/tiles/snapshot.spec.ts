import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import type { DatasetDefinition } from '../definition.js';
import { Registry } from '../catalogue/registry.js';
import { districts, fillSampleCity, nodes, streets } from '../testing/sample-city.js';
import { tileSnapshot, type SnapshotOptions } from './snapshot.js';

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

const columnAt = (longitude: number, z: number) => Math.floor(((longitude + 180) / 360) * 2 ** z);
const rowAt = (latitude: number, z: number) =>
  Math.floor((0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);

async function opened(
  definitions: DatasetDefinition[],
  options: Omit<SnapshotOptions, 'spool'> = {},
): Promise<PMTiles> {
  const registry = new Registry(definitions, { publisher: 'Ahlen' });
  const pieces: Buffer[] = [];
  for await (const piece of (await tileSnapshot(database, registry, { spool: join(folder, 'spool'), ...options }))!)
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
    licences: ['dl-zero-de/2.0'],
    versions: { districts: 1, 'fibre-nodes': 1 },
    truncated: [],
    vector_layers: [{ id: 'districts' }, { id: 'fibre-nodes' }, { id: 'truncated' }],
  });
  expect(Math.abs(Date.now() - Date.parse(metadata['date'] as string))).toBeLessThan(600_000);
  expect(Date.parse(metadata['moment'] as string)).toBeGreaterThanOrEqual(Date.parse(metadata['date'] as string));
  expect((await archive.getHeader()).centerZoom).toBe(12);
});

describe('is of one moment', () => {
  const LEFT = `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tiles_snapshot_%'`;
  const namesIn = async (archive: PMTiles, z: number, x: number, y: number) => {
    const { layers } = new VectorTile(new PbfReader(new Uint8Array((await archive.getZxy(z, x, y))!.data)));
    const layer = layers['districts']!;
    return Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties['name']);
  };

  it('what is committed while its tiles are made is in none of them, and not in what it says of itself', async () => {
    const before = await database.query<{ version: number }>(
      "SELECT version FROM datasets.state WHERE dataset = 'districts'",
    );
    const begin = database.transaction.bind(database);
    let [madeBefore, changed] = [0, false];
    const spy = jest.spyOn(database, 'transaction').mockImplementation(async (...asked) => {
      if (madeBefore > 0 && !changed) {
        changed = true;
        await database.query(`UPDATE places.district SET name = 'Anders' WHERE id = 'two'`);
        await database.query(`SELECT datasets.touch('districts')`);
      }
      return begin(...asked);
    });
    try {
      const archive = await opened([districts], { onProgress: (done) => void (madeBefore = done) });
      expect(changed).toBe(true);
      for (let z = 8; z <= 15; z++) {
        const [x, y] = [7.98, 51.76].map((degrees, i) => (i ? rowAt(degrees, z) : columnAt(degrees, z)));
        expect({ z, names: await namesIn(archive, z, x!, y!) }).toEqual({
          z,
          names: expect.not.arrayContaining(['Anders']),
        });
      }
      expect(await archive.getMetadata()).toMatchObject({ versions: { districts: before[0]!.version } });
    } finally {
      spy.mockRestore();
    }
    expect(await namesIn(await opened([districts]), 13, columnAt(7.98, 13), rowAt(51.76, 13))).toContain('Anders');
    expect(await database.query(LEFT)).toEqual([]);
  });

  it('leaves no copies behind when it is cancelled, and removes those of one that was killed long ago', async () => {
    await database.query(`CREATE SCHEMA tiles_snapshot_1; CREATE SCHEMA tiles_snapshot_${Date.now()}`);
    const cancel = new AbortController();
    await expect(opened([districts], { signal: cancel.signal, onProgress: () => cancel.abort() })).rejects.toThrow(
      /abort/,
    );
    const left = await database.query<{ nspname: string }>(LEFT);
    expect(left).toHaveLength(1);
    await database.query(`DROP SCHEMA ${left[0]!.nspname}`);
    expect(left[0]!.nspname).not.toBe('tiles_snapshot_1');
  });
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
