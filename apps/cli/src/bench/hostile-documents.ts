// Queries that nobody needs, made to take as much of a server as they can.
import { getIntrospectionQuery } from 'graphql';

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

const HISTORY =
  'history(from: "2000-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z", bucket: MONTH, limit: 10000) { result }';

/** Bodies by what is wrong with them. */
export const HOSTILE: Record<string, string> = {
  deep: query(`{ ${'__schema { types { fields { type { ofType { '.repeat(60)}name${' } } } } }'.repeat(60)} }`),
  'deep in data': query(
    `{ addresses { nodes { ${'coverage { contradictions { address { '.repeat(10)}id${' } } }'.repeat(10)} } } }`,
  ),
  wide: query(`{ ${times(600, (i) => `a${i}: addresses(first: 100) { nodes { id } }`)} }`),
  'as wide as allowed': query(`{ ${times(160, (i) => `a${i}: addresses(first: 100) { nodes { id } }`)} }`),
  'large pages in large pages': query(
    '{ rolloutProjects(first: 1000) { nodes { addresses(first: 1000) { nodes { address { coverage { fixed { provider { id } } } } } } } } }',
  ),
  'one field under many names': query(
    `{ sensors(first: 1000) { nodes { datastreams { ${times(100, (i) => `h${i}: ${HISTORY}`)} } } } }`,
  ),
  'fragments in circles': query(
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
  ),
  'fragments that double': query(
    `{ ...F0 } ${times(45, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F45 on Query { datasets { id } }`,
  ),
  'fields that must be merged': query(
    `{ ${times(150, () => 'datasets { id } ...F')} } fragment F on Query { datasets { id } }`,
  ),
  'huge variables': JSON.stringify({
    query: 'query ($text: String!) { searchAddresses(text: $text) { id } }',
    variables: { text: 'straße '.repeat(12_000) },
  }),
  'a body too large': JSON.stringify({ query: '{ datasets { id } }', variables: { text: 'x'.repeat(1_000_000) } }),
  'introspection, again and again': query(getIntrospectionQuery()),
  'introspection in introspection': query(
    `{ __schema { types { ${'fields { type { fields { type { '.repeat(5)}name${' } } } }'.repeat(5)} } } }`,
  ),
  'directives on directives': query(`{ datasets ${'@include(if: true) '.repeat(900)}{ id } }`),
  'many mistakes': query(`{ ${times(450, (i) => `nothing${i}`)} }`),
  'a batch': JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ datasets { id } }' }))),
  'a great polygon': query(
    '{ coverageStatistics(area: { polygon: { type: "Polygon", coordinates: [[[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]]] } }) { addresses series { addresses } } }',
  ),
  'no JSON': '{"query": "{ datasets { id }',
};

function query(text: string): string {
  return JSON.stringify({ query: text });
}
