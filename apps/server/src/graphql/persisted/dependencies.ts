import {
  getNamedType,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Ids of datasets; every one of them; or the clock and what sensors send, which no version follows closely enough. */
export type Dependencies = readonly string[] | 'every' | 'live';

/** What another object holds, and says. */
const PART: Dependencies = [];
// Their imports bring providers.
const PROVIDERS = [
  'fixed-availability',
  'mobile-availability',
  'mobile-sites',
  'mobile-cells',
  'grid-availability',
  'rollout-projects',
];

/**
 * The datasets whose version is another whenever an object of the type, or whether there is one, may be another: those that the write
 * paths of the tables behind it touch. Each type that an operation of the web app reaches must stand here (dependencies.spec.ts). What
 * changes from day to day need not be said: the day is always looked at.
 */
export const DEPENDENCIES: Readonly<Record<string, Dependencies>> = {
  Address: ['addresses', 'streets', 'districts'],
  AddressConnection: ['addresses', 'streets', 'districts'],
  AddressCoverage: ['address-coverage'],
  AddressSuggestion: ['addresses', 'streets', 'districts'],
  Completeness: 'live',
  CoverageFigures: PART,
  CoverageStatistics: ['coverage-statistics', 'fixed-availability', 'fixed-availability-history', 'addresses'],
  Dataset: 'every',
  Datastream: 'live',
  DemandAggregation: ['demand-aggregations', 'rollout-phases'],
  District: ['districts'],
  DistrictStatistics: ['district-statistics'],
  Facility: ['facilities'],
  FacilityConnection: ['facilities'],
  FixedAvailability: ['fixed-availability', 'fixed-availability-history'],
  HistoryValue: 'live',
  LevelCount: PART,
  LocalizedText: PART,
  MobileArea: ['mobile-availability'],
  MobileAreaConnection: ['mobile-availability'],
  MobileAvailability: ['mobile-availability', 'addresses'],
  NearFacility: ['facilities', 'addresses'],
  Observation: 'live',
  PageInfo: PART,
  Position: PART,
  // The row of an import run stays as it is once rows point to it.
  Provenance: PART,
  Provider: PROVIDERS,
  RolloutDays: ['coverage-statistics', 'rollout-history', 'rollout-phases'],
  RolloutPhase: ['rollout-phases', 'rollout-projects', 'rollout-history', 'rollout-promises', 'addresses'],
  RolloutProject: ['rollout-projects', 'rollout-phases', 'rollout-history', 'rollout-promises', 'addresses'],
  RolloutProjectConnection: ['rollout-projects', 'rollout-phases', 'rollout-history', 'rollout-promises', 'addresses'],
  RolloutStatusChange: ['rollout-history'],
  Sensor: 'live',
  SensorConnection: 'live',
  Street: ['streets', 'addresses'],
  StreetPhase: ['rollout-phases', 'rollout-projects', 'rollout-history', 'rollout-promises', 'addresses', 'streets'],
};

/** On what the answer to a document depends. A type that is not listed counts as live: nothing of it is kept. */
export function dependenciesOf(schema: GraphQLSchema, document: DocumentNode): Dependencies {
  const all = [...typesOf(schema, document)].map(({ name }) => DEPENDENCIES[name] ?? 'live');
  if (all.includes('live')) return 'live';
  if (all.includes('every')) return 'every';
  return [...new Set((all as string[][]).flat())].sort();
}

/** The object types that a document reaches, without the roots. */
export function typesOf(schema: GraphQLSchema, document: DocumentNode): Set<GraphQLObjectType> {
  const types = new Set<GraphQLObjectType>();
  const info = new TypeInfo(schema);
  const look = () => {
    const type = getNamedType(info.getType());
    if (isObjectType(type)) types.add(type);
    else if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) types.add(one);
  };
  visit(document, visitWithTypeInfo(info, { Field: look }));
  return types;
}
