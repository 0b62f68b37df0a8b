import type { Database } from '@stadtlage/database';
import { daysToSummarize, demoReading, summarizeDay, thingSeed, type SimulatedSensor } from '@stadtlage/sensors';
import type { City } from './city.js';
import type { Loading } from './load.js';
import { ewkt } from './plane.js';
import { GATEWAYS, GUEST_GATEWAY, PROPERTIES } from './sensor-sites.js';

const HOUR = 3_600_000;
const HISTORY_HOURS = 30 * 24;
// The simulator speaks more often than the history: at any shorter interval the history would be full of gaps.
const EXPECTED_INTERVAL = '1 hour';

const FILL_HOURS = `
  INSERT INTO sensors.observation_hour (datastream_id, hour, count, min, max, sum, last, last_time)
  SELECT datastream_id, date_bin('1 hour', phenomenon_time, 'epoch'), count(*), min(result), max(result), sum(result),
         (array_agg(result ORDER BY phenomenon_time DESC, result DESC))[1], max(phenomenon_time)
  FROM sensors.observation GROUP BY 1, 2`;

/** Sites, their datastreams, hourly readings of the last 30 days up to the hour of `now`, and how complete these are. */
export async function loadSensors({ transaction, record }: Loading, { sensors }: City, now: Date): Promise<void> {
  const last = Math.floor(now.getTime() / HOUR) * HOUR;
  const first = last - (HISTORY_HOURS - 1) * HOUR;
  await record('sensors', undefined, async (run) => {
    await transaction.bulkLoad(
      'sensors.gateway',
      ['id', 'name', 'confirmed', 'last_seen_at'],
      GATEWAYS.map(([id, name]) => [id, name, true, new Date(last)]),
    );
    const things = await transaction.bulkLoad(
      'sensors.thing',
      ['id', 'gateway_id', 'name', 'kind', 'is_public', 'geom', 'run_id'],
      sensors.map(({ id, gateway, kind, name, at }) => [id, gateway, name, kind, true, ewkt.point(at), run]),
    );
    await transaction.bulkLoad(
      'sensors.datastream',
      ['thing_id', 'property', 'observation_type', 'expected_interval'],
      sensors.flatMap(({ id, kind, gateway }) => {
        // Nobody knows when a guest will publish.
        const interval = gateway === GUEST_GATEWAY ? null : EXPECTED_INTERVAL;
        return PROPERTIES[kind].map((property) => [id, property, 'Measurement', interval]);
      }),
    );
    return things;
  });
  await record('observations', ['observations', 'latest-observations'], async () => {
    for (const moment of [first, (first + last) / 2, last]) {
      await transaction.query('SELECT sensors.ensure_observation_partition($1)', [new Date(moment)]);
    }
    const streams = await transaction.query<Stream>(
      `SELECT d.id, d.thing_id, d.property FROM sensors.datastream d JOIN imports.run r ON r.origin = 'demo'
       JOIN sensors.thing t ON t.id = d.thing_id AND t.run_id = r.id ORDER BY d.id`,
    );
    const columns = ['datastream_id', 'phenomenon_time', 'result'];
    const written = await transaction.bulkLoad('sensors.observation', columns, readings(streams, first, last));
    await transaction.bulkLoad('sensors.latest_observation', columns, readings(streams, last, last));
    await transaction.query(FILL_HOURS);
    return written;
  });
  await record('sensor-completeness', undefined, async () => {
    let measured = 0;
    for (const day of await daysToSummarize(transaction, now)) measured += await summarizeDay(transaction, day, now);
    return measured;
  });
}

interface Stream {
  id: number;
  thing_id: string;
  property: string;
}

function* readings(streams: Stream[], first: number, last: number): Generator<unknown[]> {
  for (const { id, thing_id, property } of streams) {
    const seed = thingSeed(thing_id);
    for (let time = first; time <= last; time += HOUR) {
      const moment = new Date(time);
      yield [id, moment, demoReading(property, seed, moment)];
    }
  }
}

/** The sensors of the demo city, for whoever simulates them; none in a database without it. */
export async function demoSensors(database: Database): Promise<SimulatedSensor[]> {
  return database.query<SimulatedSensor & object>(
    `SELECT t.gateway_id AS "gatewayId", t.id AS "thingId", array_agg(d.property ORDER BY d.id) AS properties
     FROM sensors.thing t JOIN sensors.datastream d ON d.thing_id = t.id JOIN imports.run r ON r.id = t.run_id
     WHERE r.origin = 'demo' AND t.gateway_id <> $1 GROUP BY t.id ORDER BY t.id`,
    [GUEST_GATEWAY],
  );
}
