// For tests against a real broker: a Mosquitto of their own, and a line to it that can be watched and cut.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';

/** The command, or undefined where it is not installed. */
export const mosquitto = ['mosquitto', '/usr/sbin/mosquitto'].find((command) => !spawnSync(command, ['-h']).error);

/** A Mosquitto of our own on a free port, with the settings that the ingest needs. */
export async function startMosquitto() {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-mosquitto-'));
  const port = await freePort();
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'max_inflight_messages 0',
    'max_queued_messages 0',
  ];
  await writeFile(join(folder, 'mosquitto.conf'), settings.join('\n'));
  const child = spawn(mosquitto!, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  const url = `mqtt://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries > 100) throw new Error('Mosquitto does not answer.');
    await sleep(50);
  }
  return {
    url,
    async stop() {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

const answers = (url: string) =>
  connectAsync(url, { reconnectPeriod: 0 }, false).then(
    (client) => client.endAsync().then(() => true),
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Stands between ingest and broker, counts the PUBACKs of the ingest and can cut the line. */
export async function startProxy(target: string) {
  let acknowledged = 0;
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connectSocket(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => (inner.destroy(), outer.destroy()));
    }
    const packets = packetTypes((type) => (acknowledged += Number(type === 4)));
    inner.on('data', (data) => packets(data));
    inner.pipe(outer).pipe(inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acknowledged: () => acknowledged,
    cut,
    async stop() {
      server.close();
      cut();
    },
  };
}

/** Tells the types of the MQTT packets in a stream of bytes: MQTT 5, section 2.1. */
function packetTypes(onPacket: (type: number) => void): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      let length = 0;
      let at = 1;
      for (let shift = 0; ; shift += 7, at++) {
        if (at >= rest.length) return;
        length += (rest[at]! & 127) << shift;
        if (rest[at]! < 128) break;
      }
      if (rest.length < at + 1 + length) return;
      onPacket(rest[0]! >> 4);
      rest = rest.subarray(at + 1 + length);
    }
  };
}
