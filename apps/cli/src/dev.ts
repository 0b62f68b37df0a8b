import { createLog, readSettings } from '@stadtlage/server';
import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemoGateways, startPlatform, type ConnectedSettings } from './platform.js';
import { Steps } from './steps.js';
import { stopOnSignal } from './stop-on-signal.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SERVER = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const QUIET_MS = 150;

/** `stadtlage dev`: database, broker and demo gateways stay; the service restarts and the web app reloads on change. */
export async function dev(): Promise<void> {
  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env });
  const stops: (() => Promise<unknown>)[] = [];
  await stopOnSignal(stops)(async () => {
    const steps = new Steps();
    const connected = await startPlatform(settings, steps, stops, { sameProcess: false });
    const service = new Service(connected);
    stops.push(() => service.stop());
    await steps.run('API and tiles', () => service.start());
    const web = await steps.run('Web app', () => startVite(connected));
    stops.push(() => ended(web, () => web.kill()));
    await startDemoGateways(connected, steps, stops);
    stops.push(watchSources(() => service.rebuild(), createLog('info')));
    console.log('Stadtlage is ready: http://localhost:5173');
  });
}

class Service {
  private child: ChildProcess | undefined;

  constructor(private readonly settings: ConnectedSettings) {}

  start(): Promise<void> {
    const { databaseUrl, mqttUrl } = this.settings;
    const child = fork(SERVER, [], {
      env: { ...process.env, DATABASE_URL: databaseUrl, MQTT_URL: mqttUrl, LOG_LEVEL: this.settings.logLevel },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      detached: true,
    });
    this.child = child;
    return new Promise((ready, reject) => {
      child.stdout!.on('data', (text: Buffer) => text.includes('Stadtlage is ready') && ready());
      child.once('exit', (code) =>
        reject(new Error(`The service ended with status ${code}; it starts again with the next change.`)),
      );
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child) await ended(child, () => child.disconnect());
  }

  async rebuild(): Promise<string> {
    const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
    const built = spawnSync(
      process.execPath,
      [nx, 'run-many', '-t', 'build', '--exclude', '@stadtlage/web', '--output-style=static'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    if (built.status !== 0) return `The build failed:\n${built.stdout}${built.stderr}`;
    await this.stop();
    return this.start().then(
      () => 'Reloaded.',
      (error: Error) => error.message,
    );
  }
}

function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    end();
  });
}

function startVite(settings: ConnectedSettings): Promise<ChildProcess> {
  const vite = spawn(
    process.execPath,
    [join(dirname(createRequire(`${ROOT}apps/web/`).resolve('vite/package.json')), 'bin/vite.js'), '--strictPort'],
    {
      cwd: `${ROOT}apps/web`,
      env: { ...process.env, STADTLAGE_URL: `http://localhost:${settings.port}` },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    },
  );
  return new Promise((ready, reject) => {
    vite.stdout.on('data', (text: Buffer) => text.includes('5173') && ready(vite));
    vite.once('exit', (code) => reject(new Error(`Vite ended with status ${code}.`)));
  });
}

function watchSources(rebuild: () => Promise<string>, log: { info(text: string): void }): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watchers = ['libs', 'apps/server'].map((folder) =>
    watch(`${ROOT}${folder}`, { recursive: true }, (_event, file) => {
      if (!file || !/(^|\/)(src|migrations)\//.test(file) || file.endsWith('.spec.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(async () => log.info(await rebuild()));
      }, QUIET_MS);
    }),
  );
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    await running;
  };
}
