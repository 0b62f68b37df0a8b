import 'reflect-metadata';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addOperator, revokeOperator } from '@stadtlage/operators';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer, type RunningServer } from './start-server.js';

interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
  data?: any;
  errors?: { message: string }[];
}

describe('GraphQL over HTTP', () => {
  let database: Database;
  let server: RunningServer;
  let token: string;

  beforeAll(async () => {
    database = await testDatabase();
    token = await addOperator(database, 'Erika Mustermann');
    const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
    server = await startServer(settings, createLog('error'));
  });
  afterAll(async () => {
    await server?.close();
    await database.close();
  });

  async function ask(query: string, authorization?: string) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ query }),
    });
    return {
      status: response.status,
      cache: response.headers.get('cache-control'),
      ...((await response.json()) as Answer),
    };
  }

  const GATEWAYS = '{ gateways { totalCount } }';

  test('answers an operator what it tells nobody else', async () => {
    expect(await ask(GATEWAYS, `Bearer ${token}`)).toMatchObject({
      status: 200,
      cache: 'no-store',
      data: { gateways: { totalCount: 0 } },
    });
    expect(await ask(GATEWAYS)).toMatchObject({
      errors: [{ message: expect.stringContaining('stadtlage operator add'), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('refuses a token that nobody has, whatever is asked', async () => {
    expect(await ask('{ datasets { id } }', 'Bearer guess')).toMatchObject({
      status: 401,
      errors: [
        {
          message: expect.stringMatching(/^This token is unknown or revoked\. Send the header/),
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  test('answers the public, also behind a proxy that asks for a password of its own', async () => {
    expect((await ask('{ datasets { id } }')).data.datasets).not.toEqual([]);
    expect((await ask('{ datasets { id } }', 'Basic dTpw')).data.datasets).not.toEqual([]);
  });

  test('tells an operator what is wrong with a new gateway', async () => {
    const add = 'mutation { addGateway(id: "a/b") { secret } }';
    expect((await ask(add, `Bearer ${token}`)).errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('The gateway id "a/b" cannot be used'),
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ]);
  });

  test('refuses a planner what only operators may, and answers all else', async () => {
    const planner = `Bearer ${await addOperator(database, 'Max Muster', 'planner')}`;
    for (const query of [
      GATEWAYS,
      'mutation { addGateway(id: "mine") { secret } }',
      'mutation { releaseReport(id: "t19njds74t") { id } }',
      '{ rejectedMessages { nodes { id } } }',
      '{ newSensors { nodes { id } } }',
    ]) {
      expect(await ask(query, planner)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    expect((await ask('{ datasets { id } }', planner)).data.datasets).not.toEqual([]);
  });

  test('forgets an operator who was revoked', async () => {
    await revokeOperator(database, 'Erika Mustermann');
    expect(await ask(GATEWAYS, `Bearer ${token}`)).toMatchObject({ status: 401 });
  });
});
