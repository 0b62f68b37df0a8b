import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedAddress, openDatabase } from '@stadtlage/database';
import { freePort, startProgram, type Program } from '../program.js';
import { startLoad, type Load } from './load.js';
import { NOTHING_WRONG } from './reconcile.js';
import { record } from './scene.js';
import { account, recovery } from './settle.js';

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

/** The program and its database at one stroke. */
async function killAll({ child }: Program): Promise<void> {
  for (const pid of [child.pid!, ...childrenOf(child.pid!)]) process.kill(pid, 'SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('npm start with its embedded database and broker', () => {
  test('has stored what it acknowledged, once, when all of it is killed and started again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stadtlage-faults-'));
    const [port, mqttPort] = [String(await freePort()), String(await freePort())];
    const mqttUrl = `mqtt://127.0.0.1:${mqttPort}`;
    const env = { PORT: port, MQTT_PORT: mqttPort, DATA_DIR: folder, DEMO: 'false' };
    const home = { env, mqttUrl, remove: () => rm(folder, { recursive: true, force: true }) };
    let program = await startProgram(home);
    let load: Load | undefined;
    const database = await openDatabase(embeddedAddress(folder).url, { maxConnections: 1 });
    try {
      load = await startLoad(mqttUrl, { rate: 300 });
      let recovered = 0;
      for (let times = 0; times < 2; times++) {
        await sleep(3_000);
        await killAll(program);
        program = await startProgram(home);
        recovered = Math.max(recovered, await recovery(database, load));
      }
      const result = await account(database, load);
      record('npm start with embedded parts killed (SIGKILL) twice', result, recovered);
      expect(result).toMatchObject(NOTHING_WRONG);
    } finally {
      load?.stop();
      await killAll(program);
      await database.close();
      await home.remove();
    }
  });
});
