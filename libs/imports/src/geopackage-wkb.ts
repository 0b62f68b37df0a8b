// Well-known binary (OGC 06-103r4 and ISO 13249-3) to GeoJSON. Heights and measures are left out: nothing of ours uses them.
import type { Geometry, Position } from 'geojson';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const MAX_DEPTH = 8;
const NAMES: Record<number, string> = {
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

/**
 * The geometry of a WKB, null for an empty point.
 * @throws Error that says what is wrong: cut off, counts that the bytes do not hold, an unknown or curved type
 */
export function geometryFromWkb(bytes: Uint8Array): Geometry | null {
  return new WkbReader(bytes).geometry(0);
}

const unknownType = (type: number) =>
  new FileError(say('The geometry has the unknown type {type}.', { type: String(type) }));

class WkbReader {
  private readonly view: DataView;
  private at = 0;
  private littleEndian = true;
  private dimensions = 2;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(depth: number): Geometry | null {
    if (depth > MAX_DEPTH)
      throw new FileError(say('The geometry is nested more than {depth} deep.', { depth: MAX_DEPTH }));
    const type = this.header();
    switch (type) {
      case 1: {
        const coordinates = this.position();
        return coordinates.every(Number.isNaN) ? null : { type: 'Point', coordinates };
      }
      case 2:
        return { type: 'LineString', coordinates: this.line() };
      case 3:
        return { type: 'Polygon', coordinates: this.rings() };
      case 4:
        return { type: 'MultiPoint', coordinates: this.parts(1, () => this.position()) };
      case 5:
        return { type: 'MultiLineString', coordinates: this.parts(2, () => this.line()) };
      case 6:
        return { type: 'MultiPolygon', coordinates: this.parts(3, () => this.rings()) };
      case 7:
        return {
          type: 'GeometryCollection',
          geometries: this.list(9, () => this.geometry(depth + 1)).filter((part) => part !== null),
        };
      default:
        throw NAMES[type]
          ? new FileError(
              say('The geometry is a {kind}, which is not read. Export it with straight lines.', { kind: NAMES[type] }),
            )
          : unknownType(type);
    }
  }

  /** Reads byte order and type, with the flags for Z and M of ISO (thousands) and EWKB (high bits). */
  private header(): number {
    this.need(5);
    const order = this.view.getUint8(this.at++);
    if (order > 1) throw new FileError(say('The geometry is damaged: it names no byte order.'));
    this.littleEndian = order === 1;
    const code = this.uint32();
    const plain = code & 0x0fffffff;
    const iso = Math.floor(plain / 1_000);
    if (iso > 3) throw unknownType(plain);
    this.dimensions = 2 + (code & 0x80000000 || iso & 1 ? 1 : 0) + (code & 0x40000000 || iso & 2 ? 1 : 0);
    if (code & 0x20000000) this.uint32();
    return plain % 1_000;
  }

  private position(): Position {
    this.need(this.dimensions * 8);
    const position = [
      this.view.getFloat64(this.at, this.littleEndian),
      this.view.getFloat64(this.at + 8, this.littleEndian),
    ];
    this.at += this.dimensions * 8;
    return position;
  }

  private line(): Position[] {
    return this.list(this.dimensions * 8, () => this.position());
  }

  private rings(): Position[][] {
    return this.list(4, () => this.line());
  }

  private parts<T>(type: number, read: () => T): T[] {
    return this.list(5, () => {
      const found = this.header();
      if (found !== type)
        throw new FileError(
          say('The geometry is damaged: a part has the type {found}, not {type}.', {
            found: String(found),
            type: String(type),
          }),
        );
      return read();
    });
  }

  /** A count that the bytes left cannot hold would ask for any amount of memory. */
  private list<T>(leastBytes: number, read: () => T): T[] {
    const count = this.uint32();
    this.need(count * leastBytes);
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  private uint32(): number {
    this.need(4);
    const value = this.view.getUint32(this.at, this.littleEndian);
    this.at += 4;
    return value;
  }

  private need(bytes: number): void {
    if (this.at + bytes > this.view.byteLength) throw new FileError(say('The geometry is cut off.'));
  }
}
