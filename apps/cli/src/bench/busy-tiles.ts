import type { Database } from '@stadtlage/database';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeHouseCoordinates } from './house-coordinates.js';
import { askPaced, type Times } from './paced.js';
import { startPublishing, startService, type Stops } from './processes.js';

const PROGRAM = fileURLToPath(new URL('../main.js', import.meta.url));
/** Tiles that people ask for, all together. */
const PER_SECOND = 200;
const READINGS_PER_SECOND = 2_000;
/** Longer than any import takes. */
const LONGEST_SECONDS = 3_600;
/** Open maps are told of a change at once. */
const RENEW_MS = 500;

export interface BusyTileOptions {
  /** Of each of three quiet measurements, of which the middle one counts; the other one takes as long as the import. */
  seconds: number;
  /** House coordinates that are imported, all around the city. */
  rows: number;
}

/** What people wait beside an import, as a multiple of the quiet 99th percentile. */
export interface BusyTiles {
  /** For tiles that are kept; null where none was. */
  kept: number | null;
  /** For all tiles, those that the import has changed and that were made anew included. */
  all: number;
  /** Requests without an answer within ten seconds, or with a fault. */
  unanswered: number;
}

/**
 * What people wait for tiles while a large file is imported and readings come in, against what they wait for when nothing else goes
 * on: one service that does everything, as on a small server.
 * @returns null where it cannot be measured, with a line that says why
 */
export async function benchBusyTiles(
  database: Database,
  paths: string[],
  { seconds, rows }: BusyTileOptions,
  stops: Stops,
): Promise<BusyTiles | null> {
  if (!mosquitto) {
    console.log('  Tiles beside an import: Mosquitto is missing. Debian: apt install mosquitto.');
    return null;
  }
  const broker = await startMosquitto();
  stops.push(broker.stop);
  const service = await startService({
    DATABASE_URL: database.url,
    MQTT_URL: broker.url,
    MQTT_CLIENT_ID: `bench-${randomBytes(4).toString('hex')}`,
  });
  stops.push(service.stop);
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-bench-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'gebref.txt');
  await writeHouseCoordinates(file, rows);
  const current = await currentPaths(service.url, paths);
  stops.push(async () => current.stop());
  const measure = (isOver?: () => boolean) =>
    askPaced(service.url, current.paths, {
      perSecond: PER_SECOND,
      seconds: isOver ? 600 : seconds,
      isOver,
      headers: { 'accept-encoding': 'gzip' },
    });

  await measure();
  const [, quiet] = [await measure(), await measure(), await measure()].sort((one, other) => one.p99 - other.p99);
  print('kept tiles, nothing else going on', quiet!);
  const began = performance.now();
  const stored = await readingsStored(database);
  const prefix = `bench-${randomBytes(4).toString('hex')}`;
  const messages = READINGS_PER_SECOND * LONGEST_SECONDS;
  const readings = startPublishing(broker.url, { messages, prefix, values: 1, rate: READINGS_PER_SECOND });
  stops.push(async () => readings.stop());
  const importing = importFile(database.url, file, stops);
  const [busy] = await Promise.all([measure(() => importing.isOver), importing.done.finally(readings.stop)]);
  const took = (performance.now() - began) / 1_000;
  const rate = Math.round(((await readingsStored(database)) - stored) / took);
  print(
    `kept tiles, ${rows.toLocaleString('en')} addresses imported in ${Math.round(took)} s, ${rate} readings/s`,
    busy.kept,
  );
  print('tiles that it changed, made anew', busy.made);
  const unanswered = Object.values(busy.failed).reduce((sum, count) => sum + count, 0);
  if (unanswered) console.log(`    without an answer: ${JSON.stringify(busy.failed)}`);
  const times = (p99: number) => Number((p99 / quiet!.p99).toFixed(2));
  return { kept: busy.kept.count ? times(busy.kept.p99) : null, all: times(busy.p99), unanswered };
}

/** By the command that a planner uses, in a process of its own. */
function importFile(databaseUrl: string, file: string, stops: Stops) {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, 'import', 'addresses', file], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  stops.push(async () => void child.kill());
  let complaints = '';
  child.stderr!.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2_000)));
  const state = { isOver: false, done: Promise.resolve() };
  state.done = new Promise<void>((done, failed) =>
    child.once('exit', (code) => {
      state.isOver = true;
      if (code === 0) done();
      else failed(new Error(`The import ended with status ${code}:\n${complaints}`));
    }),
  );
  return state;
}

/** The tiles under the version that the service names, as open maps ask for them: none is of before a change. */
async function currentPaths(url: string, paths: string[]) {
  let asking: { path: string }[] = [];
  const renew = async () => {
    const { tiles } = (await (await fetch(`${url}/tiles/city.json`)).json()) as { tiles: [string] };
    const { search } = new URL(tiles[0]);
    asking = paths.map((path) => ({ path: path + search }));
  };
  await renew();
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS);
  return { paths: () => asking, stop: () => clearInterval(timer) };
}

async function readingsStored(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*) AS count FROM sensors.observation');
  return row!.count;
}

function print(title: string, { count, p50, p99, longest }: Times): void {
  console.log(`  ${title}\n    ${count} of them: p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms`);
}
