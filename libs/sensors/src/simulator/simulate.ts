import { connect } from 'mqtt';
import { withoutPassword } from '@stadtlage/database';
import type { Log } from '../ingest/subscriber.js';
import { demoReading, thingSeed } from './reading.js';

export interface SimulatedSensor {
  gatewayId: string;
  thingId: string;
  /** Ids of sensors.observed_property */
  properties: string[];
}

export interface SimulateOptions {
  url: string;
  sensors: SimulatedSensor[];
  /** Each sensor reports once in this time; they take turns, so that the map is never still. */
  intervalMs: number;
  /** Ends the simulation. */
  signal: AbortSignal;
  log: Log;
}

/**
 * Publishes what the sensors measure now, as real gateways do: native format, MQTT, QoS 1. While the broker is away
 * nothing is published, and nothing is kept: nobody wants the readings of an hour at once.
 * @returns `finished` resolves when `signal` has aborted and the connection is closed
 */
export function simulate({ url, sensors, intervalMs, signal, log }: SimulateOptions): { finished: Promise<void> } {
  const client = connect(url, { protocolVersion: 4, clientId: `stadtlage-simulator-${process.pid}` });
  client.once('connect', () => log.info(`Simulator: ${sensors.length} sensors report to ${withoutPassword(url)}`));
  client.on('error', (error) => log.warn(`Simulator: ${error.message || (error as NodeJS.ErrnoException).code}`));
  const timers = new Map<SimulatedSensor, NodeJS.Timeout>();
  const report = (sensor: SimulatedSensor) => {
    if (client.connected) client.publish(topicOf(sensor), payloadOf(sensor, new Date()), { qos: 1 });
    timers.set(sensor, setTimeout(report, intervalMs, sensor));
  };
  sensors.forEach((sensor, i) => timers.set(sensor, setTimeout(report, (i / sensors.length) * intervalMs, sensor)));

  const finish = async () => {
    for (const timer of timers.values()) clearTimeout(timer);
    await client.endAsync(!client.connected);
  };
  const finished = new Promise<void>((resolve, reject) => {
    const end = () => finish().then(resolve, reject);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return { finished };
}

const topicOf = ({ gatewayId, thingId }: SimulatedSensor) => `gateways/${gatewayId}/sensors/${thingId}/observations`;

function payloadOf({ thingId, properties }: SimulatedSensor, time: Date): string {
  const seed = thingSeed(thingId);
  const values = Object.fromEntries(properties.map((property) => [property, demoReading(property, seed, time)]));
  return JSON.stringify({ ts: time.toISOString(), values });
}
