import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto, startLine } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS, startShippedQueues } from './scene.js';

describeFaults('a database that fails', { mosquitto }, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues, SLOW_COMMITS);
  });
  afterAll(() => scene?.stop());

  const FAULTS: [title: string, strike: () => Promise<void>, end: () => Promise<void> | void][] = [
    [
      'PostgreSQL stopped at once (pg_ctl -m immediate), down for 3 s',
      () => scene.postgres.stop('immediate'),
      () => scene.postgres.start(),
    ],
    ['PostgreSQL killed (SIGKILL), down for 3 s', () => scene.postgres.kill(), () => scene.postgres.start()],
    [
      'PostgreSQL and the service killed at once (SIGKILL)',
      async () => void (await Promise.all([scene.postgres.kill(), scene.services[0]!.kill()])),
      async () => {
        await scene.postgres.start();
        await scene.services[0]!.start();
      },
    ],
  ];

  test.each(FAULTS)(
    'loses nothing, stores nothing twice, and the service goes on by itself: %s',
    async (title, strike, end) => {
      const load = await scene.startLoad({ rate: 2_000 });
      await sleep(2_000);
      await strike();
      await sleep(3_000);
      await end();
      const recovered = await scene.recovery(load);
      await sleep(1_000);
      const account = await scene.account(load);
      record(title, account, recovered);
      expect(account).toMatchObject(NOTHING_WRONG);
      expect(scene.services[0]!.runs).toBe(true);
    },
  );

  test('a database that stands still for a minute costs neither the connection to the broker nor memory', async () => {
    const service = scene.services[0]!;
    const before = service.timesSubscribed;
    const load = await scene.startLoad({ rate: 500 });
    await sleep(2_000);
    scene.postgres.pause();
    await sleep(60_000);
    scene.postgres.resume();
    const recovered = await scene.recovery(load);
    const account = await scene.account(load);
    record('PostgreSQL paused for a minute (SIGSTOP)', account, recovered);
    expect(account).toMatchObject(NOTHING_WRONG);
    expect(service.timesSubscribed).toBe(before);
    expect(service.peakMemory).toBeLessThan(400);
  });

  test('a line to the database that died without a word is given up, and made anew', async () => {
    const line = await startLine(scene.postgres.url);
    try {
      await scene.services[0]!.stop();
      const service = await scene.startService({ DATABASE_URL: line.url });
      // Readings without a time are written in transactions of several statements: one is under way when the line dies.
      await scene.slowDown(0.5);
      const load = await scene.startLoad({ rate: 500, ownTime: false });
      await sleep(2_000);
      line.freeze('there', 'back');
      await sleep(3_000);
      line.mend();
      const recovered = await scene.recovery(load);
      const account = await scene.account(load);
      record('half-open line to PostgreSQL', account, recovered);
      expect(account).toMatchObject(NOTHING_WRONG);
      expect(service.runs).toBe(true);
    } finally {
      line.stop();
    }
  });
});
