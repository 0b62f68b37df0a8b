import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS, startShippedQueues } from './scene.js';

// infra/mosquitto saves every 5 s, at the next full second.
const LONGEST_UNSAVED_MS = 7_000;

describeFaults('Mosquitto with the shipped settings', { mosquitto }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues, SLOW_COMMITS);
  });
  afterAll(() => scene?.stop());

  test.each([
    ['restarted', 'SIGTERM'],
    ['killed (SIGKILL)', 'SIGKILL'],
  ] as const)('loses nothing while Stadtlage is connected: %s', async (title, signal) => {
    const load = await scene.startLoad();
    let recovered = 0;
    for (let times = 0; times < 3; times++) {
      await sleep(2_000);
      await scene.broker.down(signal);
      await sleep(500);
      await scene.broker.up();
      recovered = Math.max(recovered, await scene.recovery(load));
    }
    const account = await scene.account(load);
    record(`Mosquitto ${title} three times`, account, recovered);
    expect(account).toMatchObject(NOTHING_WRONG);
    expect(scene.services[0]!.runs).toBe(true);
  });

  test('loses at most what came since it last saved, if it is killed while Stadtlage is away', async () => {
    const load = await scene.startLoad({ rate: 500 });
    await sleep(1_000);
    await scene.services[0]!.kill();
    await sleep(1_000);
    const saved = load.sent();
    await sleep(LONGEST_UNSAVED_MS);
    await scene.broker.down('SIGKILL');
    await scene.broker.up();
    await scene.services[0]!.start();
    const recovered = await scene.recovery(load);
    const account = await scene.account(load, 5);
    record('Mosquitto killed (SIGKILL) while Stadtlage is away', account, recovered);
    expect(account).toMatchObject({ ...NOTHING_WRONG, lost: expect.any(Array) });
    expect(account.lost.filter((id) => id < saved)).toEqual([]);
  });
});

describeFaults('Mosquitto that keeps nothing', { mosquitto }, () => {
  test('is subscribed to again by itself after a restart', async () => {
    const scene = await Scene.start(startMosquitto);
    try {
      const service = scene.services[0]!;
      const before = await scene.startLoad({ most: 2_000 });
      await sleep(2_000);
      const accounts = [await scene.account(before)];
      await scene.broker.restart();
      const began = performance.now();
      while (service.timesSubscribed < 2) await sleep(50);
      const recovered = (performance.now() - began) / 1_000;
      const after = await scene.startLoad({ most: 2_000 });
      await sleep(2_000);
      accounts.push(await scene.account(after));
      record('Mosquitto restarted without persistence, load before and after', accounts, recovered);
      for (const account of accounts) expect(account).toMatchObject(NOTHING_WRONG);
      expect(service.runs).toBe(true);
    } finally {
      await scene.stop();
    }
  });
});
