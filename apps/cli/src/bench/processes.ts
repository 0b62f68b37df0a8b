import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '@stadtlage/database/testing';
import type { LoadResult, LoadTask } from './load.js';

const SERVICE = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const script = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** A child that tells its parent how far it is, and ends when told to. */
export interface Running {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** The service as it runs in production, in a process of its own. */
export async function startService(settings: Record<string, string>): Promise<Running & { url: string }> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], PORT: String(port), LOG_LEVEL: 'info', ...settings };
  const child = fork(SERVICE, [], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  // It answers; and where it has a broker, that keeps messages for it.
  const signs = [/Stadtlage is ready/, ...('MQTT_URL' in settings ? [/MQTT: subscribed/] : [])];
  await new Promise<void>((started, failed) => {
    let output = '';
    const onData = (text: Buffer) => {
      output += text;
      if (signs.every((sign) => sign.test(output))) started();
    };
    child.stdout!.on('data', onData);
    child.stderr!.on('data', onData);
    // What it complains about belongs to the result.
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (/"level":[456]0/.test(line)) console.error(line);
    });
    child.once('exit', (code) => failed(new Error(`The service ended with status ${code}:\n${output}`)));
  });
  return { child, url: `http://127.0.0.1:${port}`, stop: () => ended(child, () => child.disconnect()) };
}

/** Only what takes messages and stores them. */
export const startIngest = (databaseUrl: string, mqttUrl: string, clientId: string) =>
  startService({ ROLE: 'ingest', DATABASE_URL: databaseUrl, MQTT_URL: mqttUrl, MQTT_CLIENT_ID: clientId });

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

/** One of the bare servers that a bench compares with: `script` takes its task as a message and answers with its port. */
export async function startPlain(name: string, task: object): Promise<Running & { url: string }> {
  const child = fork(script(name));
  const port = await new Promise<number>((started, failed) => {
    child.once('message', (message: { port: number }) => started(message.port));
    child.once('exit', (code) => failed(new Error(`${name} ended with status ${code}.`)));
    child.send(task);
  });
  return { child, url: `http://127.0.0.1:${port}`, stop: () => ended(child, () => child.disconnect()) };
}

/** Asks a server for these paths from a process of its own. */
export function load(
  url: string,
  task: { paths: string[]; headers?: Record<string, string>; connections?: number; seconds: number },
): Promise<LoadResult> {
  const { hostname: host, port } = new URL(url);
  const child = fork(script('load'));
  return new Promise((resolve, reject) => {
    child.once('message', ({ result, error }: { result?: LoadResult; error?: string }) =>
      result ? resolve(result) : reject(new Error(error)),
    );
    child.once('exit', (code) => code && reject(new Error(`The load ended with status ${code}.`)));
    child.send({ headers: {}, connections: 8, ...task, host, port: Number(port) } satisfies LoadTask);
  });
}
