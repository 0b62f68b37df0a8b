import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PACK } from '../http/encoding.js';
import { drawWithin, type Painter, type Part } from './fit.js';
import type { Layer } from './tile-set.js';

const FEATURES = 40_000;
const LIMITS = { features: FEATURES, bytes: 10_000 };
const layer = (id: string): Part => ({ layer: { id } as Layer, band: { columns: [] } as unknown as Part['band'] });

/** Draws layers of so many rows, and counts how often. @param bytesOf the size of a layer with so many rows */
function painter(bytesOf: (rows: number) => number) {
  const counted = { draws: 0 };
  const all: Painter = {
    draw: async (parts) => {
      counted.draws++;
      return parts.map(({ most = FEATURES + 1 }) => ({ bytes: randomBytes(bytesOf(most)), rows: most }));
    },
    count: async () => FEATURES + 1,
  };
  return { counted, all };
}

describe('a tile', () => {
  it('is cut in few tries where features are about as large as each other', async () => {
    const { counted, all } = painter((rows) => rows);
    const tile = await drawWithin([layer('a')], all, LIMITS);
    expect(tile!.cut).toEqual([{ layer: 'a', drawn: 9_400, of: FEATURES + 1 }]);
    expect(counted.draws).toBeLessThan(4);
  });

  it('is measured as it is sent, which is not compressed as far as can be', async () => {
    const word = (i: number) => `Straße ${(i * 7919) % 401}, ${i % 31} ${Math.round(Math.sin(i) * 1e4)};`;
    const words = Buffer.from(Array.from({ length: 20_000 }, (_, i) => word(i)).join(''));
    const [sent, smallest] = [(await PACK.gzip(words)).length, gzipSync(words).length];
    expect(sent).toBeGreaterThan(smallest);
    const all: Painter = {
      draw: async (parts) =>
        parts.map(({ most = FEATURES }) => ({
          bytes: words.subarray(0, Math.floor((words.length * most) / FEATURES)),
          rows: most,
        })),
      count: async () => FEATURES,
    };
    const limits = { features: FEATURES, bytes: Math.floor((sent + smallest) / 2) };
    expect((await drawWithin([layer('a')], all, limits))!.cut).toHaveLength(1);
  });

  it.each([1, 4])('is done after few tries where %d layers have features of which one is too much', async (layers) => {
    const { counted, all } = painter((rows) => (rows > 0 ? LIMITS.bytes + 1 : 0));
    const parts = Array.from({ length: layers }, (_, i) => layer(`layer-${i}`));
    const tile = await drawWithin(parts, all, LIMITS);
    expect(tile!.cut.map(({ drawn }) => drawn)).toEqual(parts.map(() => 0));
    expect(counted.draws).toBeLessThanOrEqual(20);
  });
});
