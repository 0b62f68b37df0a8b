import { setTimeout as sleep } from 'node:timers/promises';
import { natsServer, startNats } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS } from './scene.js';

// It sends again what was under way after ack_wait, in infra/nats.
const QUIET = 40;

describeFaults(
  'NATS JetStream with the shipped settings, killed (SIGKILL) again and again',
  { 'nats-server': natsServer },
  () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await Scene.start(startNats, SLOW_COMMITS);
    });
    afterAll(() => scene?.stop());

    test.each([
      ['while Stadtlage is connected', false],
      ['while Stadtlage is away', true],
    ])('loses nothing, and nothing is stored twice: %s', async (title, away) => {
      const service = scene.services[0]!;
      const load = await scene.startLoad();
      let recovered = 0;
      for (let times = 0; times < 3; times++) {
        await sleep(1_500);
        if (away) await service.kill();
        await sleep(1_500);
        await scene.broker.down('SIGKILL');
        await sleep(500);
        await scene.broker.up();
        if (away) await service.start();
        recovered = Math.max(recovered, await scene.recovery(load));
      }
      const account = await scene.account(load, QUIET);
      record(`NATS killed (SIGKILL) three times ${title}`, account, recovered);
      expect(account).toMatchObject(NOTHING_WRONG);
    });
  },
);
