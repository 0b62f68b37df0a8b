// Publishes readings from a process of its own, so that the load does not run in what is measured.
// node publisher.js <url> <messages> <prefix>: QoS 1, two values a message, 50 sensors; ends when all are acknowledged.
import { connectAsync } from 'mqtt';

const SENSORS = 50;
const UNACKNOWLEDGED = 2_000;

const [url, messages, prefix] = process.argv.slice(2) as [string, string, string];
const client = await connectAsync(url, { clientId: `${prefix}-publisher` });
const begin = Date.now() - Number(messages) * 10;
let open = 0;
let resume: (() => void) | undefined;
const done: Promise<unknown>[] = [];
for (let i = 0; i < Number(messages); i++) {
  const topic = `gateways/${prefix}/sensors/${prefix}-${i % SENSORS}/observations`;
  const payload = JSON.stringify({ ts: begin + i * 10, values: { temperature: i % 40, humidity: i % 100 } });
  open++;
  const acknowledged = client.publishAsync(topic, payload, { qos: 1 }).then(() => {
    open--;
    resume?.();
  });
  if (i >= Number(messages) - UNACKNOWLEDGED) done.push(acknowledged);
  if (open >= UNACKNOWLEDGED) await new Promise<void>((ready) => (resume = ready));
}
await Promise.all(done);
await client.endAsync();
