import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHome, freePort, graphql, onRealParts, runCli, startProgram, type Home } from './program.js';

const STACK_TRACE = /\n\s+at .+:\d+:\d+/;
const onPostgres = onRealParts ? it : it.skip;

describe('starting and stopping', () => {
  let home: Home;
  beforeAll(async () => {
    home = await createHome({}, { withCity: false });
  });
  afterAll(() => home.remove());

  it('starts from nothing, stops at Ctrl-C with status 0, and starts again on the same data', async () => {
    const first = await startProgram(home);
    expect(first.output().trim().split('\n').at(-1)).toBe(`Stadtlage is ready: ${first.url}`);
    const ask = '{ addresses(first: 1) { totalCount nodes { label } } }';
    const before = await graphql(first.url, ask);
    expect(await first.interrupt()).toBe(0);
    expect(first.complaints()).toBe('');

    const second = await startProgram(home);
    expect(second.output()).not.toContain('Demo city');
    expect(await graphql(second.url, ask)).toEqual(before);
    expect(await second.interrupt()).toBe(0);
    expect(second.complaints()).toBe('');
  }, 240_000);
});

describe('a mistake in the settings', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stadtlage-e2e-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const complaintOf = async (env: Record<string, string>) => {
    const { status, complaints } = await runCli(['start'], {
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      MQTT_PORT: String(await freePort()),
      ...env,
    });
    expect(status).toBe(1);
    expect(complaints).not.toMatch(STACK_TRACE);
    return complaints.trim();
  };

  it('names a wrong value, what it should be and what it is', async () => {
    expect(await complaintOf({ PORT: 'eighty' })).toBe('PORT must be a port number from 0 to 65535, but is "eighty".');
  });

  it('names a taken port and another one to use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    expect(await complaintOf({ PORT: String(port) })).toBe(
      `PORT: ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start.`,
    );
    expect(await complaintOf({ MQTT_PORT: String(port) })).toContain(`MQTT_PORT: ${port} is taken by another program.`);
    other.close();
  });

  it('names a database that does not answer, without its password', async () => {
    const complaint = await complaintOf({ DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/city' });
    expect(complaint).toBe(
      'DATABASE_URL: no PostgreSQL answers at postgresql://me:***@127.0.0.1:9/city. Start it there, or correct the host and port.',
    );
  });

  it('names a URL of another kind', async () => {
    expect(await complaintOf({ DATABASE_URL: 'mysql://127.0.0.1/city' })).toContain(
      'DATABASE_URL must be a URL such as postgresql://',
    );
  });

  it('names a broker that does not answer', async () => {
    expect(await complaintOf({ MQTT_URL: 'mqtt://127.0.0.1:9' })).toMatch(
      /^MQTT_URL: no MQTT broker answers at mqtt:\/\/127\.0\.0\.1:9/,
    );
  }, 120_000);

  onPostgres(
    'names a database that does not exist (needs TEST_DATABASE_URL and TEST_MQTT_URL: see CONTRIBUTING.md)',
    async () => {
      const url = new URL(process.env['TEST_DATABASE_URL']!);
      url.pathname = '/stadtlage_no_such_database';
      expect(await complaintOf({ DATABASE_URL: url.toString() })).toContain(
        'does not exist. Create it (createdb) or correct its name.',
      );
    },
  );
});
