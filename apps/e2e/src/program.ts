// Starts the built program as a user would and watches it: what it prints, whether its log stays clean, how it ends.
import { freePort } from '@stadtlage/database/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export { freePort };
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = join(ROOT, 'apps/cli/dist/main.js');
const READY = /Stadtlage is ready: (\S+)/;

export const onRealParts = !!process.env['TEST_DATABASE_URL'];

/** What others show on the embedded parts as well. */
export const describeOnRealParts = (name: string, work: () => void): void =>
  onRealParts ? describe(name, work) : describe.skip(`${name} (needs TEST_DATABASE_URL and TEST_MQTT_URL)`, work);

/** Where one test file's program keeps its data and finds its broker: embedded parts, or a database of its own on real ones. */
export interface Home {
  env: Record<string, string>;
  mqttUrl: string;
  remove(): Promise<void>;
}

/** @param withCity false: the program makes the demo city itself, as on a first start, and not a copy of what was made once for all */
export async function createHome(settings: Record<string, string> = {}, { withCity = true } = {}): Promise<Home> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stadtlage-e2e-'));
  const server = process.env['TEST_DATABASE_URL'];
  // A folder of the embedded database, or the name of a database of this server.
  const city = withCity ? process.env['STADTLAGE_TEST_CITY'] : undefined;
  if (city && !server) await cp(city, dataDir, { recursive: true });
  const mqttPort = String(await freePort());
  const env: Record<string, string> = {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DEMO_ADDRESSES: '2000',
    ...settings,
  };
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  if (!server) {
    return { env: { ...env, MQTT_PORT: mqttPort }, mqttUrl: `mqtt://127.0.0.1:${mqttPort}`, remove: removeData };
  }
  const mqttUrl = process.env['TEST_MQTT_URL'];
  if (!mqttUrl)
    throw new Error(
      'TEST_DATABASE_URL is set, so TEST_MQTT_URL must name a broker too, such as mqtt://127.0.0.1:1883.',
    );
  const name = `stadtlage_e2e_${randomBytes(5).toString('hex')}`;
  await sql(server, `CREATE DATABASE ${name}${city ? ` TEMPLATE ${city}` : ''}`);
  const databaseUrl = new URL(server);
  databaseUrl.pathname = `/${name}`;
  return {
    env: {
      ...env,
      DATABASE_URL: databaseUrl.toString(),
      MQTT_URL: mqttUrl,
      MQTT_CLIENT_ID: name,
      DEMO: 'true',
      ...settings,
    },
    mqttUrl,
    remove: async () => {
      await removeData();
      await sql(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

export async function sql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

export interface Program {
  child: ChildProcess;
  url: string;
  output(): string;
  /** What it wrote to standard error: with LOG_LEVEL=warn nothing at all, as long as all is well. */
  complaints(): string;
  /** Sends Ctrl-C and resolves to the exit status. */
  interrupt(): Promise<number | null>;
}

/** Runs `stadtlage start` until it says that it is ready. */
export async function startProgram(home: Home): Promise<Program> {
  const run = spawnCli(['start'], home.env);
  const url = await new Promise<string>((ready, reject) => {
    run.child.stdout!.on('data', () => {
      const match = READY.exec(run.output());
      if (match) ready(match[1]!);
    });
    run.child.once('exit', (code) =>
      reject(new Error(`It ended with status ${code}:\n${run.output()}${run.complaints()}`)),
    );
  });
  return {
    ...run,
    url,
    interrupt: () =>
      new Promise((ended) => {
        run.child.once('exit', ended);
        run.child.kill('SIGINT');
      }),
  };
}

/** Runs one command to its end. */
export async function runCli(
  args: string[],
  env: Record<string, string>,
): Promise<{ status: number | null; output: string; complaints: string }> {
  const run = spawnCli(args, env);
  const status = await new Promise<number | null>((ended) => run.child.once('close', ended));
  return { status, output: run.output(), complaints: run.complaints() };
}

function spawnCli(args: string[], settings: Record<string, string>) {
  const { PATH, HOME, TMPDIR } = process.env;
  // Only what the test sets: a developer's own DATABASE_URL must never be used.
  const env = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, ...settings }).filter(([, value]) => value !== undefined),
  );
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (complaints += text));
  return { child, output: () => output, complaints: () => complaints };
}

/** No test takes so long: one that has failed by its own limit must not go on asking. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Asks until the answer is there; the wait ends by the test's own time limit. */
export async function eventually<T>(ask: () => Promise<T | undefined | false | null>, everyMs = 100): Promise<T> {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error('It did not come about within ten minutes.');
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** @param token of an operator */
export async function graphql<T>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  token?: string,
): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data;
}
