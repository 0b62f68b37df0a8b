// The baselines of the tile bench, each in a process of its own: `raw` answers bytes that it holds already, which is the most that
// node:http can do; `uncached` asks PostGIS for each tile, as a tile server without a cache and without generalised tables does.
import { openDatabase } from '@stadtlage/database';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PlainTask =
  | { kind: 'raw'; tiles: { path: string; encoding: string; body: string }[] }
  | { kind: 'uncached'; databaseUrl: string };

/** The layers that the city's tiles have at all zooms, from the tables in degrees: what a tile server finds in a database. */
const LAYERS: [name: string, from: string, columns: string[]][] = [
  ['districts', 'open.districts', ['id', 'name']],
  ['streets', 'open.streets', ['id', 'name', 'class']],
  ['base-map', 'open.base_map', ['id', 'kind', 'name', 'class']],
  [
    'address-coverage',
    'open.address_coverage',
    ['id', 'address', 'use', 'fibre_status', 'best_technology', 'max_down_mbit', 'providers'],
  ],
  [
    'rollout-projects',
    'open.rollout_projects',
    ['id', 'name', 'provider', 'status', 'promised_from', 'promised_to', 'date_moves'],
  ],
];

const SQL = `SELECT ${LAYERS.map(
  ([name, from, columns]) => `COALESCE((
    WITH feature AS (
      SELECT ${columns.join(', ')},
             ST_AsMVTGeom(ST_Transform(geom, 3857), ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 64, true) AS geometry
      FROM ${from}
      WHERE geom && ST_Transform(ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096), 4326)
    )
    SELECT ST_AsMVT(feature, '${name}', 4096, 'geometry') FROM feature WHERE geometry IS NOT NULL), '')`,
).join(' || ')} AS tile`;

async function listenerFor(task: PlainTask): Promise<RequestListener> {
  if (task.kind === 'raw') {
    const tiles = new Map(
      task.tiles.map(({ path, encoding, body }) => [path, { encoding, body: Buffer.from(body, 'base64') }]),
    );
    return (request, response) => {
      const { encoding, body } = tiles.get(request.url!)!;
      const etag = `W/"${request.url}"`;
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304, { etag });
        response.end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/vnd.mapbox-vector-tile',
        'content-encoding': encoding,
        'content-length': body.length,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        etag,
      });
      response.end(body);
    };
  }
  const database = await openDatabase(task.databaseUrl);
  return (request, response) => {
    const tile = /(\d+)\/(\d+)\/(\d+)\.mvt/.exec(request.url!)!.slice(1).map(Number);
    void database.query<{ tile: Buffer }>(SQL, tile).then(([row]) => {
      response.writeHead(200, {
        'content-type': 'application/vnd.mapbox-vector-tile',
        'content-length': row!.tile.length,
      });
      response.end(row!.tile);
    });
  };
}

process.once('message', (task: PlainTask) => {
  void listenerFor(task).then((listener) => {
    const server = createServer(listener).listen(0, '127.0.0.1', () =>
      process.send!({ port: (server.address() as AddressInfo).port }),
    );
  });
});
process.once('disconnect', () => process.exit(0));
