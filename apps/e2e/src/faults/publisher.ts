// Publishes numbered readings from a process of its own, as a gateway does: it keeps what the broker has not acknowledged and
// sends it again on the next connection. node publisher.js '<PublisherOptions>', until its parent says "finish".
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { poison } from './poison.js';

export interface PublisherOptions {
  url: string;
  /** Gateway and client id; its sensors are named `{gateway}-{n}`. */
  gateway: string;
  /** Messages per second; 0 for as fast as the broker takes them. */
  rate: number;
  /** It ends by itself after so many. */
  most: number;
  qos: 1 | 2;
  /** Without, it is the time of receipt that counts. */
  ownTime: boolean;
  /** Each so-manieth message is one that cannot be stored. */
  poisonEvery?: number;
}

/** What the publisher knows in the end: the ids of its messages are 0, 1, 2… */
export interface Ledger {
  published: number;
  acknowledged: number[];
  /** Sent more than once, as a connection broke before the acknowledgement. */
  repeated: number[];
  /** Those of the acknowledged ones that are poison. */
  poisoned: number[];
}

export const SENSORS = 20;
const WINDOW = 2_000;

const { url, gateway, rate, most, qos, ownTime, poisonEvery } = JSON.parse(process.argv[2]!) as PublisherOptions;
const client = await connectAsync(url, {
  clientId: gateway,
  protocolVersion: 4,
  clean: false,
  reconnectPeriod: 200,
});
const open = new Set<number>();
const acknowledged: number[] = [];
const repeated = new Set<number>();
const [firstTime, began] = [Date.now() - 86_400_000, Date.now()];
let finishing = false;
let sent = 0;
let makeRoom = () => {};

client.on('close', () => open.forEach((id) => repeated.add(id)));
client.on('error', () => {});
process.on('message', () => (finishing = true));
process.on('disconnect', () => process.exit());
const progress = setInterval(() => process.send!({ sent }), 50);

const isPoison = (id: number) => poisonEvery !== undefined && id % poisonEvery === 0;

function publish(id: number): void {
  const topic = `gateways/${gateway}/sensors/${gateway}-${id % SENSORS}/observations`;
  const reading = JSON.stringify({ ...(ownTime && { ts: firstTime + id * 500 }), values: { number: id } });
  open.add(id);
  client.publish(topic, isPoison(id) ? poison(id / poisonEvery!) : reading, { qos }, (error) => {
    if (error) throw error;
    open.delete(id);
    acknowledged.push(id);
    makeRoom();
  });
}

while (!finishing && sent < most) {
  if (open.size >= WINDOW) await new Promise<void>((resolve) => (makeRoom = resolve));
  else if (rate && sent >= ((Date.now() - began) / 1_000) * rate) await sleep(5);
  else publish(sent++);
  // At full speed, too, acknowledgements have to be read.
  if (sent % 200 === 0) await sleep(0);
}
while (open.size || !finishing) await sleep(20);
clearInterval(progress);
const ledger: Ledger = {
  published: sent,
  acknowledged,
  repeated: [...repeated],
  poisoned: acknowledged.filter(isPoison),
};
process.send!({ sent, ledger }, () => void client.endAsync().then(() => process.exit()));
