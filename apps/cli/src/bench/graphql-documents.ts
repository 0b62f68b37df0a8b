// What the bench of GraphQL asks for, and what of the answers must be the same.
import { isDeepStrictEqual } from 'node:util';

/** 50 sensors with the 10 newest values of each: graphql-data.sql has made exactly these. */
export const NESTED = `query Nested($from: DateTime!, $to: DateTime!) {
  sensors(first: 50, kind: OTHER) {
    nodes {
      id
      name
      datastreams {
        id
        property
        history(from: $from, to: $to, limit: 10) { phenomenonTime result }
      }
    }
  }
}`;

/**
 * The same through the schema that PostGraphile makes of the tables. It has no times from and to, which choose all values here, and lists
 * the newest first.
 */
export const NESTED_POSTGRAPHILE = `query Nested {
  allThings(first: 50, condition: { kind: "other", isPublic: true }) {
    nodes {
      id: rowId
      name
      datastreamsByThingId(orderBy: [PROPERTY_ASC]) {
        nodes {
          id: rowId
          property
          observationsByDatastreamId(first: 10, orderBy: [PHENOMENON_TIME_DESC, RESULT_DESC]) {
            nodes { phenomenonTime result }
          }
        }
      }
    }
  }
}`;

export const HISTORY = `query History($from: DateTime!, $to: DateTime!) {
  sensor(id: "bench-noise-01") {
    datastreams { id history(from: $from, to: $to, bucket: HOUR, limit: 5000) { phenomenonTime result } }
  }
}`;

export const LATEST = `{
  latestObservations(first: 400) {
    nodes { phenomenonTime result sensor { id name } datastream { id property } }
  }
}`;

export interface Times {
  from: string;
  to: string;
}

/** Bodies of requests that differ in a millisecond in which there is no value: nothing can be kept from one for the next. */
export function bodies(query: string, { from, to }: Times, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({ query, variables: { from, to: new Date(Date.parse(to) + i).toISOString() } }),
  );
}

interface Observation {
  phenomenonTime: string;
  result: number;
}

export interface Answer {
  data: {
    sensors: {
      nodes: { id: string; name: string; datastreams: { id: string; property: string; history: Observation[] }[] }[];
    };
  };
}

interface PostGraphileAnswer {
  data: {
    allThings: {
      nodes: {
        id: string;
        name: string;
        datastreamsByThingId: {
          nodes: { id: string; property: string; observationsByDatastreamId: { nodes: Observation[] } }[];
        };
      }[];
    };
  };
}

/** @throws Error where it is not 50 sensors with 10 values each */
export function checkNested({ data }: Answer): void {
  const counts = data.sensors.nodes.map(({ datastreams }) => datastreams.map(({ history }) => history.length));
  if (!isDeepStrictEqual(counts, Array(50).fill([10])))
    throw new Error(`The nested query brought ${JSON.stringify(counts)} values.`);
}

/** PostGraphile's answer in the shape of ours. */
export function fromPostGraphile(answer: unknown): Answer {
  const { data } = answer as PostGraphileAnswer;
  const nodes = data.allThings.nodes.map(({ id, name, datastreamsByThingId }) => ({
    id,
    name,
    datastreams: datastreamsByThingId.nodes.map(({ id, property, observationsByDatastreamId }) => ({
      id,
      property,
      history: observationsByDatastreamId.nodes
        .map(({ phenomenonTime, result }) => ({ phenomenonTime: new Date(phenomenonTime).toISOString(), result }))
        .reverse(),
    })),
  }));
  return { data: { sensors: { nodes } } };
}

/** @throws Error where another server gives other data */
export function checkSame(name: string, ours: Answer, theirs: Answer): void {
  if (!isDeepStrictEqual(theirs.data, ours.data))
    throw new Error(`${name} answers the nested query with other data: ${JSON.stringify(theirs).slice(0, 500)}`);
}

/** @throws Error where the answer has errors */
export async function ask<Data>(url: string, body: string): Promise<{ data: Data }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  return answer;
}
