import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto } from '@stadtlage/sensors/testing';
import { countStored, NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, startShippedQueues } from './scene.js';

describeFaults('more and worse than it can store', { mosquitto }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues);
  });
  afterAll(() => scene?.stop());

  test('a poison message every 100: each is a row that says why, and all others are stored', async () => {
    const load = await scene.startLoad({ rate: 2_000, poisonEvery: 100, most: 20_000 });
    while (load.sent() < 20_000) await sleep(100);
    const account = await scene.account(load);
    record('a poison message every 100', account);
    expect(account).toMatchObject({ ...NOTHING_WRONG, rows: 19_800 });
  });

  test('publishers ten times too fast fill the broker, not the service', async () => {
    const most = 50_000;
    const service = scene.services[0]!;
    // Long enough that a tenth cannot be stored while machines of any speed publish all.
    await scene.slowDown(4);
    const loads = await Promise.all([1, 2, 3].map(() => scene.startLoad({ rate: 0, most })));
    while (loads.some(({ sent }) => sent() < most)) await sleep(100);
    const stored = await Promise.all(loads.map(({ options }) => countStored(scene.database, options.gateway)));
    expect(stored.reduce((sum, count) => sum + count)).toBeLessThan((loads.length * most) / 10);

    await scene.slowDown(0);
    const recovered = Math.max(...(await Promise.all(loads.map((load) => scene.recovery(load)))));
    const accounts = await Promise.all(loads.map((load) => scene.account(load)));
    record('three publishers ten times too fast', accounts, recovered);
    for (const account of accounts) expect(account).toMatchObject(NOTHING_WRONG);
    expect(service.peakMemory).toBeLessThan(400);
  });
});
