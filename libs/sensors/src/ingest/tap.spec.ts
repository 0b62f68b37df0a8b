import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Publish } from './packets.js';
import { Tap } from './tap.js';

class Network extends Duplex {
  paused = false;
  override _read(): void {}
  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    done();
  }
  override pause(): this {
    this.paused = true;
    return super.pause();
  }
  override resume(): this {
    this.paused = false;
    return super.resume();
  }
}

/** A PUBLISH of MQTT 3.1.1 with QoS 0. */
function publish(bytes: number): Buffer {
  const topic = Buffer.from('\0\x01t');
  const length = topic.length + bytes;
  return Buffer.concat([Buffer.from([0x30, (length & 127) | 128, length >> 7]), topic, Buffer.alloc(bytes, 'x')]);
}

function start() {
  const network = new Network();
  const published: Publish[] = [];
  const tap = new Tap(network, 4, { publish: (packet) => published.push(packet), release: () => {} });
  return { network, published, tap };
}

test('a single message is read at once and so is the next', async () => {
  const { network, published } = start();
  for (let i = 1; i <= 3; i++) {
    network.push(publish(100));
    await sleep(0);
    expect(network.paused).toBe(false);
    expect(published).toHaveLength(i);
  }
});

test('many messages at once make it rest for a moment, in which more gather, and nothing is lost', async () => {
  const { network, published } = start();
  network.push(Buffer.concat(Array.from({ length: 20 }, () => publish(100))));
  await sleep(0);
  expect(network.paused).toBe(true);
  network.push(publish(100));
  await sleep(50);
  expect(network.paused).toBe(false);
  expect(published).toHaveLength(21);
});

test('what was held while it rests stays held', async () => {
  const { network, tap } = start();
  network.push(Buffer.concat(Array.from({ length: 20 }, () => publish(100))));
  await sleep(0);
  tap.hold();
  await sleep(50);
  expect(network.paused).toBe(true);
  tap.proceed();
  expect(network.paused).toBe(false);
});
