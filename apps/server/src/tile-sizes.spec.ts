import { VectorTile } from '@mapbox/vector-tile';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { DatasetVersions, registerOpenDataRoutes } from '@stadtlage/datasets';
import fastify, { type FastifyInstance } from 'fastify';
import { PbfReader } from 'pbf';
import { createRegistry } from './datasets.js';

/** The embedded database would take a minute for so many; that it cuts alike, its own tests say. */
const ADDRESSES = process.env['TEST_DATABASE_URL'] ? 60_000 : 8_000;
const LIMIT = 500_000;
/** All of it lies in one tile of zoom 13, in the middle of Ahlen: as dense as no city of Germany is. */
const [Z, X, Y] = [13, 4275, 2714];

const FILL = `
  INSERT INTO imports.run (dataset, origin, source, state, started_by) VALUES ('addresses', 'demo', 'Test', 'imported', 'test');
  WITH box AS (SELECT ST_TileEnvelope(${Z}, ${X}, ${Y}) AS box),
  run AS (SELECT max(id) AS id FROM imports.run),
  spot AS (
    SELECT i, i / 40 AS street, md5(i::text) AS token,
      ST_Transform(ST_SetSRID(ST_MakePoint(
        ST_XMin(box) + 100 + (i / 40 % 40) * 115 + (i % 40) * 2.5 + ('x' || substr(md5(i || 'x'), 1, 2))::bit(8)::int / 100.0,
        ST_YMin(box) + 100 + (i / 1600) * 118 + ('x' || substr(md5(i || 'y'), 1, 2))::bit(8)::int / 3.0), 3857), 4326) AS geom
    FROM generate_series(0, ${ADDRESSES - 1}) i, box),
  street AS (
    INSERT INTO places.street (key, name, class, geom, run_id)
    SELECT lpad(street::text, 17, '0'), 'Straße ' || md5(street::text), 'residential', ST_Multi(ST_MakeLine(geom ORDER BY i)), run.id
    FROM spot, run GROUP BY street, run.id RETURNING key, name),
  building AS (
    INSERT INTO places.base_feature (kind, geom, run_id)
    SELECT 'building', ST_Expand(geom, 0.00004), run.id FROM spot, run)
  INSERT INTO places.address (id, street_key, street, house_number, postcode, place, use, geom, run_id)
  SELECT 'DENW36AL' || left(token, 8), key, name, 1 + i % 40, '59227', 'Ahlen',
    (ARRAY['residential', 'commercial', 'mixed', 'public'])[1 + ('x' || substr(token, 1, 1))::bit(4)::int % 4], geom, run.id
  FROM spot JOIN street ON key = lpad(spot.street::text, 17, '0'), run;
  SELECT coverage.refresh()`;

let database: Database;
let versions: DatasetVersions;
let server: FastifyInstance;
let origin: string;
beforeAll(async () => {
  database = await testDatabase();
  await database.query(FILL);
  // As PostgreSQL does by itself within a minute: until then it may read rows in an order in which they compress a third worse.
  await database.query('ANALYZE');
  versions = await DatasetVersions.start(database, (error) => {
    throw error;
  });
  server = fastify();
  await registerOpenDataRoutes(server, { database, versions, registry: createRegistry({ publisher: 'Ahlen' }) });
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
}, 300_000);
afterAll(async () => {
  await server?.close();
  versions?.stop();
  await database.close();
});

async function tileAt(z: number, encoding: string) {
  // The tile in the middle of the city, or the one around it.
  const [x, y] = z > Z ? [(X + 0.5) * 2 ** (z - Z), (Y + 0.5) * 2 ** (z - Z)] : [X >> (Z - z), Y >> (Z - z)];
  const response = await fetch(`${origin}/tiles/city/${z}/${x}/${y}.mvt`, { headers: { 'accept-encoding': encoding } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const layers = bytes.length ? new VectorTile(new PbfReader(bytes)).layers : {};
  return {
    size: Number(response.headers.get('content-length') ?? 0),
    header: response.headers.get('tile-truncated'),
    layers,
  };
}

describe('Tiles of a city that is denser than any', () => {
  it('have less than 500 KB at each zoom, and those that do not show everything say so', async () => {
    const truncated: number[] = [];
    for (let z = 0; z <= 16; z++) {
      for (const encoding of ['br', 'gzip']) {
        const { size, header, layers } = await tileAt(z, encoding);
        expect([z, encoding, size < LIMIT]).toEqual([z, encoding, true]);
        expect([z, 'truncated' in layers]).toEqual([z, header !== null]);
        if (header && encoding === 'br') truncated.push(z);
      }
    }
    expect(truncated).toEqual(database.embedded ? [] : [13]);
  }, 300_000);
});
