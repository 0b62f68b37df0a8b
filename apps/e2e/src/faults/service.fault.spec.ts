import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS, startShippedQueues } from './scene.js';

const LOADS = [
  ['readings with their own time', { rate: 2_000 }],
  ['readings without a time', { rate: 2_000, ownTime: false }],
  ['QoS 2', { rate: 1_000, qos: 2 }],
] as const;

describeFaults('a service that is killed in the middle of its work', { mosquitto }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues, SLOW_COMMITS);
  });
  afterAll(() => scene?.stop());

  test.each(LOADS)('loses nothing and stores nothing twice: %s', async (title, options) => {
    const service = scene.services[0]!;
    const load = await scene.startLoad(options);
    let recovered = 0;
    let again = 0;
    for (let times = 0; times < 3; times++) {
      await sleep(1_500);
      await service.kill();
      await sleep(500);
      await service.start();
      recovered = Math.max(recovered, await scene.recovery(load));
      again += await service.metric('ingest_duplicates_total');
    }
    const account = await scene.account(load);
    record(`service killed three times (SIGKILL), ${title}`, account, recovered);
    expect(account).toMatchObject(NOTHING_WRONG);
    expect(again).toBeGreaterThan(0);
  });
});
