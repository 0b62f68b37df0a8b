import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './figures.js';

/** What somebody asks for: a path, and what is sent to it, if anything. */
export interface Asking {
  path: string;
  body?: string;
  /** Beside those of all. */
  headers?: Record<string, string>;
}

/** In milliseconds; 0 where there are none. */
export interface Times {
  count: number;
  p50: number;
  p99: number;
  longest: number;
}

export interface PacedTimes extends Times {
  /** Of answers from a cache, as the server says in `Cache-Status`. */
  kept: Times;
  /** Of answers that it made and keeps. Others, such as queries and what was not answered, are in neither. */
  made: Times;
  /** How many answers were neither 200 nor 204, by their status, or by the code of what broke the connection. */
  failed: Record<string, number>;
}

const PATIENCE_MS = 10_000;

/**
 * Asks at a steady rate, whether or not the answers before have come, as people do who know nothing of each other. The time counts from
 * the moment at which each is due: a server that stands still for a second delays all who come in it.
 * @param isOver ends it before its time
 * @param agent of several measurements: its connections stay, as those of a proxy do
 */
export async function askPaced(
  url: string,
  /** A function: what is asked for changes meanwhile. */
  asking: Asking[] | (() => Asking[]),
  {
    perSecond,
    seconds,
    headers = {},
    isOver = () => false,
    agent,
  }: {
    perSecond: number;
    seconds: number;
    headers?: Record<string, string>;
    isOver?: (() => boolean) | undefined;
    agent?: Agent;
  },
): Promise<PacedTimes> {
  const connections = agent ?? keptConnections();
  const times: Record<Origin, number[]> = { kept: [], made: [], other: [] };
  const failed: Record<string, number> = {};
  const began = performance.now();
  const answers: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds && !isOver(); i++) {
    const due = began + (i * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const all = typeof asking === 'function' ? asking() : asking;
    answers.push(
      ask(connections, url, all[i % all.length]!, headers).then(({ status, origin }) => {
        times[origin].push(performance.now() - due);
        if (status !== '200' && status !== '204') failed[status] = (failed[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(answers);
  if (!agent) connections.destroy();
  const { kept, made } = times;
  return { ...timesOf(Object.values(times).flat()), kept: timesOf(kept), made: timesOf(made), failed };
}

export const keptConnections = () => new Agent({ keepAlive: true, maxSockets: 256 });

const timesOf = (times: number[]): Times => ({
  count: times.length,
  p50: percentile(times, 50),
  p99: percentile(times, 99),
  longest: percentile(times, 100),
});

type Origin = 'kept' | 'made' | 'other';

interface Answered {
  /** Or why none came. */
  status: string;
  origin: Origin;
}

/** https://www.rfc-editor.org/rfc/rfc9211 */
const originOf = (cacheStatus = ''): Origin =>
  cacheStatus.includes('; hit') ? 'kept' : cacheStatus.includes('; fwd=miss') ? 'made' : 'other';

function ask(
  agent: Agent,
  url: string,
  { path, body, headers }: Asking,
  ofAll: Record<string, string>,
): Promise<Answered> {
  const sent = { ...ofAll, ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) };
  return new Promise((resolve) => {
    const broken = (error: NodeJS.ErrnoException) => resolve({ status: error.code ?? error.message, origin: 'other' });
    const asked = request(
      url + path,
      { agent, method: body === undefined ? 'GET' : 'POST', headers: sent },
      (answer) => {
        answer.resume();
        const origin = originOf(answer.headers['cache-status'] as string | undefined);
        answer.once('end', () => resolve({ status: String(answer.statusCode), origin }));
        answer.once('error', broken);
      },
    );
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(Object.assign(new Error(), { code: 'no answer in 10 s' })));
    asked.once('error', broken);
    asked.end(body);
  });
}
