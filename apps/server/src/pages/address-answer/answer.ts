import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import { REPORT, type Report } from './reports/report.js';

const PROVENANCE = 'source { source dataDate importedAt isDemo }';
const STATEMENT = `
  provider { id name website } technology use connectionLevel definition { id text { de en } url } evidence
  maxDownMbit maxUpMbit validFrom ${PROVENANCE}`;
/** What pages tell of a phase. */
export const PHASE = `
  id name isImplied status statusSince evidence promisedFrom promisedTo isOverdue moves movedByDays nextStep { de en }
  project { id name provider { id name website } }
  promises { promisedOn promisedFrom promisedTo movedByDays note }
  demandAggregation { startsOn deadline targetShare outcome decidedOn reason signUps { countedOn signUps share } }
  ${PROVENANCE}`;
const NEAR = `distanceM facility { id name position { longitude latitude } ${PROVENANCE} }`;
/** The page says what GraphQL says: a field that a room adds is shown by naming it here. */
const QUERY = parse(`
  query AddressAnswer($id: ID!, $asOf: LocalDate, $isToday: Boolean!) {
    address(id: $id) {
      id label street streetKey houseNumber houseNumberSuffix postcode place position { longitude latitude }
      district { id name }
      ${PROVENANCE}
      coverage(asOf: $asOf) {
        fibreStatus bestTechnology maxDownMbit
        fixed { ${STATEMENT} }
        contradictions { id technology use differs provider { id name website } preferred { ${STATEMENT} } other { ${STATEMENT} } report { id receivedAt } }
        cellFigures {
          cellId provider { id name website } technology use minDownMbit share maxUpMbit connectionLevel evidence validFrom ${PROVENANCE}
        }
        mobile { operator { id name website } technology roaming evidence validFrom ${PROVENANCE} }
      }
      phases(asOf: $asOf) { ${PHASE} }
      wifi: nearestFacilities(kinds: [PUBLIC_WIFI], first: 3) @include(if: $isToday) { ${NEAR} }
      advice: nearestFacilities(kinds: [ADVICE], first: 1) @include(if: $isToday) { ${NEAR} }
      reports @include(if: $isToday) { ${REPORT} }
    }
  }`);

export interface Provenance {
  source: string;
  dataDate: string | null;
  importedAt: Date | string;
  isDemo: boolean;
}

export interface Provider {
  id: string;
  name: string;
  website: string | null;
}

interface Localized {
  de: string;
  en: string;
}

export interface Statement {
  provider: Provider;
  technology: string;
  use: string;
  connectionLevel: string | null;
  definition: { id: string; text: Localized; url: string | null };
  evidence: string;
  /** Mbit/s. */
  maxDownMbit: number | null;
  maxUpMbit: number | null;
  validFrom: string;
  source: Provenance;
}

export interface Contradiction {
  id: string;
  technology: string;
  use: string;
  differs: string[];
  provider: Provider;
  preferred: Statement;
  /** Null where a report alone contradicts: it says that the offer cannot be had. */
  other: Statement | null;
  report: { id: string; receivedAt: Date | string } | null;
}

/** Of the 100 m cell in which the address lies, and of no single address in it. */
export interface CellFigure {
  cellId: string;
  /** Null: all providers together. */
  provider: Provider | null;
  technology: string;
  use: string;
  /** The speed class; 0 where the source says no speed. */
  minDownMbit: number;
  /** Percent; null where the source only says that the cell is served. */
  share: number | null;
  maxUpMbit: number | null;
  connectionLevel: string | null;
  evidence: string;
  validFrom: string;
  source: Provenance;
}

export interface Mobile {
  operator: Provider;
  technology: string;
  roaming: boolean;
  evidence: string;
  validFrom: string;
  source: Provenance;
}

export interface Phase {
  id: string;
  name: string;
  isImplied: boolean;
  status: string;
  statusSince: string;
  evidence: string | null;
  promisedFrom: string | null;
  promisedTo: string | null;
  isOverdue: boolean;
  moves: number;
  movedByDays: number | null;
  nextStep: Localized;
  project: { id: string; name: string; provider: Provider } | null;
  promises: {
    promisedOn: string;
    promisedFrom: string | null;
    promisedTo: string;
    movedByDays: number | null;
    note: string | null;
  }[];
  demandAggregation: {
    startsOn: string | null;
    deadline: string;
    targetShare: number;
    outcome: string | null;
    decidedOn: string | null;
    reason: string | null;
    signUps: { countedOn: string; signUps: number; share: number | null }[];
  } | null;
  source: Provenance;
}

export interface NearFacility {
  distanceM: number;
  facility: {
    id: string;
    name: string;
    position: { longitude: number; latitude: number };
    source: Provenance;
  };
}

/** All that is known at an address on a day. Codes are those of the GraphQL schema; null means that no source says. */
export interface AddressAnswer {
  id: string;
  label: string;
  street: string;
  streetKey: string;
  houseNumber: number;
  houseNumberSuffix: string;
  postcode: string | null;
  place: string | null;
  /** WGS 84. */
  position: { longitude: number; latitude: number };
  district: { id: string; name: string } | null;
  source: Provenance;
  coverage: {
    fibreStatus: string | null;
    bestTechnology: string | null;
    maxDownMbit: number | null;
    fixed: Statement[];
    contradictions: Contradiction[];
    cellFigures: CellFigure[];
    mobile: Mobile[];
  };
  phases: Phase[];
  /** The nearest public Wi-Fi and the nearest advice; absent for a past day. */
  wifi?: NearFacility[];
  advice?: NearFacility[];
  /** Absent for a past day: a report is told as it stands today. */
  reports?: Report[];
}

/**
 * Asks the GraphQL schema, as anybody may. Null where no address has this id.
 * @param day what the answer describes; null: today
 * @throws the first error of a field
 */
export async function readAnswer(schema: GraphQLSchema, id: string, day: string | null): Promise<AddressAnswer | null> {
  const { address } = await ask<{ address: AddressAnswer | null }>(schema, QUERY, {
    id,
    asOf: day,
    isToday: day === null,
  });
  return address && day ? { ...address, phases: address.phases.map((phase) => saidBy(phase, day)) } : address;
}

/** Promises and demand have no "as of" in the graph, but days of their own: what came later is left out. */
function saidBy(phase: Phase, day: string): Phase {
  const demand = phase.demandAggregation;
  const hadBegun = demand && (demand.startsOn === null || demand.startsOn <= day);
  const wasOpen = demand?.decidedOn && demand.decidedOn > day;
  return {
    ...phase,
    promises: phase.promises.filter(({ promisedOn }) => promisedOn <= day),
    demandAggregation: hadBegun
      ? {
          ...demand,
          ...(wasOpen && { outcome: null, decidedOn: null, reason: null }),
          signUps: demand.signUps.filter(({ countedOn }) => countedOn <= day),
        }
      : null,
  };
}
