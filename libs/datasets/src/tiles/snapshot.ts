import type { Database } from '@stadtlage/database';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';
import { sourcesOf } from '../catalogue/catalogue.js';
import { creditText, ownersOf } from '../catalogue/licences.js';
import type { Registry } from '../catalogue/registry.js';
import { read } from '../read.js';
import { tileEncoder, type TileEncoder } from './encoder.js';
import { MAX_TILE_ZOOM, type TileAddress } from './grid.js';
import { keepMoment, type Moment } from './moment.js';
import { pmTilesHead, tileId, type PmTilesEntry } from './pmtiles.js';
import { dataFacts, zoomShowing } from './snapshot-facts.js';
import { firstZoom, type Layer, tileSets, viewsOf } from './tile-set.js';
import { readBounds, vectorLayers } from './tilejson.js';

const gzip = promisify(gzipCallback);
const LOOK_TIMEOUT = 60_000;

export interface SnapshotOptions {
  /** Where the tile data waits until all of it is known: a path for a file that is removed again. */
  spool: string;
  signal?: AbortSignal;
  onProgress?: (done: number, all: number) => void;
}

/**
 * All layers of the map as they were at one moment, as one PMTiles file, piece by piece.
 * @returns undefined when no layer holds anything
 */
export async function tileSnapshot(
  database: Database,
  registry: Registry,
  options: SnapshotOptions,
): Promise<AsyncIterable<Buffer> | undefined> {
  const layers = [...tileSets(registry).values()].flatMap((set) => (set.layers[0]!.id === set.id ? set.layers : []));
  const moment = await keepMoment(database, viewsOf(layers), options.signal);
  try {
    const pieces = await drawn(database, registry, layers, moment, options);
    await moment.end();
    return pieces;
  } catch (error) {
    // What went wrong first is told, whatever goes wrong in clearing up.
    await Promise.allSettled([moment.end(), rm(options.spool, { force: true })]);
    throw error;
  }
}

async function drawn(
  database: Database,
  registry: Registry,
  layers: Layer[],
  moment: Moment,
  options: SnapshotOptions,
): Promise<AsyncIterable<Buffer> | undefined> {
  const { states, schema } = moment;
  const { spool, signal } = options;
  const bounds = await readBounds(database, layers, schema);
  if (!bounds) return undefined;
  const tiles = await tilesWithData(database, layers, schema, signal);
  const owners = layers.flatMap((layer) => ownersOf(layer, registry.publisher, sourcesOf(layer, states.get(layer.id))));
  const { entries, bytes, truncated } = await spoolTiles(tileEncoder(database, schema), layers, tiles, options);
  if (!entries.length) {
    await rm(spool, { force: true });
    return undefined;
  }
  const minZoom = tiles.find((tile) => tileId(tile) === entries[0]!.tileId)!.z;
  const head = pmTilesHead(entries, bytes, {
    minZoom,
    maxZoom: MAX_TILE_ZOOM,
    centerZoom: Math.max(minZoom, zoomShowing(bounds)),
    bounds,
    metadata: {
      name: 'Stadtlage',
      type: 'overlay',
      attribution: [...new Set(owners.map((owner) => creditText([owner])))].join('; '),
      licences: [...new Set(owners.map(({ licence }) => licence))],
      ...dataFacts(layers, moment),
      vector_layers: vectorLayers(layers),
      truncated,
    },
  });
  return (async function* pieces() {
    try {
      yield head;
      yield* createReadStream(spool) as AsyncIterable<Buffer>;
    } finally {
      await rm(spool, { force: true });
    }
  })();
}

/** From zoom to zoom only into quarters in which something lies: the box around all data may be mostly empty. */
async function tilesWithData(
  database: Database,
  layers: Layer[],
  schema: string,
  signal?: AbortSignal,
): Promise<TileAddress[]> {
  const first = Math.min(...layers.map(firstZoom));
  const any = viewsOf(layers)
    .map(
      (view) =>
        `EXISTS (SELECT FROM ${schema}.${view} WHERE geom_3857 && ST_TileEnvelope(z, x, y, margin => 64.0 / 4096))`,
    )
    .join(' OR ');
  const sql = `SELECT z, x, y FROM unnest($1::int[], $2::int[], $3::int[]) AS tile (z, x, y) WHERE ${any}`;
  const found: TileAddress[] = [];
  let level: TileAddress[] = [{ z: 0, x: 0, y: 0 }];
  for (let z = 0; z <= MAX_TILE_ZOOM && level.length; z++) {
    const columns = [level.map((tile) => tile.z), level.map(({ x }) => x), level.map(({ y }) => y)];
    level = await read<TileAddress>(database, LOOK_TIMEOUT, sql, columns, signal);
    if (z >= first) found.push(...level);
    level = level.flatMap(({ x, y }) =>
      [0, 1, 2, 3].map((quarter) => ({ z: z + 1, x: 2 * x + (quarter & 1), y: 2 * y + (quarter >> 1) })),
    );
  }
  return found.sort((a, b) => tileId(a) - tileId(b));
}

async function spoolTiles(
  encoder: TileEncoder,
  layers: Layer[],
  tiles: TileAddress[],
  { spool, signal, onProgress }: SnapshotOptions,
): Promise<{ entries: PmTilesEntry[]; bytes: number; truncated: Truncated[] }> {
  const entries: PmTilesEntry[] = [];
  const known = new Map<string, PmTilesEntry>();
  const truncated = new Map<string, Truncated>();
  let bytes = 0;
  const file = await open(spool, 'wx');
  try {
    for (const [i, tile] of tiles.entries()) {
      signal?.throwIfAborted();
      onProgress?.(i, tiles.length);
      const plain = await encoder.encode(layers, tile, signal);
      if (!plain) continue;
      for (const { layer } of plain.cut) truncated.set(layer, withTile(truncated.get(layer), layer, tile));
      const id = tileId(tile);
      const digest = createHash('sha256').update(plain.bytes).digest('base64');
      const same = known.get(digest);
      const last = entries.at(-1);
      if (same && last && last.offset === same.offset && last.tileId + last.runLength === id) last.runLength++;
      else if (same) entries.push({ ...same, tileId: id, runLength: 1 });
      else {
        const body = await gzip(plain.bytes);
        await file.write(body);
        const entry = { tileId: id, offset: bytes, length: body.length, runLength: 1 };
        known.set(digest, { ...entry });
        entries.push(entry);
        bytes += body.length;
      }
    }
  } finally {
    await file.close();
  }
  return { entries, bytes, truncated: [...truncated.values()] };
}

/** In how many tiles of which zooms a layer is not complete. */
interface Truncated {
  layer: string;
  tiles: number;
  minzoom: number;
  maxzoom: number;
}

const withTile = (before: Truncated | undefined, layer: string, { z }: TileAddress): Truncated => ({
  layer,
  tiles: (before?.tiles ?? 0) + 1,
  minzoom: Math.min(before?.minzoom ?? z, z),
  maxzoom: Math.max(before?.maxzoom ?? z, z),
});
