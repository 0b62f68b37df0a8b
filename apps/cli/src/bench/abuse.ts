import type { Database } from '@stadtlage/database';
import { UserError } from '@stadtlage/database';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { randomBytes } from 'node:crypto';
import { benchCity } from './city.js';
import { HOSTILE } from './hostile-documents.js';
import { askPaced, type Asking, type PacedTimes } from './paced.js';
import { operationId } from './persisted.js';
import { load, peakMemory, publish, startService, startSubscribers, withStops, type Running } from './processes.js';
import { tilesOf } from './tiles.js';

export interface AbuseBenchOptions {
  addresses: number;
  /** Of each measurement. */
  seconds: number;
  subscribers: number;
}

/** All users together. */
const PER_SECOND = 40;
const ATTACKERS = 4;
const CONNECTIONS = 8;
const RANDOM_TILES = 20_000;
const READINGS_PER_SECOND = 100;

/**
 * What users wait for while others ask hostile queries, flood the tiles, or subscribe and do not read; against what they wait for when
 * nobody does. Users and attackers have addresses of their own, as a proxy tells them. Prints a table and, last, one line of JSON.
 */
export const benchAbuse = ({ addresses, seconds, subscribers }: AbuseBenchOptions): Promise<void> =>
  withStops(async (stops) => {
    if (!mosquitto) throw new UserError('Mosquitto is missing for this bench. Debian: apt install mosquitto.');
    const { database } = await benchCity(addresses, stops);
    const broker = await startMosquitto();
    stops.push(broker.stop);
    const service = await startService({
      DATABASE_URL: database.url,
      MQTT_URL: broker.url,
      MQTT_CLIENT_ID: `bench-${randomBytes(4).toString('hex')}`,
    });
    stops.push(service.stop);
    const asking = await whatUsersAsk(database);
    const measure = () =>
      askPaced(service.url, asking, { perSecond: PER_SECOND, seconds, headers: { 'x-forwarded-for': '192.0.2.1' } });

    await measure();
    const quiet = await measure();
    print('nobody else', quiet, service);
    const ratios: Record<string, number> = {};
    let unanswered = 0;
    const under = async (name: string, title: string, attack: () => Promise<unknown>, end = async () => {}) => {
      const attacking = attack();
      // Before the users come, so that what they find is not only its beginning.
      await Promise.race([attacking, new Promise((resolve) => setTimeout(resolve, 1_000))]);
      const times = await measure();
      await attacking;
      await end();
      ratios[name] = Number((times.p99 / quiet.p99).toFixed(2));
      for (const count of Object.values(times.failed)) unanswered += count;
      print(title, times, service);
    };

    const bodies = Object.values(HOSTILE);
    await under('hostile_queries', 'hostile queries', () =>
      attackers((headers) =>
        load(service.url, {
          paths: ['/graphql'],
          bodies,
          headers,
          connections: CONNECTIONS,
          seconds: seconds + 1,
          isStubborn: true,
        }),
      ),
    );
    const paths = randomTiles(RANDOM_TILES);
    await under('random_tiles', 'tiles at random', () =>
      attackers((headers) =>
        load(service.url, { paths, headers, connections: CONNECTIONS, seconds: seconds + 1, isStubborn: true }),
      ),
    );
    const running = await startSubscribers(service.url, subscribers);
    stops.push(running.stop);
    await under('slow_subscribers', `${subscribers.toLocaleString('en')} who subscribe and do not read`, () =>
      publishPublicly(database, broker.url, seconds + 1),
    );
    const { subscribed, closed } = await running.state();
    console.log(
      `  ${subscribed} subscribed, ${closed} were turned away or ended; at most ${peakMemory(service.child)} MB`,
    );
    console.log(
      JSON.stringify({
        bench: 'abuse',
        addresses,
        quiet_p99_ms: quiet.p99,
        ...ratios,
        unanswered,
        subscribers: subscribed,
        peak_mb: peakMemory(service.child),
      }),
    );
  });

/** A tile and the card of an address, which are kept after the first time; and a search, a query and a figure, which are not. */
async function whatUsersAsk(database: Database): Promise<Asking[]> {
  const card = await operationId();
  const tiles = (await tilesOf(database)).map(({ z, x, y }) => `/tiles/city/${z}/${x}/${y}.mvt`);
  const addresses = await database.query<{ id: string; label: string; street: string }>(
    'SELECT id, label, street FROM places.address ORDER BY md5(id) LIMIT 40',
  );
  return addresses.flatMap(({ id, label, street }, i) => [
    // Each page begins with it.
    ...(i ? [] : [{ path: '/tiles/city.json' }]),
    { path: tiles[(i * 7) % tiles.length]! },
    { path: `/graphql/${card}?variables=${encodeURIComponent(JSON.stringify({ id }))}` },
    queryOf('query ($text: String!) { suggestAddresses(text: $text) { label } }', { text: street.slice(0, 6) }),
    queryOf('query ($text: String!) { searchAddresses(text: $text) { id label } }', { text: label }),
    queryOf(
      'query ($id: ID!) { address(id: $id) { label coverage { fibreStatus fixed { technology provider { name } } } } }',
      { id },
    ),
  ]);
}

const queryOf = (query: string, variables: object): Asking => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});

const attackers = (attack: (headers: Record<string, string>) => Promise<unknown>) =>
  Promise.all(Array.from({ length: ATTACKERS }, (_, i) => attack({ 'x-forwarded-for': `203.0.113.${i + 1}` })));

/** All over the world and all zooms, half of them in and around the city. */
function randomTiles(count: number): string[] {
  const any = (below: number) => Math.floor(Math.random() * below);
  return Array.from({ length: count }, (_, i) => {
    const z = i % 2 ? any(23) : 9 + any(10);
    const at = (share: number) => Math.floor(share * 2 ** z);
    // Ahlen, and 20 km around it.
    const [x, y] =
      i % 2 ? [any(2 ** z), any(2 ** z)] : [at(0.5214 + Math.random() * 0.001), at(0.3309 + Math.random() * 0.001)];
    return `/tiles/city/${z}/${x}/${y}.mvt`;
  });
}

/** Readings of sensors that are public, so that subscribers are told of each. */
async function publishPublicly(database: Database, url: string, seconds: number): Promise<void> {
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  await publish(url, { messages: 100, prefix, values: 1 });
  for (let i = 0; i < 100; i++) {
    const shown = await database.query(
      'UPDATE sensors.thing SET is_public = true, geom = ST_Point(7.89, 51.76, 4326) WHERE id LIKE $1 RETURNING id',
      [`${prefix}-%`],
    );
    if (shown.length >= 50) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await publish(url, { messages: READINGS_PER_SECOND * seconds, prefix, values: 1, rate: READINGS_PER_SECOND });
}

function print(title: string, { p50, p99, longest, failed }: PacedTimes, { child }: Running): void {
  const others = Object.keys(failed).length ? `, not answered: ${JSON.stringify(failed)}` : '';
  console.log(
    `  ${title.padEnd(44)} p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms${others}; ${peakMemory(child)} MB`,
  );
}
