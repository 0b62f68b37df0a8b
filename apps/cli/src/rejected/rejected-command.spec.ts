import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addGateway } from '@stadtlage/sensors';
import { readSettings } from '@stadtlage/server';
import { Command } from 'commander';
import { registerGatewayCommand } from '../gateway/index.js';
import { registerSensorCommand } from '../sensor/index.js';
import { registerRejectedCommands } from './index.js';

let database: Database;
let output: string;
beforeEach(async () => {
  database = await testDatabase();
  jest.spyOn(console, 'log').mockImplementation((text) => void (output += `${text}\n`));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.close();
});

/** What it prints. */
async function run(...args: string[]): Promise<string> {
  output = '';
  const program = new Command().exitOverride();
  const open = async () => ({ database, close: async () => {} });
  const settings = () => readSettings({ OBSERVATION_RETENTION_MONTHS: '24' });
  registerRejectedCommands(program, open, settings);
  registerSensorCommand(program, open);
  registerGatewayCommand(program, open, settings);
  await program.parseAsync(args, { from: 'user' });
  return output;
}

async function reject(topic: string, content: object, gateway: string, detail = '') {
  const payload = Buffer.from(JSON.stringify(content));
  await database.query(
    `INSERT INTO sensors.rejected_message (topic, payload, payload_bytes, reason, detail, gateway_id)
     VALUES ($1, $2, $3, 'not_decoded', $4, $5)`,
    [topic, payload, payload.length, detail, gateway],
  );
}

const native = (ts: string) => ({ ts, values: { level: 1 } });

describe('stadtlage replay', () => {
  test('gives a sensor to the gateway that has registered its topic, which is whose messages will come', async () => {
    await addGateway(database, { id: 'lorawan', topics: ['v3/city@ttn/#'] });
    const uplink = {
      end_device_ids: { device_id: 'lora-1' },
      uplink_message: { f_cnt: 7, decoded_payload: { level: 1 }, received_at: new Date().toISOString() },
    };
    await reject('v3/city@ttn/devices/lora-1/up', uplink, 'tts-city@ttn');
    expect(await run('replay')).toContain('1 messages replayed, 1 new readings stored.');
    expect(await database.query('SELECT id, gateway_id AS gateway FROM sensors.thing')).toEqual([
      { id: 'lora-1', gateway: 'lorawan' },
    ]);
  });

  test('stores nothing from before OBSERVATION_RETENTION_MONTHS', async () => {
    await reject('gateways/g/sensors/s/observations', native('2020-03-01T00:00:00Z'), 'g');
    expect(await run('replay', '--dry-run')).toContain('1 cannot be stored still: time_too_old');
    expect(await run('replay')).toContain('1 cannot be stored still: time_too_old');
    expect(await database.query('SELECT FROM sensors.observation_hour')).toEqual([]);
  });
});

test('what devices call themselves cannot command the terminal of who lists it', async () => {
  const name = 'a\u001b]0;owned\u0007\nb\u202e';
  await reject(`gateways/${name}`, {}, 'g', `found "${name}"`);
  await database.query(`INSERT INTO sensors.gateway (id) VALUES ($1)`, [name]);
  await database.query(`INSERT INTO sensors.thing (id, gateway_id, name) VALUES ($1, $1, $1)`, [name]);
  const shown = 'a\\u{1b}]0;owned\\u{7}\\u{a}b\\u{202e}';
  const listed = await run('rejected');
  expect(listed).toContain(`gateways/${shown}\n  found "${shown}"\n`);
  expect(await run('sensor', 'list')).toBe(`new     ${shown} (gateway ${shown}): ; latest never\n`);
  expect(await run('gateway', 'list')).toBe(`not registered  ${shown}: last seen never\n`);
});
