import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTo, type IClientOptions, type MqttClient } from 'mqtt';
import { hashSecret, newSecret } from '../registry/secret.js';
import { mosquittoFiles, type MosquittoFiles } from './mosquitto-files.js';
import { mosquitto, openssl, startShippedMosquitto } from './testing.js';

const TTN = 'v3/city@ttn/devices/lamp/up';
const NAMES = ['Förderturm 2', 'gw%u', 'a "quoted" name', "it's@home"];
const NOT_AUTHORIZED = 5;

const service = { user: 'stadtlage', password: 'the password in MQTT_URL' };
const secrets = new Map(['roof', 'tower', 'node', ...NAMES].map((id) => [id, newSecret()]));
const topics: Record<string, string[]> = {
  roof: ['v3/city@ttn/devices/+/up'],
  node: ['spBv1.0/plant/+/node7/#'],
};

/** The files for these gateways with these secrets. */
async function filesFor(known: Map<string, string>): Promise<MosquittoFiles> {
  const gateways = [...known].map(async ([id, secret]) => ({
    id,
    topics: topics[id] ?? [],
    secretHash: await hashSecret(secret),
  }));
  return mosquittoFiles(await Promise.all(gateways), {
    user: service.user,
    passwordHash: await hashSecret(service.password),
    clientId: 'ingest',
  });
}

test('Mosquitto is told each gateway and what it may publish on, and no secret', async () => {
  const { passwords, acl } = await filesFor(secrets);
  expect(acl).toContain(
    [
      'user roof',
      'topic write gateways/roof/#',
      'topic write v3/city@ttn/devices/+/up',
      'topic read gateways/roof/spBv1.0/+/NCMD/#',
      'topic read gateways/roof/spBv1.0/+/DCMD/#\n',
    ].join('\n'),
  );
  expect(passwords.match(/^roof:\$7\$101\$/gm)).toHaveLength(1);
  for (const secret of [...secrets.values(), service.password]) expect(passwords + acl).not.toContain(secret);
});

test.each([
  ['MQTT_URL', { user: 'hall', clientId: 'ingest' }],
  ['MQTT_CLIENT_ID', { user: 'stadtlage', clientId: 'hall' }],
])('no gateway can have the name that %s gives Stadtlage', (setting, names) => {
  const gateway = { id: 'hall', topics: [], secretHash: '' };
  expect(() => mosquittoFiles([gateway], { ...names, passwordHash: '' })).toThrow(
    `${setting}: "hall" is a registered gateway.`,
  );
});

const installed = mosquitto && openssl;
const title = installed
  ? 'Mosquitto as shipped'
  : 'Mosquitto as shipped (not installed: apt-get install mosquitto openssl)';

(installed ? describe : describe.skip)(title, () => {
  let broker: Awaited<ReturnType<typeof startShippedMosquitto>>;
  let stadtlage: MqttClient;
  const clients: MqttClient[] = [];
  const heardBy = new WeakMap<MqttClient, [topic: string, payload: string][]>();

  beforeAll(async () => {
    broker = await startShippedMosquitto(await filesFor(secrets));
    stadtlage = await connect(broker.url, { username: service.user, password: service.password });
    await stadtlage.subscribeAsync(['gateways/#', 'v3/#'], { qos: 1 });
  });
  afterAll(async () => {
    for (const client of clients) await client.endAsync(true);
    await broker?.stop();
  });

  async function connect(url: string, options: IClientOptions): Promise<MqttClient> {
    const client = connectTo(url, { ca: broker.ca, reconnectPeriod: 0, protocolVersion: 5, ...options });
    clients.push(client);
    heardBy.set(client, []);
    client.on('message', (topic, payload) => void heardBy.get(client)!.push([topic, String(payload)]));
    await new Promise<unknown>((connected, refused) => client.once('connect', connected).once('error', refused));
    return client;
  }

  const asGateway = (username: string, password = secrets.get(username), options: IClientOptions = {}) =>
    connect(broker.tlsUrl, { username, password, ...options });

  let number = 0;

  /** Whether it reaches Stadtlage. */
  async function publish(client: MqttClient, topic: string): Promise<boolean> {
    const payload = String(number++);
    const sent = client.publishAsync(topic, payload, { qos: 1 });
    if (
      await sent.then(
        () => false,
        () => true,
      )
    )
      return false;
    for (let tries = 0; tries < 40; tries++) {
      if (heardBy.get(stadtlage)!.some(([t, p]) => t === topic && p === payload)) return true;
      await sleep(5);
    }
    return false;
  }

  test.each(['roof', ...NAMES])('lets %s publish over TLS as itself, and as nobody else', async (id) => {
    const gateway = await asGateway(id);
    expect(await publish(gateway, `gateways/${id}/sensors/a/observations`)).toBe(true);
    expect(await publish(gateway, 'gateways/tower/sensors/a/observations')).toBe(false);
    expect(await publish(gateway, TTN)).toBe(id === 'roof');
    // What is refused once does not cost the connection.
    expect(await publish(gateway, `gateways/${id}/sensors/a/observations`)).toBe(true);
    await gateway.endAsync();
  });

  test('delivers nothing to a gateway, whatever it has subscribed to', async () => {
    const gateway = await asGateway('roof');
    await gateway.subscribeAsync(['#', 'gateways/roof/#', TTN, '$SYS/#', '$share/stadtlage/gateways/#'], { qos: 1 });
    expect(await publish(gateway, 'gateways/roof/sensors/a/observations')).toBe(true);
    await sleep(100);
    expect(heardBy.get(gateway)).toEqual([]);
    await gateway.endAsync();
  });

  test('delivers the commands to a Sparkplug node to that one only', async () => {
    const [node, roof] = [await asGateway('node'), await asGateway('roof')];
    for (const gateway of [node, roof]) await gateway.subscribeAsync(['spBv1.0/#', 'gateways/#'], { qos: 1 });
    const topics = ['spBv1.0/plant/NCMD/node7', 'spBv1.0/plant/NCMD/node8', 'gateways/roof/spBv1.0/hall/NCMD/node9'];
    topics.push('gateways/tower/spBv1.0/hall/NCMD/node9', 'gateways/roof/spBv1.0/hall/NDATA/node9');
    for (const topic of topics) await stadtlage.publishAsync(topic, 'rebirth', { qos: 1 });
    await sleep(100);
    expect(heardBy.get(node)).toEqual([['spBv1.0/plant/NCMD/node7', 'rebirth']]);
    expect(heardBy.get(roof)).toEqual([['gateways/roof/spBv1.0/hall/NCMD/node9', 'rebirth']]);
    for (const gateway of [node, roof]) await gateway.endAsync();
  });

  test('refuses a wrong secret, an unknown name and nobody at all, on both its ports', async () => {
    const refused = { code: 0x87 };
    await expect(asGateway('roof', 'guess')).rejects.toMatchObject(refused);
    await expect(asGateway('unknown', 'guess')).rejects.toMatchObject(refused);
    await expect(connect(broker.tlsUrl, {})).rejects.toMatchObject(refused);
    await expect(connect(broker.url, {})).rejects.toMatchObject(refused);
    await expect(connect(broker.url, { protocolVersion: 4 })).rejects.toMatchObject({ code: NOT_AUTHORIZED });
  });

  test('keeps the session of Stadtlage from a gateway that connects with its client id', async () => {
    const asService = () =>
      connect(broker.url, {
        username: service.user,
        password: service.password,
        clientId: 'ingest',
        clean: false,
        properties: { sessionExpiryInterval: 60 },
      });
    const session = await asService();
    await session.subscribeAsync('gateways/#', { qos: 1 });
    await session.endAsync();
    const thief = await asGateway('roof', undefined, { clientId: 'ingest', clean: false });
    expect(await publish(thief, 'gateways/roof/sensors/a/observations')).toBe(true);
    await thief.endAsync();
    const back = await asService();
    for (let tries = 0; !heardBy.get(back)!.length && tries < 100; tries++) await sleep(10);
    expect(heardBy.get(back)).toHaveLength(1);
    await back.endAsync();
  });

  test('cuts off a gateway that was revoked, or has a new secret, as soon as it is reloaded; the others stay', async () => {
    const [roof, tower, node] = [await asGateway('roof'), await asGateway('tower'), await asGateway('node')];
    const left = [roof, tower].map((client) => new Promise<void>((closed) => client.once('close', () => closed())));
    const fresh = newSecret();
    await broker.write(
      await filesFor(new Map([...secrets, ['tower', fresh]].filter(([id]) => id !== 'roof') as never)),
    );
    broker.reload();
    await Promise.all(left);
    expect([node.connected, stadtlage.connected]).toEqual([true, true]);
    await expect(asGateway('roof')).rejects.toThrow();
    await expect(asGateway('tower')).rejects.toThrow();
    expect(await publish(await asGateway('tower', fresh), 'gateways/tower/sensors/a/observations')).toBe(true);
    expect(await publish(node, 'gateways/node/sensors/a/observations')).toBe(true);
  });
});
