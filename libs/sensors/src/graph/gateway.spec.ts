import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { verifySecret } from '../registry/secret.js';
import { startGraph, type TestGraph } from './testing.js';

const OPERATOR = { operator: { name: 'Erika Mustermann', role: 'operator' as const } };
let database: Database;
let graph: TestGraph;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id, last_seen_at) VALUES ('seen', '2026-03-01Z');
    INSERT INTO sensors.thing (id, gateway_id, name) VALUES ('a', 'seen', 'a'), ('b', 'seen', 'b');
    INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES ('a', 'temperature', 'Measurement');`);
  graph = await startGraph(database);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const ask = (source: string) => graph.ask(source, OPERATOR);

describe('the graph of gateways', () => {
  test.each([
    '{ gateways { totalCount } }',
    '{ newSensors { totalCount } }',
    'mutation { addGateway(id: "mine") { secret } }',
    'mutation { rotateGateway(id: "seen") { secret } }',
    'mutation { revokeGateway(id: "seen") { id } }',
    'mutation { publishSensor(id: "a", name: "A", kind: OTHER, longitude: 7.9, latitude: 51.7) { id } }',
  ])('is only for operators: %s', async (source) => {
    const { errors } = await graph.answer(source);
    expect(errors![0]).toMatchObject({
      message: expect.stringMatching(/^Only operators of the city may do this\..*stadtlage operator add/),
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(await database.query('SELECT id FROM sensors.gateway WHERE registered_at IS NOT NULL')).toEqual([]);
  });

  test('registers a gateway and shows its secret once', async () => {
    const { addGateway } =
      await ask(`mutation { addGateway(id: "roof", name: "School roof", topics: ["v3/school@ttn/#"]) {
      secret gateway { id name confirmed topics registeredAt rotatedAt revokedAt lastSeenAt } } }`);
    expect(addGateway.gateway).toEqual({
      id: 'roof',
      name: 'School roof',
      confirmed: true,
      topics: ['v3/school@ttn/#'],
      registeredAt: expect.any(String),
      rotatedAt: null,
      revokedAt: null,
      lastSeenAt: null,
    });
    const [row] = await database.query<{ hash: string }>(
      `SELECT secret_hash AS hash FROM sensors.gateway WHERE id = 'roof'`,
    );
    expect(await verifySecret(addGateway.secret, row!.hash)).toBe(true);
  });

  test('lists gateways in pages, those that were only seen too', async () => {
    const { gateways } = await ask(
      '{ gateways(first: 1) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
    );
    expect(gateways).toMatchObject({ totalCount: 2, nodes: [{ id: 'roof' }], pageInfo: { hasNextPage: true } });
    const rest = await ask(
      `{ gateways(after: "${gateways.pageInfo.endCursor}") { nodes { id registeredAt lastSeenAt } } }`,
    );
    expect(rest.gateways.nodes).toEqual([{ id: 'seen', registeredAt: null, lastSeenAt: '2026-03-01T00:00:00.000Z' }]);
  });

  test('gives a new secret, revokes, and says what is wrong', async () => {
    const { rotateGateway } = await ask('mutation { rotateGateway(id: "roof") { secret gateway { rotatedAt } } }');
    expect(rotateGateway).toEqual({ secret: expect.any(String), gateway: { rotatedAt: expect.any(String) } });
    const { revokeGateway } = await ask('mutation { revokeGateway(id: "roof") { id revokedAt } }');
    expect(revokeGateway).toEqual({ id: 'roof', revokedAt: expect.any(String) });
    await expect(ask('mutation { rotateGateway(id: "roof") { secret } }')).rejects.toThrow(
      'Gateway "roof" was revoked',
    );
  });
});

describe('the graph of sensors that nobody knows yet', () => {
  test('lists them in pages', async () => {
    const { newSensors } = await ask(`{ newSensors(first: 1) { totalCount nodes { id gatewayId properties latestAt }
      pageInfo { endCursor } } }`);
    expect(newSensors).toMatchObject({
      totalCount: 2,
      nodes: [{ id: 'a', gatewayId: 'seen', properties: ['temperature'], latestAt: null }],
    });
    const rest = await ask(`{ newSensors(after: "${newSensors.pageInfo.endCursor}") { nodes { id } } }`);
    expect(rest.newSensors.nodes).toEqual([{ id: 'b' }]);
  });

  test('publishes one, which is then open to everybody', async () => {
    const publish = (name: string, kind: string) =>
      ask(
        `mutation { publishSensor(id: "a", name: "${name}", kind: ${kind}, longitude: 7.9, latitude: 51.7) { id name kind } }`,
      );
    expect(await publish('Roof', 'OTHER')).toEqual({ publishSensor: { id: 'a', name: 'Roof', kind: 'OTHER' } });
    await publish('School roof', 'WEATHER');
    expect(await graph.ask('{ sensors { nodes { id name kind position { longitude latitude } } } }')).toEqual({
      sensors: {
        nodes: [{ id: 'a', name: 'School roof', kind: 'WEATHER', position: { longitude: 7.9, latitude: 51.7 } }],
      },
    });
    expect(await ask('{ newSensors { nodes { id } } }')).toEqual({ newSensors: { nodes: [{ id: 'b' }] } });
  });
});
