import { distance, type Line, type Point } from './plane.js';

/** A stretch of street, river or railway. `kind` is the owner's own number; `clearance` keeps buildings off, in metres. */
export interface Segment {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  kind: number;
  clearance: number;
}

/** Answers "what lies near here" for millions of short line segments. */
export class SegmentGrid {
  private readonly cells = new Map<number, Segment[]>();

  constructor(private readonly cellSize = 64) {}

  add(line: Line, kind: number, clearance: number): void {
    for (let i = 1; i < line.length; i++) {
      this.addSegment(line[i - 1]!, line[i]!, kind, clearance);
    }
  }

  private addSegment(start: Point, end: Point, kind: number, clearance: number): void {
    // A long segment would fill cells that it never comes near.
    const pieces = Math.ceil(distance(start, end) / this.cellSize) || 1;
    for (let i = 0; i < pieces; i++) {
      const at = (t: number): Point => [start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t];
      const [a, b] = [at(i / pieces), at((i + 1) / pieces)];
      const segment = { ax: a[0], ay: a[1], bx: b[0], by: b[1], kind, clearance };
      this.eachCell(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]), (key) => {
        const cell = this.cells.get(key);
        if (cell) cell.push(segment);
        else this.cells.set(key, [segment]);
      });
    }
  }

  /** Calls `visit` for each segment whose cell touches the square round the point (some twice) until it returns true. */
  some(x: number, y: number, radius: number, visit: (segment: Segment) => boolean): boolean {
    const size = this.cellSize;
    const [left, right] = [Math.floor((x - radius) / size), Math.floor((x + radius) / size)];
    const [low, high] = [Math.floor((y - radius) / size), Math.floor((y + radius) / size)];
    for (let row = low; row <= high; row++) {
      for (let column = left; column <= right; column++) {
        const cell = this.cells.get(keyOf(column, row));
        if (!cell) continue;
        for (const segment of cell) if (visit(segment)) return true;
      }
    }
    return false;
  }

  /** The nearest segment within the radius that `accept` lets pass. */
  nearest(x: number, y: number, radius: number, accept: (segment: Segment) => boolean = () => true) {
    let found: { segment: Segment; distance: number } | undefined;
    this.some(x, y, radius, (segment) => {
      const away = distanceTo(segment, x, y);
      if (away <= radius && (!found || away < found.distance) && accept(segment)) found = { segment, distance: away };
      return false;
    });
    return found;
  }

  private eachCell(left: number, low: number, right: number, high: number, visit: (key: number) => void): void {
    const size = this.cellSize;
    for (let row = Math.floor(low / size); row <= Math.floor(high / size); row++) {
      for (let column = Math.floor(left / size); column <= Math.floor(right / size); column++)
        visit(keyOf(column, row));
    }
  }
}

const keyOf = (column: number, row: number) => (column + 32_768) * 65_536 + row + 32_768;

export function distanceTo({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + t * dx - x, ay + t * dy - y);
}

export const directionOf = ({ ax, ay, bx, by }: Segment) => Math.atan2(by - ay, bx - ax);

/** Where the step from a to b crosses the segment, as a share of the step; undefined if it does not. */
export function crossing({ ax, ay, bx, by }: Segment, x1: number, y1: number, x2: number, y2: number) {
  const [rx, ry, sx, sy] = [x2 - x1, y2 - y1, bx - ax, by - ay];
  const area = rx * sy - ry * sx;
  if (Math.abs(area) < 1e-9) return undefined;
  const t = ((ax - x1) * sy - (ay - y1) * sx) / area;
  const u = ((ax - x1) * ry - (ay - y1) * rx) / area;
  return t > 0 && t <= 1 && u >= 0 && u <= 1 ? t : undefined;
}
