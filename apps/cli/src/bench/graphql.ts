import { sqlFile, type Database } from '@stadtlage/database';
import { benchCity } from './city.js';
import { percentile, spread } from './figures.js';
import { ask, bodies, HISTORY, LATEST, NESTED, type Times } from './graphql-documents.js';
import { benchNested } from './graphql-nested.js';
import { benchPersisted } from './persisted.js';
import { startService, withStops } from './processes.js';

const DATA = sqlFile(import.meta.url, 'graphql-data.sql');
/** Of the history and of the latest values, one after the other. */
const QUESTIONS = 200;
const WARM_UP = 20;
const BODIES = 64;
/** The cost of each query is counted as ever; only that one client asks for all of them must not end the bench. */
const POINTS = '1000000000';
/** 100,000 values, one a minute, and some whole hours fewer: the first and the last one may be cut. */
const FEWEST_HOURS = 1_660;

export interface GraphqlBenchOptions {
  addresses: number;
  /** Of each measurement with a load. */
  seconds: number;
  peers: boolean;
}

/**
 * Queries over GraphQL from a load generator in a process of its own, the service and what it is compared with on one PostgreSQL: a nested
 * query, from all servers in turn; persisted queries against kept tiles; a history of 100,000 values, and the latest of 400 datastreams.
 * Prints a table and, last, one line of JSON; null is what could not be measured, and a line above says why.
 */
export const benchGraphql = ({ addresses, seconds, peers }: GraphqlBenchOptions): Promise<void> =>
  withStops(async (stops) => {
    const { database } = await benchCity(addresses, stops);
    const times = await makeSensors(database);
    const service = await startService({
      ROLE: 'api',
      DATABASE_URL: database.url,
      GRAPHQL_POINTS_PER_MINUTE: POINTS,
    });
    stops.push(service.stop);
    const ours = { ...service, bodies: bodies(NESTED, times, BODIES) };
    const nested = await benchNested(ours, { databaseUrl: database.url, seconds, peers }, stops);
    const persisted = await benchPersisted(service.url, database, seconds);
    const history = await timesOf(service.url, bodies(HISTORY, times, QUESTIONS), checkHistory);
    const latest = await timesOf(service.url, Array(QUESTIONS).fill(JSON.stringify({ query: LATEST })), checkLatest);
    console.log(`\n  one after the other, ${QUESTIONS} times`);
    console.log(`  ${'100,000 values in hourly buckets'.padEnd(40)} ${spread(history)}`);
    console.log(`  ${'latest values of 400 datastreams'.padEnd(40)} ${spread(latest)}`);
    console.log(
      JSON.stringify({
        bench: 'graphql',
        addresses,
        ...nested,
        persisted_vs_tile: persisted,
        history_p95_ms: percentile(history, 95),
        latest_p95_ms: percentile(latest, 95),
      }),
    );
  });

/** @returns times around all values: whatever is asked for with them leaves none out */
async function makeSensors(database: Database): Promise<Times> {
  await database.query(DATA);
  await database.query('VACUUM ANALYZE');
  const [times] = await database.query<{ from: Date; to: Date }>(
    `SELECT min(phenomenon_time) AS from, max(phenomenon_time) + interval '1 second' AS to FROM sensors.observation`,
  );
  return { from: times!.from.toISOString(), to: times!.to.toISOString() };
}

/** @param check throws where the answer is not what is to be measured */
async function timesOf<Data>(url: string, sent: string[], check: (data: Data) => void): Promise<number[]> {
  for (const body of sent.slice(0, WARM_UP)) await ask(url, body);
  const times: number[] = [];
  for (const body of sent) {
    const began = performance.now();
    const { data } = await ask<Data>(url, body);
    times.push(performance.now() - began);
    check(data);
  }
  return times;
}

function checkHistory({ sensor }: { sensor: { datastreams: { history: unknown[] }[] } }): void {
  const hours = sensor.datastreams[0]!.history.length;
  if (hours < FEWEST_HOURS) throw new Error(`The history of 100,000 values has ${hours} hours only.`);
}

function checkLatest({ latestObservations }: { latestObservations: { nodes: unknown[] } }): void {
  const { length } = latestObservations.nodes;
  if (length !== 400) throw new Error(`${length} latest values came, not 400.`);
}
