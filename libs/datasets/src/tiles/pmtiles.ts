// PMTiles 3, one file with all tiles that can be read over HTTP by ranges: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
import type { FileHandle } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TileAddress } from './grid.js';

const HEADER_BYTES = 127;
/** Header and root directory are read at once. */
const ROOT_BYTES = 16_384 - HEADER_BYTES;
const LEAF_ENTRIES = 4_096;
const LONGEST_METADATA = 1024 ** 2;
const GZIP = 2;
const MVT = 1;

/** Where the bytes of a tile, or of a run of equal ones, lie in the tile data. */
export interface PmTilesEntry {
  tileId: number;
  offset: number;
  length: number;
  /** How many tiles that follow each other are these bytes; 0 for a leaf directory. */
  runLength: number;
}

export interface PmTilesFacts {
  minZoom: number;
  maxZoom: number;
  /** At which a viewer opens it. */
  centerZoom: number;
  /** Degrees: west, south, east, north. */
  bounds: [number, number, number, number];
  /** Name, attribution, vector_layers and so on. */
  metadata: object;
}

/** Number of a tile: zoom by zoom, within a zoom along a Hilbert curve, so that neighbours lie near each other. */
export function tileId({ z, x, y }: TileAddress): number {
  let id = (4 ** z - 1) / 3;
  let [column, row] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const right = column & side ? 1 : 0;
    const below = row & side ? 1 : 0;
    id += side * side * ((3 * right) ^ below);
    if (below) continue;
    if (right) [column, row] = [side - 1 - (column & (side - 1)), side - 1 - (row & (side - 1))];
    [column, row] = [row, column];
  }
  return id;
}

/**
 * All of a file that comes before its tile data.
 * @param entries sorted by tileId; their offsets are those in the tile data, which is sorted alike
 * @param dataBytes length of the tile data
 */
export function pmTilesHead(entries: PmTilesEntry[], dataBytes: number, facts: PmTilesFacts): Buffer {
  const metadata = gzipSync(JSON.stringify(facts.metadata));
  const { root, leaves } = directories(entries);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 0, 'latin1');
  header.writeUInt8(3, 7);
  const parts = [root.length, metadata.length, leaves.length, dataBytes];
  let offset = HEADER_BYTES;
  parts.forEach((length, i) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    offset += length;
  });
  const addressed = entries.reduce((sum, { runLength }) => sum + runLength, 0);
  const contents = new Set(entries.map((entry) => entry.offset)).size;
  [addressed, entries.length, contents].forEach((count, i) => header.writeBigUInt64LE(BigInt(count), 72 + 8 * i));
  header.writeUInt8(1, 96);
  header.writeUInt8(GZIP, 97);
  header.writeUInt8(GZIP, 98);
  header.writeUInt8(MVT, 99);
  header.writeUInt8(facts.minZoom, 100);
  header.writeUInt8(facts.maxZoom, 101);
  const [west, south, east, north] = facts.bounds;
  [west, south, east, north].forEach((degrees, i) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i));
  header.writeUInt8(facts.centerZoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return Buffer.concat([header, root, metadata, leaves]);
}

/** What a file written here says of itself. Undefined: it is no such file. */
export async function readMetadata(file: Pick<FileHandle, 'read'>): Promise<Record<string, unknown> | undefined> {
  const at = async (position: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  const header = await at(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, 7) !== 'PMTiles' || header[97] !== GZIP)
    return undefined;
  const [offset, length] = [header.readBigUInt64LE(24), header.readBigUInt64LE(32)].map(Number);
  if (length! > LONGEST_METADATA) return undefined;
  return JSON.parse(gunzipSync(await at(offset!, length!)).toString('utf8')) as Record<string, unknown>;
}

/** One directory, or where that is too long for a root, a root over leaves. */
function directories(entries: PmTilesEntry[]): { root: Buffer; leaves: Buffer } {
  const root = directory(entries);
  if (root.length <= ROOT_BYTES) return { root, leaves: Buffer.alloc(0) };
  for (let size = LEAF_ENTRIES; ; size *= 2) {
    const leaves: Buffer[] = [];
    const pointers: PmTilesEntry[] = [];
    let offset = 0;
    for (let from = 0; from < entries.length; from += size) {
      const leaf = directory(entries.slice(from, from + size));
      pointers.push({ tileId: entries[from]!.tileId, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const over = directory(pointers);
    if (over.length <= ROOT_BYTES) return { root: over, leaves: Buffer.concat(leaves) };
  }
}

/** Column by column, each number as a varint: differences of ids, run lengths, lengths, offsets (0: right after the one before). */
function directory(entries: PmTilesEntry[]): Buffer {
  const numbers = [entries.length];
  entries.forEach(({ tileId: id }, i) => numbers.push(i ? id - entries[i - 1]!.tileId : id));
  for (const { runLength } of entries) numbers.push(runLength);
  for (const { length } of entries) numbers.push(length);
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1];
    numbers.push(before && offset === before.offset + before.length ? 0 : offset + 1);
  });
  return gzipSync(Buffer.from(numbers.flatMap(varint)));
}

function varint(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}
