import { fork as forkChild, type ChildProcess, type ForkOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '@stadtlage/database/testing';
import { stopOnSignal } from '../stop-on-signal.js';
import type { LoadResult, LoadTask } from './load.js';
import type { SubscribersState, SubscribersTask } from './subscribers.js';

const SERVICE = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));
const WEB_FIGURES = fileURLToPath(new URL('../../../e2e/dist/web-figures.js', import.meta.url));

/** As "npm start" has it: what requests leave behind is collected less often, for a sixth of the processor time. */
const ROOM_FOR_REQUESTS = '--min-semi-space-size=16';

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill()));

/** None of them outlives this process, also where it ends in the middle of their start. */
function fork(path: string, args: string[] = [], options: ForkOptions = {}): ChildProcess {
  const child = forkChild(path, args, options);
  children.add(child);
  return child.once('exit', () => children.delete(child));
}

const script = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** A child that tells its parent how far it is, and ends when told to. */
export interface Running {
  child: ChildProcess;
  stop(): Promise<void>;
}

export type Stops = (() => Promise<unknown>)[];

/** Runs a bench. At its end, when it fails and at Ctrl-C, what it has put on the list is stopped, the last first. */
export async function withStops(work: (stops: Stops) => Promise<void>): Promise<void> {
  const stops: Stops = [];
  await stopOnSignal(stops)(() => work(stops));
  for (const stop of stops.splice(0).reverse()) await stop();
}

/** The service as it runs in production, in a process of its own. */
export async function startService(settings: Record<string, string>): Promise<Running & { url: string }> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), LOG_LEVEL: 'info', ...settings };
  const child = fork(SERVICE, [], { env, execArgv: [ROOM_FOR_REQUESTS], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
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
export const publish = (url: string, load: Load): Promise<void> => startPublishing(url, load).done;

/** The same, which can be stopped before all are published. */
export function startPublishing(url: string, { messages, prefix, values, rate = 0 }: Load) {
  const child = fork(script('publisher'), [url, messages, prefix, values, rate].map(String));
  let stopped = false;
  const done = new Promise<void>((end, failed) =>
    child.once('exit', (code) =>
      code === 0 || stopped ? end() : failed(new Error(`The publisher ended with status ${code}.`)),
    ),
  );
  return { done, stop: () => void ((stopped = true), child.kill()) };
}

/** The most memory a process has had so far, in MB (Linux). */
export function peakMemory({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_000);
}

/** Seconds of processor time that a process has used so far, in user and system mode (Linux). */
export function processorSeconds({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime and stime count in ticks, a hundredth of a second each on every Linux that Node.js runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function ended(child: ChildProcess, ask: () => void): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    if (child.connected) ask();
  });
}

/**
 * One of the servers that a bench compares with: `script` takes its task as a message and answers with its port. What it prints is only
 * shown when it ends before that.
 */
export async function startPlain(
  name: string,
  task: object,
  options: Pick<ForkOptions, 'execPath'> = {},
): Promise<Running & { url: string }> {
  const child = fork(script(name), [], { ...options, env: { ...process.env, NODE_ENV: 'production' }, silent: true });
  let output = '';
  const keep = (text: Buffer) => (output = (output + text.toString()).slice(-2_000));
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  const port = await new Promise<number>((started, failed) => {
    child.once('message', (message: { port: number }) => started(message.port));
    child.once('exit', (code) => failed(new Error(`${name} ended with status ${code}:\n${output}`)));
    child.send(task);
  });
  return { child, url: `http://127.0.0.1:${port}`, stop: () => ended(child, () => child.disconnect()) };
}

type Loading = Pick<LoadTask, 'paths' | 'bodies' | 'seconds' | 'isStubborn'> &
  Partial<Pick<LoadTask, 'headers' | 'connections'>>;

/** Asks a server for these paths from a process of its own. `begun`: all of its connections have asked. */
export function startLoad(url: string, task: Loading): { begun: Promise<void>; done: Promise<LoadResult> } {
  const { hostname: host, port } = new URL(url);
  const child = fork(script('load'));
  let begin = () => {};
  const heard = new Promise<void>((resolve) => (begin = resolve));
  const done = new Promise<LoadResult>((resolve, reject) => {
    child.on('message', ({ hasBegun, result, error }: { hasBegun?: true; result?: LoadResult; error?: string }) => {
      if (hasBegun) begin();
      else if (result) resolve(result);
      else reject(new Error(error));
    });
    child.once('exit', (code) => code && reject(new Error(`The load ended with status ${code}.`)));
    child.send({ headers: {}, connections: 8, ...task, host, port: Number(port || 80) } satisfies LoadTask);
  });
  return { begun: Promise.race([heard, done.then(() => {})]), done };
}

/** The same, to its end. */
export const load = (url: string, task: Loading): Promise<LoadResult> => startLoad(url, task).done;

/** So many who subscribe and do not read, in a process of their own. Resolves when the last is connected, or was turned away. */
export async function startSubscribers(
  url: string,
  count: number,
): Promise<Running & { state(): Promise<SubscribersState> }> {
  const { hostname: host, port } = new URL(url);
  const child = fork(script('subscribers'));
  const heard = <Answer>(name: string) =>
    new Promise<Answer>((resolve, reject) => {
      const take = (message: Record<string, Answer>) => {
        if (!(name in message)) return;
        child.off('message', take);
        resolve(message[name]!);
      };
      child.on('message', take);
      child.once('exit', (code) => reject(new Error(`The subscribers ended with status ${code}.`)));
    });
  const ready = heard('ready');
  child.send({ host, port: Number(port), count } satisfies SubscribersTask);
  await ready;
  const state = () => {
    const told = heard<SubscribersState>('state');
    child.send('state');
    return told;
  };
  return { child, state, stop: () => ended(child, () => child.disconnect()) };
}

/** The specs' browser, in a process of its own; one measurement after the other. */
export function startWebFigures(url: string): Running & { measure<Result>(task: object): Promise<Result> } {
  const child = fork(WEB_FIGURES);
  const measure = <Result>(task: object) =>
    new Promise<Result>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`The browser's process ended with status ${code}.`));
      child.once('exit', onExit);
      child.once('message', ({ result, error }: { result?: Result; error?: string }) => {
        child.off('exit', onExit);
        if (error === undefined) resolve(result!);
        else reject(new Error(error));
      });
      child.send({ ...task, url });
    });
  return { child, measure, stop: () => ended(child, () => child.disconnect()) };
}
