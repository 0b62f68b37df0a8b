import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import { FIGURES, SOURCE, sourceOf, type DistrictFigures, type FiguresSource, type SourceAnswer } from './figures.js';
import { trendOf, type SeriesEntry, type TrendDay } from './trend.js';

/** How near fibre is to an address that is called forgotten, metres. */
export const NEAR_METRES = 100;
const MOST = 50;
const FACILITIES = 1000;

const OUTLINE = parse(`query DistrictOutline($id: ID!) { district(id: $id) { geometry } }`);
const QUERY = parse(`
  query DistrictPage($id: ID!, $box: BoundingBox!) {
    district(id: $id) { ${FIGURES} }
    ${SOURCE}
    fibre: coverageStatistics(area: { district: $id }, technology: FIBRE) { series { validFrom levels { level share } } }
    any: coverageStatistics(area: { district: $id }) { series { validFrom speeds { minDownMbit share } } }
    rolloutProjects(district: $id, first: ${MOST}) {
      totalCount
      nodes { id name provider { name website } status statusSince promisedFrom promisedTo isOverdue dateMoves movedByDays }
    }
    forgottenAddresses(district: $id, withinMetres: ${NEAR_METRES}, first: ${MOST}) {
      totalCount
      nodes { address { id label } distanceM near }
    }
    facilities(within: $box, first: ${FACILITIES}) {
      nodes { id name kind district { id } address { id coverage { fibreStatus } } }
    }
  }`);

export interface Project {
  id: string;
  name: string;
  provider: { name: string; website: string | null };
  status: string;
  statusSince: string;
  promisedFrom: string | null;
  promisedTo: string | null;
  isOverdue: boolean;
  dateMoves: number;
  movedByDays: number | null;
}

export interface Facility {
  id: string;
  name: string;
  kind: string;
  address: { id: string; coverage: { fibreStatus: string | null } } | null;
}

/** As many entries as are shown, and how many there are. */
interface Part<Entry> {
  totalCount: number;
  nodes: Entry[];
}

/** The box around its outline, degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface District extends DistrictFigures {
  source: FiguresSource;
  box: Box;
  trend: TrendDay[];
  projects: Part<Project>;
  forgotten: Part<{ address: { id: string; label: string }; distanceM: number; near: string }>;
  facilities: Facility[];
}

interface Answer extends SourceAnswer {
  district: DistrictFigures | null;
  fibre: { series: SeriesEntry[] } | null;
  any: { series: SeriesEntry[] } | null;
  rolloutProjects: District['projects'];
  forgottenAddresses: District['forgotten'];
  facilities: { nodes: (Facility & { district: { id: string } | null })[] };
}

/** All that is told about a district; null where none has this id. @throws the first error of a field */
export async function readDistrict(schema: GraphQLSchema, id: string): Promise<District | null> {
  const { district: outline } = await ask<{ district: { geometry: { coordinates: unknown } } | null }>(
    schema,
    OUTLINE,
    {
      id,
    },
  );
  if (!outline) return null;
  const box = boxAround(outline.geometry.coordinates);
  const answer = await ask<Answer>(schema, QUERY, { id, box });
  if (!answer.district) return null;
  return {
    ...answer.district,
    source: sourceOf(answer),
    box,
    trend: trendOf(answer.fibre?.series ?? [], answer.any?.series ?? []),
    projects: answer.rolloutProjects,
    forgotten: answer.forgottenAddresses,
    // The box holds parts of other districts.
    facilities: answer.facilities.nodes.filter(({ district }) => district?.id === id),
  };
}

/** Pixels of the map that a district has at least, on a phone: it is seen as a whole. */
const SEEN = 340;
const TILE = 512;

/** Where the map shows all of a box: `zoom/latitude/longitude`, as its address has it. */
export function positionFor({ west, south, east, north }: Box): string {
  const latitude = (south + north) / 2;
  // A degree of latitude is drawn longer, by as much as the map stretches it there.
  const span = Math.max(east - west, (north - south) / Math.cos((latitude * Math.PI) / 180), 1e-4);
  const zoom = Math.min(16, Math.max(8, Math.log2((360 * SEEN) / (TILE * span))));
  return [+zoom.toFixed(1), +latitude.toFixed(5), +((west + east) / 2).toFixed(5)].join('/');
}

function boxAround(coordinates: unknown): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  const widen = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [longitude, latitude] = part as unknown[];
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return part.forEach(widen);
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  };
  widen(coordinates);
  return box;
}
