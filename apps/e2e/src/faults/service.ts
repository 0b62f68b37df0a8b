import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ROOT } from '../program.js';

const MAIN = join(ROOT, 'apps/server/dist/main.js');
const SUBSCRIBED = 'MQTT: subscribed';

/** The ingest of Stadtlage as it runs in production, a process of its own that can be killed and started again. */
export class Service {
  private child!: ChildProcess;
  private output = '';

  private constructor(private readonly env: Record<string, string>) {}

  static async start(databaseUrl: string, mqttUrl: string, settings: Record<string, string> = {}): Promise<Service> {
    const service = new Service({
      PATH: process.env['PATH']!,
      ROLE: 'ingest',
      PORT: String(await freePort()),
      DATABASE_URL: databaseUrl,
      MQTT_URL: mqttUrl,
      ...settings,
    });
    await service.start();
    return service;
  }

  /** As systemd or Kubernetes would after {@link kill}. Resolves when it is subscribed. */
  async start(): Promise<void> {
    const before = this.timesSubscribed;
    const child = fork(MAIN, [], { env: this.env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.child = child;
    await new Promise<void>((started, failed) => {
      const onData = (text: Buffer) => {
        this.output += text;
        if (this.timesSubscribed > before) started();
      };
      child.stdout!.on('data', onData);
      child.stderr!.on('data', onData);
      child.once('exit', (code) => failed(new Error(`The service ended with status ${code}:\n${this.output}`)));
    });
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.runs) return;
    this.child.kill(signal);
    await once(this.child, 'exit');
  }

  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Once for each connection to the broker. */
  get timesSubscribed(): number {
    return this.output.split(SUBSCRIBED).length - 1;
  }

  /** One of its figures since its start, as Prometheus reads them. */
  async metric(name: string): Promise<number> {
    const metrics = await (await fetch(`http://127.0.0.1:${this.env['PORT']}/metrics`)).text();
    return Number(new RegExp(`^stadtlage_${name} (.+)$`, 'm').exec(metrics)?.[1]);
  }

  /** The most memory it has had since its start, in MB. */
  get peakMemory(): number {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1_000);
  }
}
