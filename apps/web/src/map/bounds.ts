import type { Geometry, Position } from 'geojson';

export type Bounds = [west: number, south: number, east: number, north: number];

function* positions(geometry: Geometry): Generator<Position> {
  if (geometry.type === 'GeometryCollection') for (const part of geometry.geometries) yield* positions(part);
  else
    yield* (function* walk(node: unknown): Generator<Position> {
      if (Array.isArray(node) && typeof node[0] === 'number') yield node as Position;
      else if (Array.isArray(node)) for (const child of node) yield* walk(child);
    })(geometry.coordinates);
}

/** The box around a geometry, or undefined when it is empty. */
export function boundsOf(geometry: Geometry): Bounds | undefined {
  let bounds: Bounds | undefined;
  for (const [x = 0, y = 0] of positions(geometry)) {
    bounds = bounds
      ? [Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y)]
      : [x, y, x, y];
  }
  return bounds;
}
