/** What an example needs to know of this city and this day, so that it answers with something. */
export interface ExampleValues {
  /** Id of a district. */
  district: string;
  /** AGS. */
  municipality: string;
  /** YYYY-MM-DD. */
  today: string;
  yesterday: string;
  yearAgo: string;
}

type Example = (values: ExampleValues) => string;

const text = (value: string) => JSON.stringify(value);

/** For each dataset a GraphQL query that asks for some of the same. No single quotes: it also stands in a shell's line. */
const EXAMPLES: Record<string, Example> = {
  'address-coverage': () =>
    '{ addresses(first: 3) { nodes { label coverage { fibreStatus bestTechnology maxDownMbit } } } }',
  'fixed-availability': () =>
    '{ addresses(first: 3) { nodes { label coverage { fixed { provider { name } technology connectionLevel maxDownMbit } } } } }',
  'fixed-availability-history': () =>
    '{ addresses(first: 3) { nodes { label coverage { history { technology validFrom validTo recordedAt } } } } }',
  'availability-contradictions': () =>
    '{ availabilityContradictions(first: 3) { totalCount nodes { differs address { label } } } }',
  'mobile-availability': () =>
    '{ addresses(first: 3) { nodes { label coverage { mobile { operator { name } technology } } } } }',
  'mobile-sites': () => '{ mobileSites(first: 3) { nodes { operator { name } status technologies expected } } }',
  'mobile-statistics': ({ district }) =>
    `{ mobileStatistics(district: ${text(district)}) { operator { name } technology coveredAddresses addresses coveredKm2 areaKm2 } }`,
  'mobile-cells': () => '{ mobileCells(first: 3) { nodes { technology lastSeen position { longitude latitude } } } }',
  'availability-shares': ({ municipality }) =>
    `{ availabilityShares(municipality: ${text(municipality)}) { dataDate technology minDownMbit share } }`,
  'grid-availability': () => '{ gridAvailability(first: 3) { nodes { cellId technology minDownMbit share } } }',
  'district-statistics': () =>
    '{ districts { name statistics { addresses fibreConnectedShare gigabitShare under30Mbit } } }',
  'coverage-statistics': ({ district }) =>
    `{ coverageStatistics(area: { district: ${text(district)} }, technology: FIBRE) { figures { addresses offeredShare } } }`,
  'coverage-statistics-history': ({ district }) =>
    `{ coverageStatistics(area: { district: ${text(district)} }) { series { validFrom speeds { minDownMbit share } } } }`,
  'coverage-reports': () => '{ reports(first: 3) { totalCount nodes { id claim state daysOpen } } }',
  'rollout-projects': () => '{ rolloutProjects(first: 3) { nodes { name provider { name } status promisedTo } } }',
  'rollout-phases': () => '{ rolloutProjects(first: 3) { nodes { name phases { name status promisedTo moves } } } }',
  'rollout-history': () => '{ rolloutProjects(first: 3) { nodes { name history { validFrom status } } } }',
  'rollout-promises': () =>
    '{ rolloutProjects(first: 3) { nodes { name promises { promisedOn promisedTo movedByDays } } } }',
  'demand-aggregations': () =>
    '{ rolloutProjects(first: 3) { nodes { name demandAggregation { deadline targetShare outcome } } } }',
  'rollout-funding': () =>
    '{ rolloutProjects(first: 3) { nodes { name fundingTracks { programme appliedOn grantedAmount } } } }',
  'rollout-slippage': () => '{ rolloutSlippage(first: 3) { nodes { id moves movedDays lateDays } } }',
  'provider-slippage': () => '{ providerSlippage { provider { name } projects moved meanMovedDays } }',
  'promised-not-connected': ({ today }) =>
    `{ promisedNotConnected(by: ${text(today)}, first: 3) { totalCount nodes { address { label } firstPromise moves } } }`,
  'forgotten-addresses': () => '{ forgottenAddresses(first: 3) { totalCount nodes { address { label } distanceM } } }',
  'white-spots': () => '{ whiteSpots(first: 3) { totalCount nodes { address { label } maxDownMbit eligible } } }',
  'unknown-availability': () => '{ unknownAvailability(first: 3) { totalCount nodes { address { label } unknown } } }',
  'facilities-without-fibre': () =>
    '{ facilitiesWithoutFibre(first: 3) { totalCount nodes { name kind fibreStatus } } }',
  'availability-changes': ({ yearAgo, today }) =>
    `{ availabilityDifference(from: ${text(yearAgo)}, to: ${text(today)}, first: 3) { nodes { address { label } downBefore downAfter } } }`,
  'fibre-nodes': () => '{ fibreNetworks { name nodes(first: 3) { nodes { id type status } } } }',
  'fibre-spans': () => '{ fibreNetworks { name lengthKm spans(first: 3) { nodes { id status } } } }',
  sensors: () => '{ sensors(first: 3) { nodes { id name kind datastreams { property unit } } } }',
  'latest-observations': () =>
    '{ latestObservations(first: 3) { nodes { sensor { name } datastream { property unit } phenomenonTime result } } }',
  observations: ({ yesterday, today }) =>
    `{ sensors(first: 1) { nodes { name datastreams { property history(from: "${yesterday}T00:00:00Z", to: "${today}T00:00:00Z", bucket: HOUR, aggregate: MEAN) { phenomenonTime result } } } } }`,
  'sensor-completeness': ({ yesterday, today }) =>
    `{ sensors(first: 1) { nodes { name datastreams { property completeness(from: ${text(yesterday)}, to: ${text(today)}) { day expected received gaps } } } } }`,
  'dataset-usage': ({ yearAgo }) =>
    `{ datasetUsage(from: ${text(yearAgo)}, kind: DOWNLOAD, first: 3) { nodes { day name channel uses } } }`,
  districts: () => '{ districts { id name areaKm2 } }',
  streets: () => '{ streets(first: 3) { nodes { key name addressCount } } }',
  addresses: () => '{ addresses(first: 3) { nodes { id label position { longitude latitude } } } }',
  facilities: () => '{ facilities(first: 3) { nodes { name kind address { label } } } }',
};

/** What is no part of the graph but of the map has its entry in the catalogue. */
export const exampleFor = (dataset: string, values: ExampleValues): string =>
  EXAMPLES[dataset]?.(values) ??
  `{ dataset(id: ${text(dataset)}) { title { en } changedAt downloads { format url } } }`;

/** A line for a shell that asks GraphQL. */
export const curlQuery = (base: string, query: string): string =>
  `curl --fail '${base}/graphql' -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;

/** A line for a shell that stores a file. */
export const curlFile = (base: string, path: string): string =>
  `curl --fail --compressed -O '${path.startsWith('/') ? base : ''}${path}'`;
