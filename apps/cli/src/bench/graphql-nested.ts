import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  ask,
  checkNested,
  checkSame,
  fromPostGraphile,
  NESTED_POSTGRAPHILE,
  type Answer,
} from './graphql-documents.js';
import { providePostGraphile } from './peers.js';
import { load, processorSeconds, startPlain, type Stops } from './processes.js';

const ROUNDS = 3;

interface Server {
  title: string;
  url: string;
  child: ChildProcess;
  /** What is sent to it, in turn. */
  bodies: string[];
}

/** What a server came to with the nested query, in the middle one of the rounds. */
interface Figures {
  perSecond: number;
  cpuMs: number;
  p50: number;
  p95: number;
}

export interface NestedOptions {
  databaseUrl: string;
  seconds: number;
  peers: boolean;
}

/**
 * The nested query from all servers in turn, after a warm-up of each: throughput, times and processor time. Each must give the same data
 * first. One that cannot be started is left out, with a line that says why, and what is compared with it is null.
 */
export async function benchNested(ours: Omit<Server, 'title'>, options: NestedOptions, stops: Stops) {
  const { databaseUrl, seconds, peers } = options;
  const service: Server = { ...ours, title: 'Stadtlage' };
  const answer: Answer = await ask(ours.url, ours.bodies[0]!);
  checkNested(answer);
  console.log(
    `  50 sensors with 10 values each, ${JSON.stringify(answer.data).length.toLocaleString('en')} bytes of JSON\n`,
  );

  const rival = async (
    title: string,
    start: () => Promise<Omit<Server, 'title'>>,
    read: (theirs: unknown) => Answer,
  ) => {
    try {
      const server = { ...(await start()), title };
      checkSame(title, answer, read(await ask(server.url, server.bodies[0]!)));
      return server;
    } catch (error) {
      console.log(`  ${title} is left out: ${(error as Error).message}`);
      return undefined;
    }
  };
  const child = async (name: string, task: object, bodies: string[], execPath = process.execPath) => {
    const running = await startPlain(name, { ...task, databaseUrl }, { execPath });
    stops.push(running.stop);
    return { ...running, bodies };
  };
  const asOurs = (theirs: unknown) => theirs as Answer;
  const startPlainNest = async () => {
    checkInstalled('@nestjs/platform-express', '@as-integrations/express5');
    return child('plain-graphql', {}, ours.bodies);
  };
  const startPostGraphile = async () => {
    if (!peers) throw new Error('--no-peers.');
    const { folder, execPath, title } = await providePostGraphile(stops);
    console.log(`  ${title}`);
    return child('postgraphile', { folder }, [JSON.stringify({ query: NESTED_POSTGRAPHILE })], execPath);
  };
  const plain = await rival('Nest, Express, Apollo', startPlainNest, asOurs);
  const postgraphile = await rival('PostGraphile 5', startPostGraphile, fromPostGraphile);
  const limit = await rival('node:http, one SQL statement', () => child('bare-graphql', {}, ours.bodies), asOurs);

  const servers = [service, plain, postgraphile, limit].filter((server) => server !== undefined);
  const figures = await inTurn(servers, seconds);
  print(figures);
  const own = figures.get(service)!;
  const [nest, peer, bare] = [plain, postgraphile, limit].map((server) => server && figures.get(server));
  return {
    cpu_vs_plain: nest ? ratio(own.cpuMs, nest.cpuMs) : null,
    vs_postgraphile: peer ? ratio(own.perSecond, peer.perSecond) : null,
    vs_limit: bare ? ratio(own.perSecond, bare.perSecond) : null,
  };
}

async function inTurn(servers: Server[], seconds: number): Promise<Map<Server, Figures>> {
  const rounds = new Map(servers.map((server) => [server, [] as Figures[]]));
  for (const server of servers) await measure(server, seconds);
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of servers) rounds.get(server)!.push(await measure(server, seconds));
  }
  return new Map(servers.map((server) => [server, middle(rounds.get(server)!)]));
}

async function measure({ title, url, child, bodies }: Server, seconds: number): Promise<Figures> {
  const before = processorSeconds(child);
  const { perSecond, requests, p50, p95, statuses, refusal } = await load(url, {
    paths: ['/graphql'],
    bodies,
    seconds,
  });
  const cpuMs = ((processorSeconds(child) - before) * 1_000) / requests;
  if (refusal || Object.keys(statuses).some((status) => status !== '200'))
    throw new Error(`${title} refused the nested query: ${JSON.stringify(statuses)} ${refusal?.slice(0, 500) ?? ''}`);
  return { perSecond, cpuMs, p50, p95 };
}

function print(figures: Map<Server, Figures>): void {
  const line = (title: string, cells: string[]) =>
    console.log(`  ${title.padEnd(30)}${cells.map((cell) => cell.padStart(12)).join('')}`);
  console.log();
  line('', ['per second', 'CPU each', 'p50', 'p95']);
  for (const [{ title }, { perSecond, cpuMs, p50, p95 }] of figures) {
    const times = [cpuMs.toFixed(2), p50.toFixed(1), p95.toFixed(1)].map((ms) => `${ms} ms`);
    line(title, [perSecond.toFixed(0), ...times]);
  }
  console.log(
    `  8 connections; the middle of ${ROUNDS} rounds. CPU: user and system time of the server's process, by /proc/<pid>/stat, without PostgreSQL.`,
  );
}

/** @throws Error that says how to get them: who installs for production has not got them */
function checkInstalled(...packages: string[]): void {
  const { resolve } = createRequire(import.meta.url);
  for (const name of packages) {
    try {
      resolve(name);
    } catch {
      throw new Error(`${name} is not installed. Run "npm ci", with development packages.`);
    }
  }
}

/** That of the median throughput. */
const middle = (figures: Figures[]) => [...figures].sort((a, b) => a.perSecond - b.perSecond)[figures.length >> 1]!;
const ratio = (a: number, b: number) => Number((a / b).toFixed(2));
