import type { Geometry, Position } from 'geojson';
import { type Candidate, candidatesFor, crsTitle, isGeographic, knownEpsg, liesInGermany } from './crs.js';
import type { Container, Feature, FeatureOptions, RawFeature } from './features.js';
import { firstProblem, type GeometryProblem, isPosition, positionProblem } from './geometry.js';
import { isObject } from './geojson.js';
import type { Report } from './report.js';
import { FileError, joined, verbatim } from './phrases.js';
import { say } from './report-phrases.js';

const SAMPLE = 1_000;
const MAX_SAMPLE_POSITIONS = 1_000_000;

/** Settles the coordinate system by the first thousand features, then judges every position by it. */
export async function* judgedInCrs(
  name: string,
  container: Container,
  report: Report,
  options: FeatureOptions,
): AsyncGenerator<Feature> {
  const sample: RawFeature[] = [];
  let settled: Candidate | undefined;
  let size = 0;
  const judge = function* (feature: RawFeature): Generator<Feature> {
    const judged = inSystem(feature, settled!, report, options.anywhere ?? false);
    if (judged) yield judged;
  };
  for await (const feature of container.features) {
    if (settled) {
      yield* judge(feature);
      continue;
    }
    sample.push(feature);
    size += sizeOf(feature.geometry);
    if (sample.length < SAMPLE && size < MAX_SAMPLE_POSITIONS) continue;
    settled = settle(name, container, sample, report, options);
    for (const early of sample.splice(0)) yield* judge(early);
  }
  settled ??= settle(name, container, sample, report, options);
  for (const early of sample) yield* judge(early);
}

function sizeOf(geometry: Geometry | null): number {
  if (!geometry || !('coordinates' in geometry)) return 1;
  return Array.isArray(geometry.coordinates) ? geometry.coordinates.flat(2).length : 1;
}

function inSystem(
  feature: RawFeature,
  { epsg, swapped }: Candidate,
  report: Report,
  anywhere: boolean,
): Feature | undefined {
  const { row, geometry } = feature;
  if (!geometry) return { ...feature, srid: epsg };
  const turned = swapped ? turn(geometry) : geometry;
  const problem = problemIn(epsg, turned, anywhere);
  if (!problem) return { ...feature, geometry: turned, srid: epsg };
  report.error(problem.problem, { row, column: 'geometry', value: problem.value, fix: problem.fix });
  return undefined;
}

/** What is wrong with a geometry whose coordinates are in this system. @param anywhere it may lie outside Germany */
export function problemIn(epsg: number, geometry: Geometry, anywhere = false): GeometryProblem | undefined {
  const judge = isGeographic(epsg) ? anywhere : (position: unknown) => projectedProblem(epsg, position, anywhere);
  return firstProblem(geometry, judge);
}

function projectedProblem(epsg: number, position: unknown, anywhere: boolean): GeometryProblem | undefined {
  if (!isPosition(position)) return positionProblem(position);
  const [x, y] = position as [number, number];
  if (anywhere || liesInGermany(epsg, x, y)) return undefined;
  return liesInGermany(epsg, y, x)
    ? {
        problem: say('The axes are swapped: northing stands before easting.'),
        fix: say('Write the easting first, as in the other rows.'),
        value: `${x} ${y}`,
      }
    : {
        problem: say('The position is far outside Germany in {system}.', { system: crsTitle(epsg) }),
        fix: say('Correct it, or export the file anew with its coordinate system.'),
        value: `${x} ${y}`,
      };
}

/** Swaps the axes of all positions; leaves alone what is no position, for the judge to find. */
function turn(geometry: Geometry): Geometry {
  if (!isObject(geometry)) return geometry;
  if (geometry.type === 'GeometryCollection')
    return Array.isArray(geometry.geometries)
      ? { ...geometry, geometries: geometry.geometries.map((part) => (part ? turn(part) : part)) }
      : geometry;
  const swap = (value: unknown): unknown => {
    if (isPosition(value)) return [value[1], value[0], ...value.slice(2)];
    return Array.isArray(value) ? value.map(swap) : value;
  };
  return { ...geometry, coordinates: swap(geometry.coordinates) } as Geometry;
}

function firstPosition(geometry: Geometry | null): Position | undefined {
  if (!isObject(geometry)) return undefined;
  let inner: unknown = geometry;
  for (let depth = 0; depth < 16; depth++) {
    if (isPosition(inner)) return inner;
    if (isObject(inner)) inner = inner['coordinates'] ?? inner['geometries'];
    else if (Array.isArray(inner)) inner = inner.find((part) => part !== null);
    else return undefined;
  }
  return undefined;
}

/** @throws FileError when the coordinate system cannot be told for certain */
function settle(
  name: string,
  { crs }: Container,
  sample: RawFeature[],
  report: Report,
  options: FeatureOptions,
): Candidate {
  const take = (found: Candidate, why: string) => {
    report.dialect.set('Coordinates', `${crsTitle(found.epsg)}${found.swapped ? ', axes swapped' : ''}: ${why}`);
    return found;
  };
  if (options.crs !== undefined) {
    const epsg = knownEpsg(options.crs);
    if (!epsg)
      throw new FileError(
        say('EPSG:{code} is no coordinate system that is read here. Transform the file to EPSG:4326.', {
          code: String(options.crs),
        }),
      );
    return take({ epsg, swapped: false }, 'as told');
  }
  const stated = crs?.epsg;
  if (options.anywhere) {
    if (crs && !stated) throw unknownCrs(name, crs.title);
    return take({ epsg: stated ?? 4326, swapped: false }, crs ? `from ${crs.from}` : 'as nothing else is said');
  }
  const positions = sample.map(({ geometry }) => firstPosition(geometry)).filter((position) => position !== undefined);
  const all = (fits: (x: number, y: number) => boolean) => positions.every(([x, y]) => fits(x!, y!));
  if (stated !== undefined) {
    if (!positions.length || positions.some(([x, y]) => liesInGermany(stated, x!, y!)))
      return take({ epsg: stated, swapped: false }, `from ${crs!.from}`);
    if (all((x, y) => liesInGermany(stated, y, x))) {
      report.quality(say('The axes are swapped in the whole file: north stands before east.'), {
        column: 'geometry',
        value: positions[0]!.join(' '),
        fix: say('They were put in order. Tell the sender.'),
      });
      return take({ epsg: stated, swapped: true }, `from ${crs!.from}, and by the size of the numbers`);
    }
  }
  const candidates = commonCandidates(positions);
  if (candidates.length === 1) {
    const found = candidates[0]!;
    if (crs) {
      report.quality(
        say(
          crs.byDefault
            ? 'GeoJSON is in {stated}, but these coordinates are those of {found}: only there do they lie in Germany.'
            : '{name} says that its coordinates are in {stated}, but these are those of {found}: only there do they lie in Germany.',
          { name, stated: crs.title, found: crsTitle(found.epsg) },
        ),
        { column: 'geometry', value: positions[0]!.join(' '), fix: say('They are taken as that. Tell the sender.') },
      );
    }
    return take(found, 'by the size of the numbers');
  }
  if (crs && !stated) throw unknownCrs(name, crs.title);
  if (candidates.length > 1) throw ambiguous(name, candidates, positions[0]!);
  if (stated !== undefined) return take({ epsg: stated, swapped: false }, `from ${crs!.from}`);
  throw new FileError(
    say(
      '{name} does not say in which coordinate system it is, and in none that is known here do its positions lie in Germany{first}. Send it with its .prj, or transform it: ogr2ogr -t_srs EPSG:4326 new.geojson {name}',
      { name, first: positions[0] ? say(' (the first is {position})', { position: positions[0].join(' ') }) : '' },
    ),
  );
}

/** The systems in which all positions lie in Germany. */
function commonCandidates(positions: Position[]): Candidate[] {
  const [first, ...others] = positions;
  if (!first) return [];
  return candidatesFor(first[0]!, first[1]!).filter(({ epsg, swapped }) =>
    others.every(([x, y]) => (swapped ? liesInGermany(epsg, y!, x!) : liesInGermany(epsg, x!, y!))),
  );
}

const unknownCrs = (name: string, title: string) =>
  new FileError(
    say(
      '{name} says that its coordinates are in {title}, which is not read here. Transform it to WGS 84: ogr2ogr -t_srs EPSG:4326 new.geojson {name}',
      { name, title },
    ),
  );

const ambiguous = (name: string, candidates: Candidate[], position: Position) =>
  new FileError(
    say(
      '{name}: the coordinates are metres, not degrees, and may be those of {candidates} (the first position is {position}). Say which: --crs EPSG:{code}. Or let the file say it: as a Shapefile with its .prj, or a GeoPackage.',
      {
        name,
        candidates: joined(
          candidates.map(({ epsg }) => verbatim(crsTitle(epsg))),
          say(' or of '),
        ),
        position: position.join(' '),
        code: String(candidates[0]!.epsg),
      },
    ),
  );
