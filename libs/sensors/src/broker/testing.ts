// For tests against real brokers: each a process of our own, and lines to them that can be watched, cut and frozen.
import { freePort } from '@stadtlage/database/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { MosquittoFiles } from './mosquitto-files.js';
import { findCommand, runBroker } from './own-broker.js';

export { startLine, type Line } from './line.js';
export type { OwnBroker } from './own-broker.js';
export { natsServer, startNats } from './own-nats.js';

/** The command, or undefined where it is not installed. */
export const mosquitto = findCommand('mosquitto', '-h');
export const openssl = !spawnSync('openssl', ['version']).error;

const UNLIMITED = ['max_inflight_messages 0', 'max_queued_messages 0'];

/** A Mosquitto of our own on a free port. What it saves, where the settings want that, is there again when it is up again. */
export async function startMosquitto(settings: readonly string[] = UNLIMITED) {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-mosquitto-'));
  const port = await freePort();
  const own = [
    `user ${userInfo().username}`,
    `persistence_location ${folder}/`,
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
  ];
  await writeFile(join(folder, 'mosquitto.conf'), [...own, ...settings].join('\n'));
  return { url: `mqtt://127.0.0.1:${port}`, ...(await run(folder, port)) };
}

const SHIPPED = new URL('../../../../infra/mosquitto/stadtlage.conf', import.meta.url);

/** What infra/mosquitto says of queues and of saving them, for {@link startMosquitto}. */
export const shippedQueueSettings = async () =>
  (await readFile(SHIPPED, 'utf8')).match(/^(max_|persist|autosave).*$/gm)!;

/** Mosquitto with the files of infra/mosquitto as Debian would read them, but on free ports, in a folder, as this user. */
export async function startShippedMosquitto(files: MosquittoFiles) {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-mosquitto-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const shipped = await readFile(SHIPPED, 'utf8');
  const settings = shipped
    .replace('listener 1883 ', `listener ${port} `)
    .replace('listener 8883', `listener ${tlsPort}`)
    .replaceAll('/etc/mosquitto/', `${folder}/`);
  // As /etc/mosquitto/mosquitto.conf of Debian 12.
  const debian = [`user ${userInfo().username}`, 'persistence true', `persistence_location ${folder}/`];
  for (const name of ['certs', 'conf.d', 'stadtlage']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'mosquitto.conf'), [...debian, `include_dir ${folder}/conf.d`].join('\n'));
  await writeFile(join(folder, 'conf.d/stadtlage.conf'), settings);
  const [key, certificate] = ['key', 'crt'].map((type) => join(folder, `certs/stadtlage.${type}`));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key!];
  execFileSync('openssl', ['req', '-x509', '-days', '1', ...newKey, ...subject, '-out', certificate!], {
    stdio: 'ignore',
  });
  const write = async ({ passwords, acl }: MosquittoFiles) => {
    await writeFile(join(folder, 'stadtlage/passwords'), passwords);
    await writeFile(join(folder, 'stadtlage/acl'), acl);
  };
  await write(files);
  return {
    url: `mqtt://localhost:${port}`,
    tlsUrl: `mqtts://localhost:${tlsPort}`,
    ca: await readFile(certificate!),
    write,
    ...(await run(folder, port)),
  };
}

const run = (folder: string, port: number) =>
  runBroker(mosquitto!, ['-c', join(folder, 'mosquitto.conf')], folder, port);

const [PUBACK, PUBREC, PUBCOMP] = [4, 5, 7];

/** Stands between ingest and broker, counts the acknowledgements of the ingest, can hold them back and cut the line. */
export async function startProxy(target: string) {
  const counts = new Map<number, number>();
  const sockets = new Set<Socket>();
  let held = false;
  const server = createServer((inner) => {
    const outer = connectSocket(Number(new URL(target).port), '127.0.0.1');
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket);
      // What is under way to the other side still has to arrive.
      socket.on('close', () => (sockets.delete(socket), other.end()));
      socket.on('error', () => other.destroy());
    }
    const packets = packetsOf((type, packet) => {
      if (held && (type === PUBACK || type === PUBREC)) return;
      counts.set(type, (counts.get(type) ?? 0) + 1);
      outer.write(packet);
    });
    inner.on('data', (data) => packets(data));
    outer.pipe(inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const count = (type: number) => () => counts.get(type) ?? 0;
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acknowledged: count(PUBACK!),
    received: count(PUBREC!),
    completed: count(PUBCOMP!),
    /** Both sides have ended, and read what was sent to them. */
    idle: () => sockets.size === 0,
    /** From now on the broker hears of no PUBACK and no PUBREC. */
    holdAcknowledgements: () => void (held = true),
    cut,
    async stop() {
      server.close();
      cut();
    },
  };
}

/** Tells the MQTT packets in a stream of bytes: MQTT 5, section 2.1. */
function packetsOf(onPacket: (type: number, packet: Buffer) => void): (data: Buffer) => void {
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
      const end = at + 1 + length;
      if (rest.length < end) return;
      onPacket(rest[0]! >> 4, rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}
