// Publishes readings from a process of its own, so that the load does not run in what is measured.
// node publisher.js <url> <messages> <prefix> <values> <per second>: QoS 1, 50 sensors; ends when all are acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';

const SENSORS = 50;
const UNACKNOWLEDGED = 2_000;
const NAMES = ['temperature', 'humidity', 'pressure', 'pm10', 'noise'];

const [url, count, prefix, values, rate] = process.argv.slice(2) as [string, string, string, string, string];
const messages = Number(count);
const perSecond = Number(rate);
const client = await connectAsync(url, { clientId: `${prefix}-publisher` });
const names = NAMES.slice(0, Number(values));
const began = Date.now();
let open = 0;
let resume: (() => void) | undefined;
const done: Promise<unknown>[] = [];
for (let i = 0; i < messages; i++) {
  // At a given rate each message says when it was sent; at full speed the clock would be the bottleneck.
  const ts = perSecond ? Date.now() : began - (messages - i) * 10;
  const payload = { ts, values: Object.fromEntries(names.map((name, n) => [name, i + n])) };
  const topic = `gateways/${prefix}/sensors/${prefix}-${i % SENSORS}/observations`;
  open++;
  const acknowledged = client.publishAsync(topic, JSON.stringify(payload), { qos: 1 }).then(() => {
    open--;
    resume?.();
  });
  if (i >= messages - UNACKNOWLEDGED) done.push(acknowledged);
  if (open >= UNACKNOWLEDGED) await new Promise<void>((ready) => (resume = ready));
  if (perSecond) {
    const early = (i / perSecond) * 1_000 - (Date.now() - began);
    if (early > 2) await sleep(early);
  }
}
await Promise.all(done);
await client.endAsync();
