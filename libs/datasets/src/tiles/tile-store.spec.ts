import { jest } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Encoding } from '../http/encoding.js';
import type { TileEncoder } from './encoder.js';
import type { EncodedTile } from './fit.js';
import type { TileAddress } from './grid.js';
import type { TileSet } from './tile-set.js';
import { TooBusy } from '../http/turns.js';
import { TileStore, type TileStoreLimits } from './tile-store.js';

/** Of whom tiles are asked, where that makes no difference. */
const ONE = '192.0.2.1';
const never = new AbortController().signal;
const set = { id: 'a', layers: [] } as unknown as TileSet;
const at = (x: number): TileAddress => ({ z: 12, x, y: 0 });

/** Makes tiles of 10,000 equal bytes; those of column 0 are empty, those of column 9 not complete. */
class Counting implements TileEncoder {
  made: number[] = [];
  wait: Promise<unknown> = Promise.resolve();

  async encode(_layers: unknown, { x }: TileAddress): Promise<EncodedTile | undefined> {
    this.made.push(x);
    await this.wait;
    return x ? { bytes: Buffer.alloc(10_000, x), cut: x === 9 ? [{ layer: 'a', drawn: 5, of: 7 }] : [] } : undefined;
  }
}

/** In which one more begins. */
const round = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

let encoder: Counting;
beforeEach(() => {
  encoder = new Counting();
});
const storeWith = (limits: Partial<TileStoreLimits> = {}) =>
  new TileStore(encoder, { cacheBytes: 1_000_000, atOnce: 2, ofOne: 2, waitingOfOne: 10, waiting: 10, ...limits });

describe('the store of tiles', () => {
  it('keeps a tile as it is sent, until its tag is another', async () => {
    const store = storeWith();
    expect(store.kept(set, at(1), 'v1', 'gzip')).toBeUndefined();
    const made = await store.make(set, at(1), 'v1', 'gzip', ONE, never);
    expect(gunzipSync(made!.bytes)).toEqual(Buffer.alloc(10_000, 1));
    expect(store.kept(set, at(1), 'v1', 'gzip')).toBe(made);
    expect(store.kept(set, at(1), 'v2', 'gzip')).toBeUndefined();
    expect(store.kept({ ...set, id: 'b' }, at(1), 'v1', 'gzip')).toBeUndefined();
  });

  it('keeps that a tile is empty', async () => {
    const store = storeWith();
    expect(await store.make(set, at(0), 'v1', 'br', ONE, never)).toBeNull();
    expect(store.kept(set, at(0), 'v1', 'identity')).toBeNull();
  });

  it('makes a tile once, for all who ask and for all encodings', async () => {
    const store = storeWith();
    const encodings: Encoding[] = ['br', 'gzip', 'identity', 'br'];
    const [br, gzip, plain] = await Promise.all(encodings.map((one) => store.make(set, at(1), 'v1', one, ONE, never)));
    expect(brotliDecompressSync(br!.bytes)).toEqual(plain!.bytes);
    expect(gunzipSync(gzip!.bytes)).toEqual(plain!.bytes);
    expect(encoder.made).toEqual([1]);
    const other = storeWith();
    await other.make(set, at(2), 'v1', 'br', ONE, never);
    expect((await other.make(set, at(2), 'v1', 'identity', ONE, never))!.bytes).toEqual(Buffer.alloc(10_000, 2));
    expect(encoder.made).toEqual([1, 2]);
  });

  it('keeps beside a tile what is not drawn in it, in every encoding', async () => {
    const store = storeWith();
    for (const encoding of ['br', 'gzip', 'identity'] as const) {
      expect((await store.make(set, at(9), 'v1', encoding, ONE, never))!.truncated).toBe('a;drawn=5;of=7');
      expect(store.kept(set, at(9), 'v1', encoding)!.truncated).toBe('a;drawn=5;of=7');
      expect((await store.make(set, at(8), 'v1', encoding, ONE, never))!.truncated).toBeUndefined();
    }
  });

  it('holds no more bytes than it may, and lets go of what was asked for the longest ago', async () => {
    const store = storeWith({ cacheBytes: 35_000 });
    for (const x of [1, 2, 3]) await store.make(set, at(x), 'v1', 'identity', ONE, never);
    store.kept(set, at(1), 'v1', 'identity');
    await store.make(set, at(4), 'v1', 'identity', ONE, never);
    expect([1, 2, 3, 4].filter((x) => store.kept(set, at(x), 'v1', 'identity'))).toEqual([1, 3, 4]);
  });

  it('keeps tiles of other days apart: however many days are asked for, those of today stay', async () => {
    const store = storeWith({ cacheBytes: 100_000 });
    const on = (i: number) => ({ day: `2024-01-${String(i).padStart(2, '0')}`, today: '2026-03-01' });
    await store.make(set, at(1), 'v1', 'identity', ONE, never);
    for (let i = 1; i <= 30; i++) await store.make(set, at(1), 'v1', 'identity', ONE, never, on(i));
    expect(store.kept(set, at(1), 'v1', 'identity')).toBeDefined();
    const days = Array.from({ length: 30 }, (_, i) => i + 1);
    expect(days.filter((i) => store.kept(set, at(1), 'v1', 'identity', on(i)))).toEqual([29, 30]);
    expect(encoder.made).toHaveLength(31);
  });

  it('makes a tile of somebody else at once while one network has all its places taken, whose surplus is sent away', async () => {
    const store = storeWith({ ofOne: 1, waitingOfOne: 3, waiting: 4 });
    let go!: (value: unknown) => void;
    encoder.wait = new Promise((resolve) => (go = resolve));
    const ask = (x: number) => store.make(set, at(x), 'v1', 'gzip', '203.0.113.1', never);
    const flood = [1, 2, 3].map(ask);
    await round();
    flood.push(ask(4));
    await expect(ask(5)).rejects.toThrow(TooBusy);
    expect(encoder.made).toEqual([1]);
    const other = store.make(set, at(7), 'v1', 'gzip', ONE, never);
    await round();
    expect(encoder.made).toEqual([1, 7]);
    go(undefined);
    await Promise.all([...flood, other]);
    expect(encoder.made).toEqual([1, 7, 2, 3, 4]);
  });

  it('keeps nobody waiting behind a flood that asks for the same tile', async () => {
    const store = storeWith({ ofOne: 1 });
    let go!: (value: unknown) => void;
    encoder.wait = new Promise((resolve) => (go = resolve));
    const flood = [1, 2, 3, 4].map((x) => store.make(set, at(x), 'v1', 'gzip', '203.0.113.1', never));
    await round();
    const same = store.make(set, at(4), 'v1', 'gzip', ONE, never);
    await round();
    expect(encoder.made).toEqual([1, 4]);
    go(undefined);
    expect(await same).toBe(await flood[3]);
    await Promise.all(flood);
    expect(encoder.made).toEqual([1, 4, 2, 3]);
  });

  it('has kept and empty tiles without a turn', async () => {
    const store = new TileStore(
      encoder,
      { cacheBytes: 1_000_000, atOnce: 1, ofOne: 1, waitingOfOne: 0, waiting: 0 },
      (_set, { x }) => x === 1,
    );
    expect(await store.make(set, at(1), 'v1', 'gzip', ONE, never)).toBeNull();
    expect(store.kept(set, at(1), 'v1', 'gzip')).toBeNull();
    await expect(store.make(set, at(2), 'v1', 'gzip', ONE, never)).rejects.toThrow(TooBusy);
  });

  it('has the tile of a few seconds ago only while many wait to be made, and only if it held until then', async () => {
    const store = storeWith({ atOnce: 1, ofOne: 1 });
    const body = await store.make(set, at(1), 'v1', 'gzip', ONE, never);
    expect(store.justBefore(set, at(1), 'gzip')).toBeUndefined();
    let release = () => {};
    encoder.wait = new Promise<void>((resolve) => (release = resolve));
    const waiting = [2, 3, 4, 5, 6].map((x) => store.make(set, at(x), 'v2', 'gzip', ONE, never));
    expect(store.justBefore(set, at(1), 'gzip')).toEqual({ tag: 'v1', body });
    expect(store.justBefore(set, at(1), 'br')).toBeUndefined();
    expect(store.justBefore(set, at(7), 'gzip')).toBeUndefined();
    const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_001);
    expect(store.justBefore(set, at(1), 'gzip')).toBeUndefined();
    store.kept(set, at(1), 'v1', 'gzip');
    expect(store.justBefore(set, at(1), 'gzip')).toEqual({ tag: 'v1', body });
    later.mockRestore();
    release();
    await Promise.all(waiting);
    expect(store.justBefore(set, at(1), 'gzip')).toBeUndefined();
  });
});
