// The areas of multipolygons, whose rings are cut into ways: https://wiki.openstreetmap.org/wiki/Relation:multipolygon

/** Joins ways that share an end into closed rings of node ids. @returns also how many ways belong to no closed ring */
export function joinRings(ways: readonly ArrayLike<number>[]): { rings: number[][]; open: number } {
  const rings: number[][] = [];
  const atEnd = new Map<number, Set<number>>();
  const unused = new Set<number>();
  const ends = (way: ArrayLike<number>) => [way[0]!, way[way.length - 1]!] as const;
  ways.forEach((way, i) => {
    if (way.length < 2) return;
    unused.add(i);
    for (const end of ends(way)) {
      if (!atEnd.has(end)) atEnd.set(end, new Set());
      atEnd.get(end)!.add(i);
    }
  });
  const use = (i: number) => {
    unused.delete(i);
    for (const end of ends(ways[i]!)) atEnd.get(end)?.delete(i);
  };
  let open = ways.length - unused.size;
  for (const start of unused) {
    use(start);
    const ring = Array.from(ways[start]!);
    let parts = 1;
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1)!;
      const [next] = atEnd.get(end) ?? [];
      if (next === undefined) break;
      use(next);
      const way = Array.from(ways[next]!);
      if (way[0] !== end) way.reverse();
      for (let i = 1; i < way.length; i++) ring.push(way[i]!);
      parts++;
    }
    if (ring[0] === ring.at(-1) && ring.length >= 4) rings.push(ring);
    else open += parts;
  }
  return { rings, open };
}

export type Ring = [number, number][];

/** Puts every inner ring into the outer one that it lies in; one that lies in none is left out. */
export function toPolygons(outers: readonly Ring[], inners: readonly Ring[]): Ring[][] {
  const polygons = outers.map((ring) => [ring]);
  for (const inner of inners) {
    const owner = outers.length === 1 ? 0 : outers.findIndex((outer) => contains(outer, inner));
    if (owner >= 0) polygons[owner]!.push(inner);
  }
  return polygons;
}

/** A vertex of the inner ring may lie on the outer one, so most of them decide. */
function contains(outer: Ring, inner: Ring): boolean {
  const step = Math.max(1, Math.floor(inner.length / 9));
  let inside = 0;
  let asked = 0;
  for (let i = 0; i < inner.length - 1; i += step) {
    asked++;
    if (isInside(outer, inner[i]!)) inside++;
  }
  return inside * 2 > asked;
}

function isInside(ring: Ring, [x, y]: [number, number]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!;
    const [x2, y2] = ring[i]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
