import { connect as connectTo, type IClientOptions, type MqttClient } from 'mqtt';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addGateway, revokeGateway, rotateGateway } from '../registry/gateways.js';
import { RegisteredGateways } from '../registry/registered-gateways.js';
import { gatewayAccess } from './access.js';
import { startEmbeddedBroker, type EmbeddedBroker } from './embedded.js';

const TTN = 'v3/city@ttn/devices/lamp/up';
const BAD_LOGIN = 4;
const NOT_AUTHORIZED = 5;

let database: Database;
let gateways: RegisteredGateways;
let secret: string;
let broker: EmbeddedBroker;
let everything: MqttClient;
let warnings: string[];
const log = { warn: (text: string) => void warnings.push(text) };
/** What is delivered to a client, from its first moment on: topic and payload. */
const heardBy = new WeakMap<MqttClient, [topic: string, payload: string][]>();
let clients: MqttClient[];

beforeAll(async () => {
  database = await testDatabase();
  secret = await addGateway(database, { id: 'roof', topics: ['v3/city@ttn/devices/+/up', 'spBv1.0/plant/+/node7/#'] });
  gateways = await RegisteredGateways.open(database, log);
});
beforeEach(async () => {
  warnings = [];
  clients = [];
  broker = await start(true);
  everything = await connect(broker.url);
  await everything.subscribeAsync('#', { qos: 1 });
});
afterEach(async () => {
  for (const client of clients) await client.endAsync(true);
  await broker.stop();
});
afterAll(async () => {
  gateways.close();
  await database.close();
});

const start = (anonymous: boolean) =>
  startEmbeddedBroker({ port: 0, access: gatewayAccess(gateways, { anonymous }), log });

const later = () => new Promise((done) => setTimeout(done, 5));

async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await later();
}

async function connect(url: string, options: IClientOptions = {}): Promise<MqttClient> {
  const client = connectTo(url, { protocolVersion: 4, reconnectPeriod: 0, ...options });
  clients.push(client);
  heardBy.set(client, []);
  client.on('message', (topic, payload) => void heardBy.get(client)!.push([topic, String(payload)]));
  await new Promise<unknown>((connected, refused) => client.once('connect', connected).once('error', refused));
  return client;
}

const address = (of = broker) => `mqtt://127.0.0.1:${new URL(of.url).port}`;
const asGateway = (username: string, password: string, options: IClientOptions = {}) =>
  connect(address(), { username, password, ...options });
const asAnybody = (options: IClientOptions = {}) => connect(address(), options);

let number = 0;

/** Where a message comes out; undefined when the broker closes the connection instead. */
async function publish(client: MqttClient, topic: string): Promise<string | undefined> {
  const payload = String(number++);
  client.publish(topic, payload, { qos: 1 }, () => {});
  const arrival = () => heardBy.get(everything)!.find(([, arrived]) => arrived === payload);
  await until(() => arrival() ?? !client.connected);
  return arrival()?.[0];
}

async function granted(client: MqttClient, filter: string): Promise<boolean> {
  const grants = await client.subscribeAsync(filter, { qos: 1 }).catch(() => []);
  return grants.length > 0 && grants.every(({ qos }) => (qos as number) < 128);
}

describe('a registered gateway on the embedded broker', () => {
  test.each([
    ['under its own name', 'gateways/roof/sensors/a/observations', 'gateways/roof/sensors/a/observations'],
    ['on topics registered for it', TTN, TTN],
    ['on other topics of a format, which become its own', 'tele/plug/SENSOR', 'gateways/roof/tele/plug/SENSOR'],
    [
      'on the topics that every device of ThingsBoard has',
      'v1/devices/me/telemetry',
      'gateways/roof/v1/devices/me/telemetry',
    ],
    ['on topics that others have registered, which become its own', 'v3/x/y', 'gateways/roof/v3/x/y'],
  ])('may publish %s', async (_, topic, expected) => {
    expect(await publish(await asGateway('roof', secret), topic)).toBe(expected);
    expect(warnings).toEqual([]);
  });

  test('may not publish as another one: the connection closes and the log says why', async () => {
    const gateway = await asGateway('roof', secret);
    expect(await publish(gateway, 'gateways/roof2/sensors/a/observations')).toBeUndefined();
    expect(broker.refused.messages).toBe(1);
    expect(warnings).toEqual([
      'MQTT: gateway "roof" from 127.0.0.1 may not publish on "gateways/roof2/sensors/a/observations": it may publish only under gateways/roof/',
    ]);
  });

  test('may not leave a last will as another one', async () => {
    const will = { topic: 'gateways/other/sensors/a/observations', payload: Buffer.from('{}'), qos: 1 as const };
    const gateway = await asGateway('roof', secret, { will });
    gateway.stream.destroy();
    await until(() => broker.refused.messages);
    await publish(await asGateway('roof', secret), TTN);
    expect(heardBy.get(everything)).toEqual([[TTN, expect.any(String)]]);
  });

  test.each(['#', 'gateways/roof/#', 'gateways/+/sensors/#', '$SYS/#', TTN, 'spBv1.0/plant/NDATA/node7'])(
    'may not read %s',
    async (filter) => {
      expect(await granted(await asGateway('roof', secret), filter)).toBe(false);
    },
  );

  test('may read the Sparkplug commands to its own nodes, and nothing along with them', async () => {
    const gateway = await asGateway('roof', secret, { clientId: 'node7', clean: false });
    const commands = ['spBv1.0/plant/NCMD/node7', 'spBv1.0/plant/NCMD/node7/#', 'spBv1.0/plant/DCMD/node7/#'];
    for (const filter of commands) expect(await granted(gateway, filter)).toBe(true);
    for (const filter of ['gateways/roof/spBv1.0/hall/NCMD/node9', 'gateways/roof/spBv1.0/+/DCMD/#'])
      expect(await granted(gateway, filter)).toBe(true);
    for (const filter of [
      'spBv1.0/plant/NCMD/node8',
      'gateways/other/spBv1.0/hall/NCMD/node9',
      'gateways/+/spBv1.0/+/NCMD/#',
      'gateways/roof/spBv1.0/hall/NDATA/node9',
    ])
      expect(await granted(gateway, filter)).toBe(false);
    await gateway.subscribeAsync(['#', commands[0]!], { qos: 1 }).catch(() => {});
    await gateway.endAsync();

    // A persistent session: what was refused must not wait in it either.
    await everything.publishAsync('gateways/other/sensors/a/observations', '{}', { qos: 1 });
    await everything.publishAsync(commands[0]!, 'rebirth', { qos: 1 });
    const back = await asGateway('roof', secret, { clientId: 'node7', clean: false });
    await everything.publishAsync(commands[0]!, 'rebirth again', { qos: 1 });
    await until(() => heardBy.get(back)!.some(([, payload]) => payload === 'rebirth again'));
    expect(new Set(heardBy.get(back)!.map(([topic]) => topic))).toEqual(new Set([commands[0]]));
  });

  test('is refused with a wrong secret, and with none', async () => {
    await expect(asGateway('roof', 'guess')).rejects.toMatchObject({ code: BAD_LOGIN });
    await expect(asGateway('roof', '')).rejects.toMatchObject({ code: BAD_LOGIN });
    await expect(asGateway('unknown', secret)).rejects.toMatchObject({ code: BAD_LOGIN });
    expect(broker.refused.connections).toBe(3);
    expect(warnings).toEqual([
      'MQTT: "roof" from 127.0.0.1 may not connect: its secret is wrong: stadtlage gateway rotate gives a new one',
      'MQTT: "unknown" from 127.0.0.1 may not connect: it is not registered: stadtlage gateway add',
    ]);
  });

  test('is cut off at its next message when its secret was rotated, and comes back with the new one', async () => {
    const old = await addGateway(database, { id: 'rotated' });
    await until(() => gateways.get('rotated'));
    const gateway = await asGateway('rotated', old);
    expect(await publish(gateway, 'gateways/rotated/x')).toBe('gateways/rotated/x');
    const { secretHash } = gateways.get('rotated')!;
    const fresh = await rotateGateway(database, 'rotated');
    await until(() => gateways.get('rotated')!.secretHash !== secretHash);
    expect(await publish(gateway, 'gateways/rotated/x')).toBeUndefined();
    await expect(asGateway('rotated', old)).rejects.toMatchObject({ code: BAD_LOGIN });
    expect(await publish(await asGateway('rotated', fresh), 'gateways/rotated/x')).toBe('gateways/rotated/x');
  });

  test('can do nothing any more once it is revoked, not even without a name', async () => {
    const old = await addGateway(database, { id: 'revoked', topics: ['stolen/#'] });
    await until(() => gateways.get('revoked'));
    const gateway = await asGateway('revoked', old);
    await revokeGateway(database, 'revoked');
    await until(() => gateways.get('revoked')!.secretHash === null);
    expect(await publish(gateway, 'gateways/revoked/x')).toBeUndefined();
    await expect(asGateway('revoked', old)).rejects.toMatchObject({ code: BAD_LOGIN });
    expect(await publish(await asAnybody(), 'gateways/revoked/x')).toBeUndefined();
  });

  test('leaves nothing behind for those who come later, neither with its messages nor with its will', async () => {
    const retained = { payload: Buffer.from('{}'), qos: 1 as const, retain: true };
    const gateway = await asGateway('roof', secret, { will: { topic: 'gateways/roof/will', ...retained } });
    await gateway.publishAsync(TTN, '{}', retained);
    gateway.stream.destroy();
    await until(() => heardBy.get(everything)!.length === 2);
    await everything.publishAsync('last', 'of Stadtlage itself', { retain: true, qos: 1 });
    const later = await connect(broker.url);
    await later.subscribeAsync('#', { qos: 1 });
    await until(() => heardBy.get(later)!.length);
    await everything.publishAsync('mark', '', { qos: 1 });
    await until(() => heardBy.get(later)!.some(([topic]) => topic === 'mark'));
    expect(heardBy.get(later)).toEqual([
      ['last', 'of Stadtlage itself'],
      ['mark', ''],
    ]);
  });

  test('connects quickly even when all the others do so too', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => asGateway('roof', secret)));
    expect(all.every(({ connected }) => connected)).toBe(true);
  });
});

describe('somebody without a user name on the embedded broker', () => {
  test('may publish as a gateway that nobody has registered, and on the topics of formats', async () => {
    const guest = await asAnybody();
    for (const topic of ['gateways/demo-guest/sensors/weather-try/observations', 'v3/other@ttn/devices/x/up']) {
      expect(await publish(guest, topic)).toBe(topic);
    }
  });

  test.each([
    ['as a registered gateway', 'gateways/roof/sensors/a/observations', /only the gateway "roof" may/],
    ['on the topics of a registered gateway', TTN, /only the gateway "roof" may/],
    ['on topics that nobody reads', 'attic/temperature', /no known format has this topic; put gateways/],
    ['on topics of the broker', '$SYS/broker', /no known format/],
  ])('may not publish %s', async (_, topic, why) => {
    expect(await publish(await asAnybody(), topic)).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(why)]);
  });

  test('may read nothing', async () => {
    const guest = await asAnybody();
    for (const filter of ['#', 'gateways/#', TTN, 'spBv1.0/+/NCMD/#', 'spBv1.0/plant/NCMD/node8'])
      expect(await granted(guest, filter)).toBe(false);
    expect(warnings).toContain(
      'MQTT: somebody without a user name from 127.0.0.1 may not read "#": gateways only publish',
    );
  });

  test('is refused where the broker asks everybody for a name', async () => {
    const strict = await start(false);
    try {
      await expect(connect(address(strict))).rejects.toMatchObject({ code: NOT_AUTHORIZED });
      const gateway = await connect(address(strict), { username: 'roof', password: secret });
      expect(gateway.connected).toBe(true);
      await gateway.endAsync();
    } finally {
      await strict.stop();
    }
  });
});

describe('Stadtlage itself on the embedded broker', () => {
  test('reads and publishes everything, by a password that is new with each start', async () => {
    expect(await publish(everything, 'gateways/roof/sensors/a/observations')).toBeDefined();
    const other = await start(false);
    expect(new URL(other.url).password).not.toBe(new URL(broker.url).password);
    await other.stop();
    await expect(asGateway('stadtlage', 'guess')).rejects.toMatchObject({ code: BAD_LOGIN });
  });

  test('keeps its session: nobody else may connect with the same client id', async () => {
    const session = await connect(broker.url, { clientId: 'ingest', clean: false });
    await session.subscribeAsync('gateways/#', { qos: 1 });
    await session.endAsync();
    await expect(asGateway('roof', secret, { clientId: 'ingest', clean: false })).rejects.toMatchObject({ code: 2 });
    await everything.publishAsync('gateways/a/x', '{}', { qos: 1 });
    const back = await connect(broker.url, { clientId: 'ingest', clean: false });
    await until(() => heardBy.get(back)!.length);
  });
});

describe('the log of the embedded broker', () => {
  test('repeats nothing within a minute, and holds no secret', async () => {
    for (let i = 0; i < 5; i++) await asGateway('roof', 'my-wrong-secret').catch(() => {});
    // Two, should a new minute have begun meanwhile.
    expect([1, 2]).toContain(warnings.length);
    expect(warnings.join()).not.toContain('my-wrong-secret');
  });
});
