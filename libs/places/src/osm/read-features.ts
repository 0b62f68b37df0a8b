import { FileError, isAbroad, type Report, type SourceFile } from '@stadtlage/imports';
import { readBlobs, readMessage } from './blobs.js';
import { KEYS, kindOf, nameOf, type Kind } from './kinds.js';
import { NodeStore, tooLarge } from './node-store.js';
import { readFileHeader, visitBlock, type Visitor } from './primitives.js';
import { joinRings, toPolygons, type Ring } from './rings.js';
import { say } from '../import-phrases.js';

const MAX_FILE_BYTES = 250 * 1024 * 1024;
/** Of all multipolygons together: ways that they are made of, and nodes of those. */
const MAX_MEMBERS = 2_000_000;
const MAX_MEMBER_NODES = 20_000_000;

export interface OsmFeature extends Kind {
  /** `w` or `r`, for way or relation, and its number. */
  id: string;
  name: string | null;
  /** EWKT in WGS 84. */
  geometry: string;
}

interface Multipolygon {
  id: number;
  kind: Kind;
  name: string | null;
  outer: number[];
  inner: number[];
}

/**
 * What the base map draws of an OpenStreetMap file. It is read twice: first come the places of its nodes and the
 * multipolygons, then the ways. In memory are only those places, and the ways that multipolygons are made of.
 * @throws FileError when it cannot be read, or holds more than a city needs
 */
export async function* readFeatures(file: SourceFile, report: Report): AsyncGenerator<OsmFeature> {
  if (file.bytes > MAX_FILE_BYTES) throw tooLarge();
  const { nodes, multipolygons, blobsWithWays } = await readFirst(file, report);
  if (!nodes.count) throw new FileError(say('{name} holds no node. Export it with its nodes.', { name: file.name }));
  const memberOf = new Map<number, Multipolygon[]>();
  for (const multipolygon of multipolygons) {
    for (const way of multipolygon.outer) memberOf.set(way, [...(memberOf.get(way) ?? []), multipolygon]);
    for (const way of multipolygon.inner) if (!memberOf.has(way)) memberOf.set(way, []);
  }
  const memberNodes = new Map<number, Float64Array>();
  const cut: Cut = { ways: 0, areas: 0 };
  let memberNodeCount = 0;
  let found: OsmFeature[] = [];
  const visitor: Visitor = {
    way(id, tags, refs) {
      const owners = memberOf.get(id);
      if (owners) {
        memberNodeCount += refs.length;
        if (memberNodeCount > MAX_MEMBER_NODES) throw tooLarge();
        memberNodes.set(id, Float64Array.from(refs));
      }
      if (!tags.size) return;
      const closed = refs.length >= 4 && refs[0] === refs.at(-1);
      const kind = kindOf(tags, closed);
      // Its multipolygon is drawn with all its parts.
      if (!kind || owners?.some((owner) => owner.kind.kind === kind.kind)) return;
      const line = toLine(refs, nodes);
      if (line.length < refs.length) cut.ways++;
      const geometry = kind.shape === 'line' ? lineText(line) : polygonText([[closeRing(line)]]);
      if (geometry) found.push({ ...kind, id: `w${id}`, name: nameOf(tags), geometry });
    },
  };
  for await (const blob of readBlobs(file)) {
    if (blob.type !== 'OSMData' || !blobsWithWays.has(blob.number)) continue;
    const content = await blob.content();
    readMessage(file.name, blob.number, content, (pbf) => visitBlock(pbf, KEYS, visitor));
    yield* found;
    found = [];
  }
  for (const multipolygon of multipolygons) {
    const feature = assemble(multipolygon, memberNodes, nodes, cut);
    if (feature) yield feature;
  }
  tellWhatWasCut(cut, report);
}

interface Cut {
  ways: number;
  areas: number;
}

async function readFirst(file: SourceFile, report: Report) {
  const nodes = new NodeStore();
  const multipolygons: Multipolygon[] = [];
  const blobsWithWays = new Set<number>();
  let members = 0;
  let number = 0;
  const middle = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const visitor: Visitor = {
    node(id, longitude, latitude) {
      if (!(Math.abs(longitude) <= 1.8e9 && Math.abs(latitude) <= 9e8)) throw new RangeError('No place on earth.');
      nodes.add(id, longitude, latitude);
      middle.west = Math.min(middle.west, longitude);
      middle.east = Math.max(middle.east, longitude);
      middle.south = Math.min(middle.south, latitude);
      middle.north = Math.max(middle.north, latitude);
    },
    wayPassed: () => void blobsWithWays.add(number),
    relation(id, tags, all) {
      if (tags.get('type') !== 'multipolygon') return;
      const kind = kindOf(tags, true);
      if (kind?.shape !== 'area') return;
      const ways = all.filter(({ type }) => type === 'way');
      members += ways.length;
      if (members > MAX_MEMBERS) throw tooLarge();
      const inner = ways.filter(({ role }) => role === 'inner').map((way) => way.id);
      const outer = ways.filter(({ role }) => role !== 'inner').map((way) => way.id);
      multipolygons.push({ id, kind, name: nameOf(tags), outer, inner });
    },
  };
  for await (const blob of readBlobs(file)) {
    number = blob.number;
    const content = await blob.content();
    if (blob.type === 'OSMData') {
      readMessage(file.name, number, content, (pbf) => visitBlock(pbf, KEYS, visitor));
    } else {
      const { timestamp } = readMessage(file.name, number, content, readFileHeader);
      describe(timestamp, report);
    }
  }
  report.dialect.set('Format', 'OpenStreetMap PBF');
  if (nodes.count && isAbroad([(middle.west + middle.east) / 2e7, (middle.south + middle.north) / 2e7])) {
    report.quality(say('The middle of the map is outside Germany.'), {
      fix: say('It is taken; see that it is the right file.'),
    });
  }
  return { nodes, multipolygons, blobsWithWays };
}

function describe(timestamp: number | undefined, report: Report): void {
  if (timestamp && timestamp > 1e9 && timestamp < 4e9) {
    const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
    report.describes(day, say('the file says that it holds all changes until then'));
  }
}

const toLine = (refs: ArrayLike<number>, nodes: NodeStore): Ring => {
  const line: Ring = [];
  for (let i = 0; i < refs.length; i++) {
    const place = nodes.find(refs[i]!);
    if (place) line.push(place);
  }
  return line;
};

function closeRing(ring: Ring): Ring {
  const [first] = ring;
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  return ring;
}

function assemble(
  { id, kind, name, outer, inner }: Multipolygon,
  memberNodes: ReadonlyMap<number, Float64Array>,
  nodes: NodeStore,
  cut: Cut,
): OsmFeature | undefined {
  const waysOf = (ids: number[]) => ids.map((way) => memberNodes.get(way) ?? new Float64Array(0));
  const outside = joinRings(waysOf(outer));
  const inside = joinRings(waysOf(inner));
  if (outside.open) cut.areas++;
  const rings = (found: number[][]) => found.map((ring) => closeRing(toLine(ring, nodes)));
  const geometry = polygonText(toPolygons(rings(outside.rings), rings(inside.rings)));
  return geometry ? { ...kind, id: `r${id}`, name, geometry } : undefined;
}

const positions = (line: Ring) => `(${line.map(([x, y]) => `${x} ${y}`).join(',')})`;

const lineText = (line: Ring) => (line.length >= 2 ? `SRID=4326;LINESTRING${positions(line)}` : undefined);

function polygonText(polygons: Ring[][]): string | undefined {
  const whole = polygons
    .map((rings) => (rings[0]!.length >= 4 ? rings.filter((ring) => ring.length >= 4) : []))
    .filter((rings) => rings.length);
  const texts = whole.map((rings) => `(${rings.map(positions).join(',')})`);
  if (!texts.length) return undefined;
  return texts.length === 1 ? `SRID=4326;POLYGON${texts[0]}` : `SRID=4326;MULTIPOLYGON(${texts.join(',')})`;
}

function tellWhatWasCut({ ways, areas }: Cut, report: Report): void {
  const fix = say('Cut it with osmium extract --strategy smart, which keeps what lies across the edge whole.');
  if (ways)
    report.quality(say('Of {ways} lines and areas the file lacks some nodes: they are drawn without them.', { ways }), {
      fix,
    });
  if (areas)
    report.quality(say('Of {areas} areas the file lacks parts of the outline: these parts are not drawn.', { areas }), {
      fix,
    });
}
