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
      nodes { id name provider { name website } status statusSince promisedFrom promisedTo dateMoves movedByDays }
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

export interface District extends DistrictFigures {
  source: FiguresSource;
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
  const answer = await ask<Answer>(schema, QUERY, { id, box: boxAround(outline.geometry.coordinates) });
  if (!answer.district) return null;
  return {
    ...answer.district,
    source: sourceOf(answer),
    trend: trendOf(answer.fibre?.series ?? [], answer.any?.series ?? []),
    projects: answer.rolloutProjects,
    forgotten: answer.forgottenAddresses,
    // The box holds parts of other districts.
    facilities: answer.facilities.nodes.filter(({ district }) => district?.id === id),
  };
}

function boxAround(coordinates: unknown): { west: number; south: number; east: number; north: number } {
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
