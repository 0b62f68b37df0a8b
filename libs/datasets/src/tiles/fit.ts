import type { Feature } from 'geojson';
import type { TileBand } from '../definition.js';
import { PACK } from '../http/encoding.js';
import type { TileFilter } from './filter.js';
import type { OnDay } from './on-day.js';
import { writeLayer } from './write-layer.js';
import type { Layer } from './tile-set.js';

export interface TileLimits {
  /** Features that a layer may have in one tile. */
  features: number;
  /** Bytes of a tile that is compressed by gzip, as it is sent: of what is sent the largest. */
  bytes: number;
}

/** Of a tile's 500 KB the mark needs a few; a city of a million addresses reaches them at zoom 13. */
export const TILE_LIMITS: TileLimits = { features: 40_000, bytes: 498_000 };

/** So often what fits is estimated from what was drawn. After that half is left out, then three quarters and so on, for an end must come. */
const CLOSE_ROUNDS = 6;

/** The layer of a tile that says what is not drawn in it. No dataset has this id. */
export const TRUNCATED = 'truncated';

/** A layer of which a tile does not show everything. */
export interface Cut {
  layer: string;
  /** How many of its features are there. */
  drawn: number;
  /** How many lie in the tile. */
  of: number;
}

/** A tile, not compressed. */
export interface EncodedTile {
  bytes: Buffer;
  /** Empty for a tile that shows everything. */
  cut: Cut[];
}

/** What a tile shows of a dataset. */
export interface Part {
  layer: Layer;
  band: TileBand;
  /** Of another day, for a band that can show one. */
  on?: OnDay;
  /** Only what this lets through; how much that is, where the band sums rows up. */
  filter?: TileFilter;
  /** Only so many, chosen by their size; without it all, but never more than one above the limit. */
  most?: number;
}

export interface DrawnPart {
  bytes: Buffer;
  /** Read from the database; some may be too small to be seen. */
  rows: number;
}

export interface Painter {
  draw(parts: Part[]): Promise<DrawnPart[]>;
  /** How many rows of it lie in the tile. */
  count(part: Part): Promise<number>;
}

/**
 * Draws what fits into a tile. Where a layer is too much, the largest features stay, and of points some from all over the tile; the tile
 * says so in a layer of its own. Undefined: nothing lies in it.
 */
export async function drawWithin(
  parts: Part[],
  painter: Painter,
  limits: TileLimits,
): Promise<EncodedTile | undefined> {
  const shown = parts.map((part) => ({ ...part }));
  const drawn = await painter.draw(shown);
  const redraw = async (i: number, most: number) => {
    shown[i]!.most = most;
    drawn[i] = most > 0 ? (await painter.draw([shown[i]!]))[0]! : { bytes: Buffer.alloc(0), rows: 0 };
  };
  let bytes = joined(drawn);
  for (let round = 1; ; round++) {
    const size = await packedSize(bytes, limits.bytes);
    const crowded = drawn.findIndex(({ rows }) => rows > limits.features);
    if (size <= limits.bytes && crowded < 0) break;
    if (size <= limits.bytes) await redraw(crowded, limits.features);
    else {
      const largest = drawn.reduce((most, one, i) => (one.bytes.length > drawn[most]!.bytes.length ? i : most), 0);
      const excess = bytes.length * (1 - limits.bytes / size);
      const estimate = Math.max(0.1, 1 - excess / drawn[largest]!.bytes.length);
      const share = Math.min(estimate, 0.5 ** Math.max(0, round - CLOSE_ROUNDS));
      await redraw(largest, Math.min(limits.features, rounded(drawn[largest]!.rows * share * 0.95)));
    }
    bytes = joined(drawn);
  }
  const cut: Cut[] = [];
  for (const [i, part] of shown.entries()) {
    if (part.most === undefined) continue;
    cut.push({ layer: part.layer.id, drawn: drawn[i]!.rows, of: await painter.count(part) });
  }
  if (cut.length) bytes = Buffer.concat([bytes, markOf(cut)]);
  return bytes.length ? { bytes, cut } : undefined;
}

/** A tile is a list of layers, and Protocol Buffers join by being written one after the other. */
const joined = (drawn: DrawnPart[]) => Buffer.concat(drawn.map(({ bytes }) => bytes));

const packedSize = async (bytes: Buffer, limit: number) =>
  bytes.length > limit ? (await PACK.gzip(bytes)).length : bytes.length;

/** Down to two digits: a few bytes more or less do not make another choice. */
function rounded(number: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, number))) - 1);
  return Math.floor(number / unit) * unit;
}

/** A point in the middle of the tile for each layer. */
const markOf = (cut: Cut[]) =>
  writeLayer(
    TRUNCATED,
    cut.map((one): Feature => ({
      type: 'Feature',
      properties: { ...one },
      geometry: { type: 'Point', coordinates: [0.5, 0.5] },
    })),
  );

/** As HTTP says it, a list with parameters: https://www.rfc-editor.org/rfc/rfc9651#name-lists */
export const cutText = (cut: Cut[]) =>
  cut.map(({ layer, drawn, of }) => `${layer};drawn=${drawn};of=${of}`).join(', ') || undefined;
