import { parse, type GraphQLSchema } from 'graphql';
import { PHASE, type Phase } from '../address-answer/answer.js';
import { ask } from '../frame/ask.js';

/** More addresses than any street has; of one with more, the page tells of the first. */
const MOST = 1000;
const QUERY = parse(`
  query StreetPage($key: ID!) {
    street(key: $key) { key name position { longitude latitude } phases { addresses phase { ${PHASE} } } }
    fibre: coverageStatistics(area: { street: $key }, technology: FIBRE) { figures { levels { level addresses } levelUnknown } }
    any: coverageStatistics(area: { street: $key }) { figures { addresses unknown speeds { minDownMbit addresses } } }
    promised: addresses(street: $key, fibreStatus: [PLANNED, UNDER_CONSTRUCTION], first: 1) { totalCount }
    addresses(street: $key, first: ${MOST}, orderBy: STREET) {
      totalCount
      nodes {
        id houseNumber houseNumberSuffix postcode place district { id name }
        coverage { fibreStatus }
        source { isDemo }
      }
    }
  }`);

export interface StreetAddress {
  id: string;
  houseNumber: number;
  houseNumberSuffix: string;
  postcode: string | null;
  place: string | null;
  district: { id: string; name: string } | null;
  coverage: { fibreStatus: string | null };
  source: { isDemo: boolean };
}

export interface Street {
  key: string;
  name: string;
  position: { longitude: number; latitude: number } | null;
  /** How many there are; of the figures below, each counts those that have at least this. */
  count: number;
  unknown: number;
  passed: number;
  connected: number;
  levelUnknown: number;
  gigabit: number;
  /** Without fibre in the street, and a project promises it. */
  promised: number;
  addresses: StreetAddress[];
  /** Each phase that serves an address of the street, with how many it serves. */
  phases: { phase: Phase; addresses: number }[];
}

interface Answer {
  street: Pick<Street, 'key' | 'name' | 'position' | 'phases'> | null;
  fibre: { figures: { levels: { level: string; addresses: number }[]; levelUnknown: number } } | null;
  any: { figures: { addresses: number; unknown: number; speeds: { minDownMbit: number; addresses: number }[] } } | null;
  promised: { totalCount: number };
  addresses: { totalCount: number; nodes: StreetAddress[] };
}

/** All that is told about a street; null where none has this key. @throws the first error of a field */
export async function readStreet(schema: GraphQLSchema, key: string): Promise<Street | null> {
  const { street, fibre, any, promised, addresses } = await ask<Answer>(schema, QUERY, { key });
  if (!street) return null;
  const levelOf = (name: string) => fibre?.figures.levels.find(({ level }) => level === name)?.addresses ?? 0;
  return {
    ...street,
    count: addresses.totalCount,
    unknown: any?.figures.unknown ?? addresses.totalCount,
    passed: levelOf('PASSED'),
    connected: levelOf('CONNECTED'),
    levelUnknown: fibre?.figures.levelUnknown ?? 0,
    gigabit: any?.figures.speeds.find(({ minDownMbit }) => minDownMbit === 1000)?.addresses ?? 0,
    promised: promised.totalCount,
    addresses: addresses.nodes,
  };
}
