import { createLog, readSettings, startServer } from '@stadtlage/server';
import { startDemoGateways, startPlatform } from './platform.js';
import { Steps } from './steps.js';
import { stopOnSignal } from './stop-on-signal.js';

/** `stadtlage start`: the whole platform in the foreground until Ctrl-C. */
export async function start(): Promise<void> {
  // The last line people see is "ready"; what happens after it is only logged if it needs attention.
  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env });
  const stops: (() => Promise<unknown>)[] = [];
  const whileRunning = stopOnSignal(stops);
  await whileRunning(async () => {
    const steps = new Steps();
    const connected = await startPlatform(settings, steps, stops, { sameProcess: true });
    const server = await steps.run('API, tiles and web app', () =>
      startServer(connected, createLog(settings.logLevel), connected.broker),
    );
    stops.push(() => server.close());
    await startDemoGateways(connected, steps, stops);
    console.log(`Stadtlage is ready: ${settings.publicUrl ?? server.url}`);
  });
}
