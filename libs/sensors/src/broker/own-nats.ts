import { freePort } from '@stadtlage/database/testing';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand, runBroker } from './own-broker.js';

/** The command, or undefined where it is not installed. */
export const natsServer = findCommand('nats-server', '-v');

/** NATS with the settings of infra/nats, but on free ports and with its store in a folder of its own. */
export async function startNats() {
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-nats-'));
  const [port, mqttPort] = [await freePort(), await freePort()];
  const shipped = await readFile(new URL('../../../../infra/nats/stadtlage.conf', import.meta.url), 'utf8');
  const settings = shipped
    .replace('127.0.0.1:4222', `127.0.0.1:${port}`)
    .replace('127.0.0.1:1883', `127.0.0.1:${mqttPort}`)
    .replace('store_dir: /var/lib/nats', `store_dir: ${join(folder, 'store')}`);
  await writeFile(join(folder, 'nats.conf'), settings);
  const broker = await runBroker(natsServer!, ['-c', join(folder, 'nats.conf')], folder, mqttPort);
  return { url: `mqtt://127.0.0.1:${mqttPort}`, ...broker };
}
