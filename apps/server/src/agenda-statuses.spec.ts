import 'reflect-metadata';
import { importAgenda } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addOperator } from '@stadtlage/operators';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer, type RunningServer } from './start-server.js';

interface Change {
  goal: string;
  goalTitle: { en: string };
  indicator: string;
  date: string;
  value: number | null;
  before: string;
  status: string;
}

const SUBSCRIPTION = `subscription {
  targetStatusChanged { goal goalTitle { en } indicator date value before status }
}`;
const PUT = `mutation ($content: JsonObject!, $version: Int!) {
  putAgendaRecord(kind: GOAL, id: "everywhere", content: $content, expectedVersion: $version, reason: "Another aim.") { version }
}`;

describe('whoever subscribes over GraphQL to the statuses of targets', () => {
  let database: Database;
  let server: RunningServer;
  let client: Client;
  let changes: AsyncIterableIterator<{ data?: { targetStatusChanged: Change } | null; errors?: unknown }>;
  let token: string;

  const content = (value: number) => ({
    field: 'fibre',
    title: { de: 'Überall', en: 'Everywhere' },
    targets: [
      {
        indicator: 'fibre-residential',
        baseline: { date: '2020-01-01', value: 0, source: 'Test' },
        path: [],
        date: '2099-12-31',
        value,
      },
    ],
  });

  beforeAll(async () => {
    database = await testDatabase();
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('districts', 'file', 'test');
      INSERT INTO places.district (id, name, geom, run_id) VALUES ('a', 'A', ST_Multi(ST_MakeEnvelope(7, 51, 8, 52, 4326)), 1);
      INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
      VALUES ('a', 'residential', 100, 100, 0, 100, 50, 0, 0)`);
    const goals = [{ id: 'everywhere', ...content(90) }];
    await importAgenda(database, { format: 'stadtlage-agenda', version: 1, goals }, { by: 'test' });
    token = await addOperator(database, 'Anna', 'planner');
    const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
    server = await startServer(settings, createLog('error'));
  });
  beforeEach(() => {
    const url = `${server.url.replace('http', 'ws').replace('localhost', '127.0.0.1')}/graphql`;
    client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    changes = client.iterate({ query: SUBSCRIPTION }) as never;
  });
  afterEach(() => client.dispose());
  afterAll(async () => {
    await server?.close();
    await database.close();
  });

  /** A subscription is not acknowledged: what changes the status is done, and undone, until one of the changes is heard. */
  async function heardOf(doIt: (isDone: boolean) => Promise<unknown>): Promise<Change> {
    let heard: Change | undefined;
    const next = changes.next().then(({ value }) => {
      expect(value.errors).toBeUndefined();
      heard = value.data!.targetStatusChanged;
    });
    for (let isDone = true; !heard; isDone = !isDone) {
      await doIt(isDone);
      await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    }
    return heard;
  }

  const connect = (addresses: number) =>
    database.query(
      `UPDATE coverage.district_statistics SET fibre_connected = ${addresses}; SELECT datasets.touch('district-statistics'); SELECT agenda.take_snapshots()`,
    );

  test('hears that one is reached as soon as the coverage behind it says so', async () => {
    const change = await heardOf((isDone) => connect(isDone ? 95 : 50));
    const [before, status] = change.value === 95 ? ['ON_TRACK', 'REACHED'] : ['REACHED', 'ON_TRACK'];
    expect(change).toEqual({
      ...{ goal: 'everywhere', goalTitle: { en: 'Everywhere' }, indicator: 'fibre-residential', date: '2099-12-31' },
      ...{ value: change.value, before, status },
    });
    expect([95, 50]).toContain(change.value);
  });

  test('hears that one is reached as soon as a planner asks for less', async () => {
    await connect(50);
    let version = 1;
    const put = async (value: number) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: PUT, variables: { content: content(value), version } }),
      });
      const { data } = (await response.json()) as { data: { putAgendaRecord: { version: number } } };
      ({ version } = data.putAgendaRecord);
    };
    const change = await heardOf((isDone) => put(isDone ? 40 : 90));
    expect(change).toMatchObject({ goal: 'everywhere', value: 50 });
    expect([change.before, change.status].sort()).toEqual(['ON_TRACK', 'REACHED']);
  });
});
