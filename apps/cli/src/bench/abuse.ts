import type { Database } from '@stadtlage/database';
import { UserError } from '@stadtlage/database';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { randomBytes } from 'node:crypto';
import { findUsers } from './abuse-users.js';
import { benchCity } from './city.js';
import { HOSTILE } from './hostile-documents.js';
import { askPaced, keptConnections, type PacedTimes, type Times } from './paced.js';
import {
  peakMemory,
  publish,
  startLoad,
  startService,
  startSubscribers,
  withStops,
  type Running,
} from './processes.js';

export interface AbuseBenchOptions {
  addresses: number;
  /** Of each measurement. */
  seconds: number;
  subscribers: number;
  /** Of each attacker: together more than may wait for tiles or for queries, unless the machine is too slow for so many. */
  connections: number;
}

/** All users together. */
const PER_SECOND = 40;
const ATTACKERS = 4;
/** Seconds by which an attack is longer than what is measured. */
const ATTACK_MORE = 4;
const SETTLED_MS = 1_000;
const RANDOM_TILES = 20_000;
const READINGS_PER_SECOND = 100;
/** What the service may take at most, in megabytes: docs/performance.md adds up of what. */
const MEMORY_BOUND_MB = 1_000;

/**
 * What users wait for while others ask hostile queries, flood the tiles, or subscribe and do not read; against what they wait for when
 * nobody does. Users and attackers have addresses of their own, as a proxy tells them. Prints a table and, last, one line of JSON.
 */
export const benchAbuse = ({ addresses, seconds, subscribers, connections }: AbuseBenchOptions): Promise<void> =>
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
    const users = await findUsers(database);
    const agent = keptConnections();
    stops.push(async () => agent.destroy());
    const headers = { 'accept-encoding': 'gzip' };
    const pace = { perSecond: PER_SECOND, agent, headers };
    const measure = () => askPaced(service.url, () => [users.next()], { ...pace, seconds });

    // One after the other, however long that takes: who leaves before a tile is made leaves none behind.
    for (const path of users.kept) await (await fetch(service.url + path, { headers })).arrayBuffer();
    await measure();
    const quiet = await measure();
    print('nobody else', quiet, service);
    const ratios: Record<string, number | null> = {};
    let unanswered = 0;
    const under = async (name: string, title: string, attack: Attack) => {
      // All of it before the users come: what they find is neither its beginning nor that processes start.
      await attack.begun;
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      const times = await measure();
      await attack.done;
      ratios[name] = ratio(times, quiet);
      ratios[`${name}_kept`] = ratio(times.kept, quiet.kept);
      ratios[`${name}_made`] = ratio(times.made, quiet.made);
      for (const count of Object.values(times.failed)) unanswered += count;
      print(title, times, service);
    };

    const bodies = Object.values(HOSTILE);
    const attack = (what: { paths: string[]; bodies?: string[] }) =>
      attackers((headers) =>
        startLoad(service.url, { ...what, headers, connections, seconds: seconds + ATTACK_MORE, isStubborn: true }),
      );
    await under('hostile_queries', 'hostile queries', attack({ paths: ['/graphql'], bodies }));
    const paths = randomTiles(RANDOM_TILES);
    await under('random_tiles', 'tiles at random', attack({ paths }));
    const prefix = await publicSensors(database, broker.url);
    const running = await startSubscribers(service.url, subscribers);
    stops.push(running.stop);
    const messages = READINGS_PER_SECOND * (seconds + ATTACK_MORE);
    const readings = publish(broker.url, { messages, prefix, values: 1, rate: READINGS_PER_SECOND });
    await under('slow_subscribers', `${subscribers.toLocaleString('en')} who subscribe and do not read`, {
      begun: Promise.resolve(),
      done: readings,
    });
    const { subscribed, refused, closed } = await running.state();
    const peak = peakMemory(service.child);
    console.log(
      `  ${subscribed} got values, ${refused} were refused, ${closed} turned away or ended; at most ${peak} MB, ${MEMORY_BOUND_MB} MB are allowed`,
    );
    console.log(
      JSON.stringify({
        bench: 'abuse',
        addresses,
        quiet_p99_ms: quiet.p99,
        quiet_kept_p99_ms: quiet.kept.p99,
        quiet_made_p99_ms: quiet.made.p99,
        ...ratios,
        unanswered,
        subscribers: subscribed,
        subscribers_refused: refused,
        peak_mb: peak,
        memory_bound_mb: MEMORY_BOUND_MB,
        memory_within_bound: peak <= MEMORY_BOUND_MB,
      }),
    );
  });

/** Null: there was nothing to compare. */
const ratio = (times: Times, quiet: Times) =>
  times.count && quiet.count ? Number((times.p99 / quiet.p99).toFixed(2)) : null;

interface Attack {
  begun: Promise<unknown>;
  done: Promise<unknown>;
}

function attackers(attack: (headers: Record<string, string>) => Attack): Attack {
  const all = Array.from({ length: ATTACKERS }, (_, i) => attack({ 'x-forwarded-for': `203.0.113.${i + 1}` }));
  return { begun: Promise.all(all.map(({ begun }) => begun)), done: Promise.all(all.map(({ done }) => done)) };
}

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

/** Sensors that anybody sees, with a value: who subscribes gets it at once, and is told of each that follows. @returns the beginning of their ids */
async function publicSensors(database: Database, url: string): Promise<string> {
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  await publish(url, { messages: 100, prefix, values: 1 });
  for (let i = 0; i < 100; i++) {
    const shown = await database.query(
      'UPDATE sensors.thing SET is_public = true, geom = ST_Point(7.89, 51.76, 4326) WHERE id LIKE $1 RETURNING id',
      [`${prefix}-%`],
    );
    if (shown.length >= 50) return prefix;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The readings of the sensors were not stored within 10 s.');
}

function print(title: string, { p50, p99, longest, kept, made, failed }: PacedTimes, { child }: Running): void {
  const others = Object.keys(failed).length ? `, not answered: ${JSON.stringify(failed)}` : '';
  console.log(
    `  ${title.padEnd(44)} p50 ${p50} ms, p99 ${p99} ms (kept ${kept.p99}, tiles made ${made.p99} of ${made.count}), longest ${longest} ms${others}; ${peakMemory(child)} MB`,
  );
}
