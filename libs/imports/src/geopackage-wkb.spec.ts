import { geometryFromWkb } from './geopackage-wkb.js';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const double = (value: number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return buffer.toString('hex');
};
const [x, y, z] = [double(7.5), double(51.5), double(60)];

describe('well-known binary', () => {
  it('is read in both byte orders, and without heights and measures', () => {
    expect(geometryFromWkb(bytes(`01 01000000 ${x}${y}`))).toEqual({ type: 'Point', coordinates: [7.5, 51.5] });
    expect(geometryFromWkb(bytes(`00 00000001 401e000000000000 4049c00000000000`))).toEqual({
      type: 'Point',
      coordinates: [7.5, 51.5],
    });
    const point = { type: 'Point', coordinates: [7.5, 51.5] };
    expect(geometryFromWkb(bytes(`01 e9030000 ${x}${y}${z}`))).toEqual(point);
    expect(geometryFromWkb(bytes(`01 01000080 ${x}${y}${z}`))).toEqual(point);
    expect(geometryFromWkb(bytes(`01 b90b0000 ${x}${y}${z}${z}`))).toEqual(point);
  });

  it('holds parts and collections', () => {
    const line = `02000000 02000000 ${x}${y}${y}${x}`;
    expect(geometryFromWkb(bytes(`01 05000000 01000000 01 ${line}`))).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [7.5, 51.5],
          [51.5, 7.5],
        ],
      ],
    });
    expect(geometryFromWkb(bytes(`01 07000000 01000000 01 01000000 ${x}${y}`))).toMatchObject({
      geometries: [{ type: 'Point' }],
    });
    expect(geometryFromWkb(bytes(`01 01000000 ${double(NaN)}${double(NaN)}`))).toBeNull();
  });

  it.each([
    ['cut off', `01 01000000 ${x}`, /cut off/],
    ['with a count that would fill the memory', '01 02000000 ffffffff', /cut off/],
    ['of a curve', '01 08000000 00000000', /CircularString.*straight lines/],
    ['of an unknown type', '01 63000000', /unknown type 99/],
    ['without byte order', '07 01000000', /byte order/],
    ['with a part of another kind', `01 04000000 01000000 01 02000000 ${x}${y}`, /type 2, not 1/],
    ['nested without end', '01 07000000 01000000'.repeat(20), /nested/],
  ])('is refused %s', (_what, hex, problem) => expect(() => geometryFromWkb(bytes(hex))).toThrow(problem));
});
