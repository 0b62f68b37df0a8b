import { setTimeout as sleep } from 'node:timers/promises';
import { mosquitto, startLine, type Line } from '@stadtlage/sensors/testing';
import { NOTHING_WRONG } from './reconcile.js';
import { describeFaults, record, Scene, SLOW_COMMITS, startShippedQueues } from './scene.js';
import type { Service } from './service.js';

const KEEPALIVE = 4;

describeFaults('a line to the broker that fails', { mosquitto }, () => {
  let scene: Scene;
  let line: Line;
  let service: Service;
  beforeAll(async () => {
    scene = await Scene.start(startShippedQueues, SLOW_COMMITS);
    line = await startLine(scene.broker.url);
    await scene.services[0]!.stop();
    service = await scene.startService({ MQTT_URL: line.url, MQTT_KEEPALIVE: String(KEEPALIVE) });
  });
  afterAll(async () => {
    line?.stop();
    await scene?.stop();
  });

  const FAULTS: [title: string, seconds: number, strike: () => void, end: () => void][] = [
    ['line to the broker cut for 3 s', 3, () => line.break(), () => line.mend()],
    [
      'half-open line to the broker: nothing arrives either way',
      12,
      () => line.freeze('there', 'back'),
      () => line.mend(),
    ],
    ['half-open line to the broker: nothing comes back', 12, () => line.freeze('back'), () => line.mend()],
    ['half-open line to the broker: nothing gets there', 12, () => line.freeze('there'), () => line.mend()],
  ];

  test.each(FAULTS)(
    'loses nothing, stores nothing twice, and is made anew by itself: %s',
    async (title, seconds, strike, end) => {
      const before = service.timesSubscribed;
      const load = await scene.startLoad({ rate: 1_000 });
      await sleep(1_500);
      strike();
      await sleep(seconds * 1_000);
      end();
      const recovered = await scene.recovery(load);
      const account = await scene.account(load);
      record(title, account, recovered);
      expect(account).toMatchObject(NOTHING_WRONG);
      expect(service.timesSubscribed).toBeGreaterThan(before);
      expect(service.runs).toBe(true);
    },
  );
});
