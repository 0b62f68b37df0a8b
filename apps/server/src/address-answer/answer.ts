import type { GraphContext } from '@stadtlage/datasets';
import { execute, parse, type GraphQLSchema } from 'graphql';

const PROVENANCE = 'source { source dataDate importedAt isDemo }';
const STATEMENT = `
  provider { id name website } technology use connectionLevel definition { id text { de en } url } evidence
  maxDownMbit maxUpMbit validFrom ${PROVENANCE}`;
/** The page says what GraphQL says: a field that a room adds is shown by naming it here. */
const QUERY = parse(`
  query AddressAnswer($id: ID!) {
    address(id: $id) {
      id label street houseNumber houseNumberSuffix postcode place position { longitude latitude }
      district { id name }
      ${PROVENANCE}
      coverage {
        fibreStatus bestTechnology maxDownMbit
        fixed { ${STATEMENT} }
        contradictions { id technology use differs provider { id name website } preferred { ${STATEMENT} } other { ${STATEMENT} } }
        mobile { operator { id name website } technology roaming evidence validFrom ${PROVENANCE} }
      }
      phases {
        id name isImplied status statusSince promisedFrom promisedTo moves movedByDays nextStep { de en }
        project { id name provider { id name website } }
        promises { promisedOn promisedFrom promisedTo movedByDays note }
        demandAggregation { deadline targetShare outcome reason signUps { countedOn signUps share } }
        ${PROVENANCE}
      }
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
  other: Statement;
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
  promisedFrom: string | null;
  promisedTo: string | null;
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
    deadline: string;
    targetShare: number;
    outcome: string | null;
    reason: string | null;
    signUps: { countedOn: string; signUps: number; share: number | null }[];
  } | null;
  source: Provenance;
}

/** All that is known at an address today. Codes are those of the GraphQL schema; null means that no source says. */
export interface AddressAnswer {
  id: string;
  label: string;
  street: string;
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
    mobile: Mobile[];
  };
  phases: Phase[];
}

/**
 * Asks the GraphQL schema, as anybody may. Null where no address has this id.
 * @throws the first error of a field
 */
export async function readAnswer(schema: GraphQLSchema, id: string): Promise<AddressAnswer | null> {
  const contextValue: GraphContext = {};
  const { data, errors } = await execute({ schema, document: QUERY, variableValues: { id }, contextValue });
  if (errors) throw errors[0]!.originalError ?? errors[0]!;
  return (data as unknown as { address: AddressAnswer | null }).address;
}
