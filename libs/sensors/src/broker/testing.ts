// For tests against a real broker: a Mosquitto of their own, and a line to it that can be watched and cut.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MosquittoFiles } from './mosquitto-files.js';

/** The command, or undefined where it is not installed. */
export const mosquitto = ['mosquitto', '/usr/sbin/mosquitto'].find((command) => !spawnSync(command, ['-h']).error);
export const openssl = !spawnSync('openssl', ['version']).error;

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
  return { url: `mqtt://127.0.0.1:${port}`, ...(await run(folder, port)) };
}

/** Mosquitto with the files of infra/mosquitto as Debian would read them, but on free ports, in a folder, as this user. */
export async function startShippedMosquitto(files: MosquittoFiles) {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-mosquitto-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const shipped = await readFile(new URL('../../../../infra/mosquitto/stadtlage.conf', import.meta.url), 'utf8');
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

async function run(folder: string, port: number) {
  const start = async () => {
    const child = spawn(mosquitto!, ['-c', join(folder, 'mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr.on('data', (text) => (output += text));
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 100 || child.exitCode !== null) throw new Error(`Mosquitto does not answer:\n${output}`);
      await sleep(50);
    }
    return child;
  };
  let child = await start();
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    reload: () => void child.kill('SIGHUP'),
    /** Without persistence it comes back knowing nothing. */
    async restart(signal: NodeJS.Signals = 'SIGTERM') {
      await end(signal);
      child = await start();
    },
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true });
    },
  };
}

/** One that refuses our user, too, is there. */
const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

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
      socket.on('close', () => other.end());
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
