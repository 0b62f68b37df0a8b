import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '@stadtlage/database/testing';

const SERVICE = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const script = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** A child that tells its parent how far it is, and ends when told to. */
export interface Running {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** The ingest service as it runs in production (ROLE=ingest), in a process of its own. */
export async function startService(databaseUrl: string, mqttUrl: string, clientId: string): Promise<Running> {
  const child = fork(SERVICE, [], {
    env: {
      PATH: process.env['PATH'],
      ROLE: 'ingest',
      DATABASE_URL: databaseUrl,
      MQTT_URL: mqttUrl,
      MQTT_CLIENT_ID: clientId,
      PORT: String(await freePort()),
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // Both: it answers, and the broker keeps messages for it.
  let ready = 0;
  await new Promise<void>((started, failed) => {
    let output = '';
    const onData = (text: Buffer) => {
      output += text;
      ready = Number(/Stadtlage is ready/.test(output)) + Number(/MQTT: subscribed/.test(output));
      if (ready === 2) started();
    };
    child.stdout!.on('data', onData);
    child.stderr!.on('data', onData);
    // What it complains about belongs to the result.
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (/"level":[456]0/.test(line)) console.error(line);
    });
    child.once('exit', (code) => failed(new Error(`The service ended with status ${code}:\n${output}`)));
  });
  return { child, stop: () => ended(child, () => child.disconnect()) };
}

export async function startReceiver(
  kind: 'bare' | 'insert',
  args: string[],
): Promise<Running & { all: Promise<void> }> {
  const child = fork(script('receiver'), [kind, ...args]);
  const told = (word: string) =>
    new Promise<void>((heard, failed) => {
      child.on('message', (message) => message === word && heard());
      child.once('exit', (code) => code && failed(new Error(`The client "${kind}" ended with status ${code}.`)));
    });
  const all = told('all');
  await told('ready');
  return { child, all, stop: () => ended(child, () => child.disconnect()) };
}

export interface Load {
  messages: number;
  prefix: string;
  values: number;
  /** Messages per second; 0 for as fast as it goes. */
  rate?: number;
}

/** Resolves when the broker has acknowledged all of them. */
export function publish(url: string, { messages, prefix, values, rate = 0 }: Load): Promise<void> {
  const child = fork(script('publisher'), [url, messages, prefix, values, rate].map(String));
  return new Promise((done, failed) =>
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`The publisher ended with status ${code}.`)))),
  );
}

/** The most memory a process has had so far, in MB (Linux). */
export function peakMemory({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_000);
}

function ended(child: ChildProcess, ask: () => void): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once('exit', () => done());
    ask();
  });
}
