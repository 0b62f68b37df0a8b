import { jest } from '@jest/globals';
import { UserError, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addGateway, revokeGateway } from '@stadtlage/sensors';
import { readSettings } from '@stadtlage/server';
import { Command } from 'commander';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { registerGatewayCommand } from './index.js';
import { tellMosquitto } from './mosquitto.js';

const PASSWORD = 'p@ss word';
const MQTT_URL = `mqtt://stadtlage:${encodeURIComponent(PASSWORD)}@localhost`;

let database: Database;
let folder: string;
let output: string;
beforeEach(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'stadtlage-gateway-'));
  output = '';
  for (const stream of ['log', 'error'] as const) {
    jest.spyOn(console, stream).mockImplementation((text) => void (output += `${text}\n`));
  }
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.close();
  await rm(folder, { recursive: true });
});

/** What it prints. */
async function run(args: string[], env: Record<string, string> = { MQTT_URL }): Promise<string> {
  output = '';
  const program = new Command().exitOverride();
  registerGatewayCommand(
    program,
    async () => ({ database, close: async () => {} }),
    () => readSettings(env),
  );
  await program.parseAsync(['gateway', ...args], { from: 'user' });
  return output;
}

async function until(condition: () => unknown): Promise<void> {
  while (!(await condition())) await sleep(10);
}

describe('stadtlage gateway', () => {
  test('registers, lists, rotates and revokes, and shows each secret once', async () => {
    await database.query(`INSERT INTO sensors.gateway (id, last_seen_at) VALUES ('visitor', '2026-03-01Z')`);
    expect(await run(['list'])).toBe('not registered  visitor: last seen 2026-03-01T00:00:00.000Z\n');

    const added = await run([
      'add',
      'roof',
      '--name',
      'School roof',
      '--topic',
      'v3/a@ttn/#',
      '--topic',
      'tele/roof/+',
    ]);
    expect(added).toMatch(/^Gateway "roof" may publish now, on gateways\/roof\/#, v3\/a@ttn\/#, tele\/roof\/\+\.\n/);
    const secret = /^ {2}roof\n {2}([\w-]{43})$/m.exec(added)![1]!;

    const rotated = await run(['rotate', 'roof']);
    expect(rotated).toMatch(/new secret; the old one is void/);
    expect(rotated).not.toContain(secret);

    const listed = await run(['list']);
    expect(listed).toContain('registered      roof: "School roof", v3/a@ttn/#, tele/roof/+, last seen never\n');
    expect(await run(['revoke', 'roof'])).toBe('Gateway "roof" may not publish any more.\n');
    expect(await run(['list'])).toContain('revoked         roof: ');
  });
});

describe('stadtlage gateway mosquitto', () => {
  const files = () => ({ passwords: join(folder, 'passwords'), acl: join(folder, 'acl') });
  const args = () => ['mosquitto', '--passwords', files().passwords, '--acl', files().acl];
  const contents = () => Promise.all(Object.values(files()).map((path) => readFile(path, 'utf8')));

  test('writes files that only their owner and group can read, with the user of MQTT_URL and no secret', async () => {
    const secret = await addGateway(database, { id: 'roof' });
    expect(await run(args())).toMatch(/^Written: .* \(gateways: 1\)$/m);
    const [passwords, acl] = await contents();
    expect(passwords).toMatch(/^stadtlage:\$7\$.*\nroof:\$7\$/m);
    expect(acl).toContain('user roof\ntopic write gateways/roof/#\n');
    for (const text of [secret, PASSWORD]) expect(`${passwords}${acl}${output}`).not.toContain(text);
    for (const path of Object.values(files())) expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test('changes nothing and reloads nothing when it is run again without a change', async () => {
    const reload = ['--reload', `echo reloaded >> ${join(folder, 'reloads')}`];
    const reloads = async () => (await readFile(join(folder, 'reloads'), 'utf8')).split('\n').length - 1;
    await run([...args(), ...reload]);
    const before = await contents();
    expect(await run([...args(), ...reload])).toBe('');
    expect(await contents()).toEqual(before);
    expect(await reloads()).toBe(1);
    await addGateway(database, { id: 'roof' });
    await run([...args(), ...reload]);
    expect(await reloads()).toBe(2);
  });

  test('keeps the files current while it watches, also while Mosquitto cannot be reloaded', async () => {
    let end!: () => void;
    const ended = new Promise<void>((done) => (end = done));
    const options = { ...files(), watch: true, reload: 'exit 3' };
    const watching = tellMosquitto(database, readSettings({ MQTT_URL }), options, () => ended);
    await until(() => output.includes('Mosquitto does not know it: "exit 3" ended with status 3.'));
    expect((await contents())[1]).not.toContain('roof');

    await addGateway(database, { id: 'roof' });
    await until(async () => (await contents())[1]!.includes('user roof\n'));
    await revokeGateway(database, 'roof');
    await until(async () => !(await contents())[1]!.includes('user roof\n'));
    end();
    await watching;
  });

  test.each([
    ['without MQTT_URL', {}],
    ['with an MQTT_URL without user and password', { MQTT_URL: 'mqtt://localhost' }],
  ])('cannot know %s by which user Stadtlage connects', async (_, env) => {
    await expect(run(args(), env as Record<string, string>)).rejects.toThrow(
      'MQTT_URL: set it as for Stadtlage itself, with user and password: mqtt://stadtlage:PASSWORD@localhost.',
    );
  });

  test('says which folder is missing', async () => {
    const missing = ['mosquitto', '--passwords', join(folder, 'none/passwords'), '--acl', files().acl];
    await expect(run(missing)).rejects.toThrow(UserError);
    await expect(run(missing)).rejects.toThrow(/none\/passwords cannot be written \(ENOENT\)\. Make the folder .*none/);
  });
});
