import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS, startShippedQueues } from './scene.js';

const member = (name: string) => ({ MQTT_SHARED_GROUP: 'city', MQTT_CLIENT_ID: name });

describeFaults('two services that share a subscription', { mosquitto }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues, { ...SLOW_COMMITS, service: member('one') });
    await scene.startService(member('two'));
  });
  afterAll(() => scene?.stop());

  test('lose nothing and store nothing twice when one is killed and comes back', async () => {
    const [one, two] = scene.services;
    const load = await scene.startLoad({ rate: 2_000 });
    await sleep(2_000);
    await one!.kill();
    const alone = await two!.metric('ingest_stored_total');
    await sleep(3_000);
    expect(await two!.metric('ingest_stored_total')).toBeGreaterThan(alone);
    await one!.start();
    const recovered = await scene.recovery(load);
    const account = await scene.account(load);
    record('one of two services on a shared subscription killed (SIGKILL), back after 3 s', account, recovered);
    expect(account).toMatchObject(NOTHING_WRONG);
    expect(await one!.metric('ingest_stored_total')).toBeGreaterThan(0);
  });
});
