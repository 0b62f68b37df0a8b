// The way of docs/access.md: a registered gateway, Mosquitto with the files written from the registry, TLS on both sides.
import { connectAsync } from 'mqtt';
import { mosquitto, openssl, startShippedMosquitto } from '@stadtlage/sensors/testing';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHome, eventually, runCli, startProgram, type Home, type Program } from './program.js';

const runs = mosquitto && openssl ? describe : describe.skip;
const missing = mosquitto && openssl ? '' : ' (not run: Debian: apt install mosquitto openssl)';

runs(`a registered gateway, over TLS and the shipped Mosquitto${missing}`, () => {
  let folder: string;
  let home: Home;
  let broker: Awaited<ReturnType<typeof startShippedMosquitto>>;
  let program: Program;
  let secret: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-tls-'));
    home = await createHome({ MQTT_CLIENT_ID: 'stadtlage' });
    const [passwords, acl] = ['passwords', 'acl'].map((name) => join(folder, name)) as [string, string];
    const env = { ...home.env, MQTT_URL: 'mqtt://stadtlage:password-of-the-service@localhost' };
    const added = await runCli(['gateway', 'add', 'school-roof'], env);
    secret = /^\s*([\w-]{40,})$/m.exec(added.output)![1]!;
    const written = await runCli(['gateway', 'mosquitto', '--passwords', passwords, '--acl', acl], env);
    expect(written).toMatchObject({ status: 0, complaints: '' });
    const [passwordFile, aclFile] = await Promise.all([passwords, acl].map((path) => readFile(path, 'utf8')));
    broker = await startShippedMosquitto({ passwords: passwordFile!, acl: aclFile! });
    await writeFile(join(folder, 'ca.crt'), broker.ca);
    home.env['MQTT_URL'] = broker.tlsUrl.replace('://', '://stadtlage:password-of-the-service@');
    home.env['NODE_EXTRA_CA_CERTS'] = join(folder, 'ca.crt');
    home.env['DEMO'] = 'false';
    program = await startProgram(home);
  }, 90_000);
  afterAll(async () => {
    await program?.interrupt();
    await broker?.stop();
    await home?.remove();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  it('stores what it publishes as itself, and nothing that it publishes as another', async () => {
    const gateway = await connectAsync(broker.tlsUrl, { username: 'school-roof', password: secret, ca: broker.ca });
    await gateway
      .publishAsync('gateways/other/sensors/roof-1/observations', '{"values":{"temperature":1}}', { qos: 1 })
      .catch(() => {});
    await gateway.publishAsync('gateways/school-roof/sensors/roof-1/observations', '{"values":{"temperature":21.5}}', {
      qos: 1,
    });
    await gateway.endAsync();
    const listed = await eventually(async () => {
      const { output } = await runCli(['sensor', 'list'], home.env);
      return output.includes('roof-1') && output;
    });
    expect(listed).toContain('roof-1 (gateway school-roof): temperature');
    expect(listed).not.toContain('gateway other');
    expect(program.complaints()).toBe('');
  }, 60_000);
});
