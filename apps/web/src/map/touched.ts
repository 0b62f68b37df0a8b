// Which tiles of the web-mercator grid a box touches, and which URL each tile has by now.

/** Degrees: WGS 84. */
export interface Extent {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface TileId {
  z: number;
  x: number;
  y: number;
}

/** A tile shows what reaches over its edge by so much of its side. */
const MARGIN = 64 / 4096;

/** The first and the last column and row. */
function rangeOf({ west, south, east, north }: Extent, z: number): { x: [number, number]; y: [number, number] } {
  const side = 2 ** z;
  const column = (longitude: number) => ((longitude + 180) / 360) * side;
  const row = (latitude: number) => {
    const phi = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180;
    return ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * side;
  };
  const from = (position: number) => Math.max(0, Math.floor(position - MARGIN));
  const to = (position: number) => Math.min(side - 1, Math.floor(position + MARGIN));
  return { x: [from(column(west)), to(column(east))], y: [from(row(north)), to(row(south))] };
}

export function tilesTouching(extent: Extent, z: number): TileId[] {
  const range = rangeOf(extent, z);
  const tiles: TileId[] = [];
  for (let x = range.x[0]; x <= range.x[1]; x++) for (let y = range.y[0]; y <= range.y[1]; y++) tiles.push({ z, x, y });
  return tiles;
}

function touches(extent: Extent, { z, x, y }: TileId): boolean {
  const range = rangeOf(extent, z);
  return x >= range.x[0] && x <= range.x[1] && y >= range.y[0] && y <= range.y[1];
}

export function overlap(a: Extent, b: Extent): Extent | undefined {
  const both = {
    west: Math.max(a.west, b.west),
    south: Math.max(a.south, b.south),
    east: Math.min(a.east, b.east),
    north: Math.min(a.north, b.north),
  };
  return both.west <= both.east && both.south <= both.north ? both : undefined;
}

/** So many are looked through for a tile; of a page that is open for days the oldest become one. */
const KEPT = 64;

interface Change {
  /** It lies in one of these. */
  extents: Extent[];
  version: string;
}

function joined(older: Change, { extents, version }: Change): Change {
  const all = [...older.extents, ...extents];
  if (!all.length) return { extents: all, version };
  const around = {
    west: Math.min(...all.map(({ west }) => west)),
    south: Math.min(...all.map(({ south }) => south)),
    east: Math.max(...all.map(({ east }) => east)),
    north: Math.max(...all.map(({ north }) => north)),
  };
  return { extents: [around], version };
}

/**
 * The versions of the tiles of a source: the one of its TileJSON, and newer ones where something has changed since. The URL of all other
 * tiles stays, so that browsers keep them.
 */
export class TileVersions {
  private readonly changes = new Map<string, Change[]>();

  add(source: string, change: Change): void {
    const all = [...(this.changes.get(source) ?? []), change];
    this.changes.set(source, all.length > KEPT ? [joined(all[0]!, all[1]!), ...all.slice(2)] : all);
  }

  /** The version of the last change; undefined: that of its TileJSON. */
  newest(source: string): string | undefined {
    return this.changes.get(source)?.at(-1)?.version;
  }

  /** All of a source is loaded anew: its TileJSON says the version. */
  forget(source: string): void {
    this.changes.delete(source);
  }

  /** `…/tiles/{source}/{z}/{x}/{y}.mvt?v=…` with the version of this tile; any other URL as it is. */
  urlOf(url: string): string {
    const parts = /^(.*\/tiles\/([^/]+)\/(\d+)\/(\d+)\/(\d+)\.mvt)\?v=[^&]*$/.exec(url);
    if (!parts) return url;
    const [, path, source, ...numbers] = parts;
    const [z, x, y] = numbers.map(Number) as [number, number, number];
    const last = this.changes.get(source!)?.findLast(({ extents }) => extents.some((one) => touches(one, { z, x, y })));
    return last ? `${path}?v=${last.version}` : url;
  }
}
