import { gzipSync } from 'node:zlib';
import { PMTiles, tileIdToZxy, zxyToTileId } from 'pmtiles';
import { pmTilesHead, tileId, type PmTilesEntry } from './pmtiles.js';

const facts = {
  minZoom: 0,
  maxZoom: 9,
  centerZoom: 8,
  bounds: [7.8, 51.7, 8.0, 51.8] as [number, number, number, number],
  metadata: { name: 'Test', vector_layers: [{ id: 'a' }] },
};

/** A file in memory, read by the reference implementation. */
function opened(file: Buffer): PMTiles {
  return new PMTiles({
    getKey: () => 'memory',
    getBytes: async (offset, length) => ({
      data: file.buffer.slice(file.byteOffset + offset, file.byteOffset + offset + length) as ArrayBuffer,
    }),
  });
}

function fileOf(count: number): Buffer {
  // Few different bodies: to pack so many would take longer than all else.
  const packed = Array.from({ length: 100 }, (_, i) => gzipSync(`tile ${i}`));
  const bodies = Array.from({ length: count }, (_, i) => packed[i % 100]!);
  let offset = 0;
  const entries = bodies.map((body, i): PmTilesEntry => {
    const entry = { tileId: i * 3, offset, length: body.length, runLength: 1 };
    offset += body.length;
    return entry;
  });
  return Buffer.concat([pmTilesHead(entries, offset, facts), ...bodies]);
}

describe('a PMTiles file', () => {
  it.each([0, 1, 2, 5, 11, 16])('numbers the tiles of zoom %d as the reference implementation does', (z) => {
    const side = 2 ** z;
    for (let i = 0; i < 300; i++) {
      const [x, y] = [(i * 7919) % side, (i * 104_729) % side];
      expect(tileId({ z, x, y })).toBe(zxyToTileId(z, x, y));
    }
  });

  it.each([1, 10, 2_000, 40_000])('of %d tiles is read by the reference implementation', async (count) => {
    const archive = opened(fileOf(count));
    expect(await archive.getHeader()).toMatchObject({
      specVersion: 3,
      tileType: 1,
      minZoom: 0,
      maxZoom: 9,
      centerZoom: 8,
      minLon: 7.8,
      maxLat: 51.8,
      numAddressedTiles: count,
    });
    expect(await archive.getMetadata()).toEqual(facts.metadata);
    for (const i of [0, Math.floor(count / 2), count - 1]) {
      const [z, x, y] = tileIdToZxy(i * 3);
      expect(Buffer.from((await archive.getZxy(z, x, y))!.data).toString()).toBe(`tile ${i % 100}`);
    }
    const [z, x, y] = tileIdToZxy(1);
    expect(await archive.getZxy(z, x, y)).toBeUndefined();
  });
});
