import type { Database } from '@stadtlage/database';
import { benchBusyTiles } from './busy-tiles.js';
import { otherServer } from './other-tiles.js';
import { benchCity } from './city.js';
import { percentile } from './figures.js';
import { load, startPlain, startService, withStops } from './processes.js';

const ROUNDS = 5;
const PACKED = { 'accept-encoding': 'gzip, br' };
/** So many tiles of each zoom are asked for, the fullest first. */
const TILES_PER_ZOOM = 24;

export interface TileBenchOptions {
  addresses: number;
  /** Of each measurement with a load. */
  seconds: number;
  /** Another server on the same database, such as `http://127.0.0.1:3000/address/{z}/{x}/{y}`. */
  against?: string;
  /** Addresses that are imported while tiles are asked for. */
  imported?: number;
}

export interface Tile {
  z: number;
  x: number;
  y: number;
}

/**
 * Tiles of the city per second from the service in a process of its own: kept ones, those that the client has already, and those that must
 * be made; against node:http that holds the same bytes, and against plain ST_AsMVT for each request. Prints a table and, last, one line
 * of JSON.
 */
export const benchTiles = ({ addresses, seconds, against, imported = 1_000_000 }: TileBenchOptions): Promise<void> =>
  withStops(async (stops) => {
    const other = against === undefined ? undefined : otherServer(against);
    const city = await benchCity(addresses, stops);
    const service = await startService({ ROLE: 'api', DATABASE_URL: city.database.url });
    stops.push(service.stop);
    const tiles = await tilesOf(city.database);
    await other?.isThere(tiles[0]!, city.database.url);
    const path = ({ z, x, y }: Tile) => `/tiles/city/${z}/${x}/${y}.mvt`;

    const uncached = await startPlain('plain-tiles', { kind: 'uncached', databaseUrl: city.database.url });
    stops.push(uncached.stop);
    const cold: number[] = [];
    const plain: number[] = [];
    for (let z = 9; z <= 16; z++) {
      const paths = tiles.filter((tile) => tile.z === z).map(path);
      const ours = await timesOf(service.url, paths);
      const theirs = await timesOf(uncached.url, paths);
      if (z <= 12) {
        cold.push(...ours);
        plain.push(...theirs);
      }
      console.log(
        `  z${String(z).padEnd(3)} ${String(paths.length).padStart(3)} tiles, made: p50 ${percentile(ours, 50)} ms; plain ST_AsMVT: p50 ${percentile(theirs, 50)} ms`,
      );
    }

    const fetched = await Promise.all(tiles.map((tile) => fetchTile(service.url + path(tile))));
    const largest = Math.max(...fetched.map(({ body }) => body.length));
    console.log(
      `  largest tile ${Math.round(largest / 1_000)} KB compressed (${fetched[0]!.encoding}), all ${Math.round(fetched.reduce((sum, { body }) => sum + body.length, 0) / 1_000)} KB\n`,
    );
    const paths = tiles.map(path);
    const raw = await startPlain('plain-tiles', {
      kind: 'raw',
      tiles: fetched.map(({ encoding, body }, i) => ({ path: paths[i], encoding, body: body.toString('base64') })),
    });
    stops.push(raw.stop);

    const figures = { warm: [], raw: [], fresh: [], rawFresh: [] } as Record<string, number[]>;
    const one = async (name: string, url: string, options: { paths: string[]; headers?: Record<string, string> }) => {
      const result = await load(url, { ...options, seconds });
      figures[name]!.push(result.perSecond);
      return result;
    };
    const etag = fetched[0]!.etag;
    for (let round = 0; round < ROUNDS; round++) {
      await one('warm', service.url, { paths, headers: PACKED });
      await one('raw', raw.url, { paths, headers: PACKED });
      await one('fresh', service.url, { paths: [paths[0]!], headers: { ...PACKED, 'if-none-match': etag } });
      await one('rawFresh', raw.url, {
        paths: [paths[0]!],
        headers: { ...PACKED, 'if-none-match': `W/"${paths[0]}"` },
      });
    }
    const slow = await load(uncached.url, { paths, seconds });
    const [warm, rawRate, fresh, rawFresh] = ['warm', 'raw', 'fresh', 'rawFresh'].map((name) =>
      median(figures[name]!),
    ) as [number, number, number, number];
    print('kept tiles', warm);
    print('node:http with the same bytes', rawRate);
    print('plain ST_AsMVT for each request', slow.perSecond);
    print('304', fresh);
    print('node:http, 304', rawFresh);
    if (other) {
      const { perSecond, statuses } = await load(other.origin, {
        paths: tiles.map(other.path),
        headers: PACKED,
        seconds,
      });
      print(`${against} ${JSON.stringify(statuses)}`, perSecond);
    }
    // What compares with nothing here takes no memory from it.
    for (const { stop } of [raw, uncached, service]) await stop();
    const busy = await benchBusyTiles(city.database, paths, { seconds, rows: imported }, stops);
    console.log(
      JSON.stringify({
        bench: 'tiles',
        addresses,
        warm_vs_raw: ofRounds(figures, 'warm', 'raw'),
        warm_vs_uncached: ratio(warm, slow.perSecond),
        not_modified_vs_raw: ofRounds(figures, 'fresh', 'rawFresh'),
        cold_speedup: ratio(percentile(plain, 50), percentile(cold, 50)),
        busy_p99_vs_quiet: busy?.kept ?? null,
        busy_all_p99_vs_quiet: busy?.all ?? null,
        busy_unanswered: busy?.unanswered ?? null,
        largest_kb: Math.round(largest / 1_000),
      }),
    );
  });

/** Of each zoom the tiles with the most addresses. */
export function tilesOf(database: Database): Promise<Tile[]> {
  return database.query<Tile>(
    `SELECT z, x, y FROM (
       SELECT z, x, y, row_number() OVER (PARTITION BY z ORDER BY count(*) DESC, x, y) AS place
       FROM places.address a, generate_series(9, 16) z,
            LATERAL (SELECT floor((ST_X(a.geom_3857) + 20037508.342789244) / 40075016.68557849 * 2 ^ z)::int AS x,
                            floor((20037508.342789244 - ST_Y(a.geom_3857)) / 40075016.68557849 * 2 ^ z)::int AS y) at
       GROUP BY z, x, y) counted
     WHERE place <= $1 ORDER BY z, place`,
    [TILES_PER_ZOOM],
  );
}

async function timesOf(url: string, paths: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const path of paths) {
    const began = performance.now();
    const response = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url}${path}: ${response.status}`);
    times.push(performance.now() - began);
  }
  return times;
}

/** As bytes on the wire: fetch would unpack them. For whatever else is kept compressed, too. */
export async function fetchTile(url: string): Promise<{ encoding: string; etag: string; body: Buffer }> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: PACKED }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          encoding: response.headers['content-encoding'] ?? 'identity',
          etag: response.headers.etag!,
          body: Buffer.concat(chunks),
        }),
      );
    }).on('error', reject);
  });
}

const print = (title: string, rate: number) =>
  console.log(`  ${title.padEnd(40)} ${Math.round(rate).toLocaleString('en').padStart(8)}/s`);
/** Of what was measured one right after the other, the middle one of all rounds: a machine that others use is faster in some of them. */
const ofRounds = (figures: Record<string, number[]>, ours: string, theirs: string) =>
  Number(median(figures[ours]!.map((one, i) => one / figures[theirs]![i]!)).toFixed(2));
const ratio = (a: number, b: number) => Number((a / b).toFixed(2));
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
