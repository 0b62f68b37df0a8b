import { LRUCache } from 'lru-cache';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';
import type { TileEncoder } from './encoder.js';
import { Flights, Gate } from './flights.js';
import type { TileAddress } from './grid.js';
import type { TileSet } from './tile-set.js';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface TileStoreLimits {
  /** Bytes that the cache may hold. */
  cacheBytes: number;
  /** Tiles that are made at once. */
  atOnce: number;
  /** Tiles that wait to be made, beyond which clients are sent away for a moment. */
  waiting: number;
}

/** A tile in the encodings that somebody has asked for; an empty one in none. */
interface Entry {
  tag: string;
  isEmpty: boolean;
  bodies: Partial<Record<Encoding, Buffer>>;
}

const ENTRY_BYTES = 300;

/**
 * Keeps tiles as they are sent, compressed: most requests cost no more than to look them up. Each is made once, however many ask for
 * it at the same time.
 */
export class TileStore {
  private readonly cache: LRUCache<string, Entry>;
  private readonly flights = new Flights();
  private readonly gate: Gate;

  constructor(
    private readonly encoder: TileEncoder,
    limits: TileStoreLimits,
  ) {
    this.gate = new Gate(limits);
    this.cache = new LRUCache({ maxSize: limits.cacheBytes, sizeCalculation: sizeOf });
  }

  /** The tile, if it can be sent at once: a body, or null for an empty one. Undefined: it has to be made. */
  kept(set: TileSet, tile: TileAddress, tag: string, encoding: Encoding): Buffer | null | undefined {
    const entry = this.cache.get(keyOf(set, tile));
    if (entry?.tag !== tag) return undefined;
    return entry.isEmpty ? null : entry.bodies[encoding];
  }

  /** Makes the tile. Null: it is empty. @throws TooBusy; the signal's reason */
  make(set: TileSet, tile: TileAddress, tag: string, encoding: Encoding, signal: AbortSignal): Promise<Buffer | null> {
    const key = keyOf(set, tile);
    return this.flights.share(`${key} ${tag} ${encoding}`, signal, async (flying) => {
      const plain = await this.flights.share(`${key} ${tag}`, flying, (alive) => this.plain(set, tile, tag, alive));
      const body = plain && (await PACK[encoding](plain));
      this.keep(key, tag, encoding, body);
      return body;
    });
  }

  private async plain(set: TileSet, tile: TileAddress, tag: string, signal: AbortSignal): Promise<Buffer | null> {
    const entry = this.cache.peek(keyOf(set, tile));
    if (entry?.tag === tag) {
      const [[encoding, body]] = Object.entries(entry.bodies) as [[Encoding, Buffer]];
      return UNPACK[encoding](body);
    }
    return this.gate.pass(signal, async () => (await this.encoder.encode(set.layers, tile, signal)) ?? null);
  }

  private keep(key: string, tag: string, encoding: Encoding, body: Buffer | null): void {
    const known = this.cache.peek(key);
    const bodies = known?.tag === tag ? known.bodies : {};
    // Set anew, so that its size is counted anew.
    this.cache.set(key, { tag, isEmpty: body === null, bodies: body ? { ...bodies, [encoding]: body } : {} });
  }
}

const keyOf = ({ id }: TileSet, { z, x, y }: TileAddress) => `${id}/${z}/${x}/${y}`;

function sizeOf({ bodies }: Entry): number {
  let bytes = ENTRY_BYTES;
  for (const body of Object.values(bodies)) bytes += body.length;
  return bytes;
}

// Beyond 5, Brotli takes several times as long for a few percent.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const [gzipped, gunzipped, brotlied, unbrotlied] = [gzip, gunzip, brotliCompress, brotliDecompress].map((one) =>
  promisify(one as (bytes: Buffer, options: object, done: (error: Error | null, result: Buffer) => void) => void),
) as [Pack, Pack, Pack, Pack];
type Pack = (bytes: Buffer, options: object) => Promise<Buffer>;

const PACK: Record<Encoding, (bytes: Buffer) => Promise<Buffer> | Buffer> = {
  br: (bytes) => brotlied(bytes, BROTLI),
  gzip: (bytes) => gzipped(bytes, {}),
  identity: (bytes) => bytes,
};
const UNPACK: Record<Encoding, (bytes: Buffer) => Promise<Buffer> | Buffer> = {
  br: (bytes) => unbrotlied(bytes, {}),
  gzip: (bytes) => gunzipped(bytes, {}),
  identity: (bytes) => bytes,
};
