import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../program.js';
import type { Ledger, PublisherOptions } from './publisher.js';

/** A gateway that publishes from a process of its own. */
export interface Load {
  options: PublisherOptions;
  /** How many messages it has published so far. */
  sent(): number;
  /** It publishes no more; resolves when the broker has acknowledged all. */
  finish(): Promise<Ledger>;
  stop(): void;
}

const DEFAULTS = { rate: 1_000, most: 100_000, qos: 1, ownTime: true } as const;

export async function startLoad(url: string, wanted: Partial<PublisherOptions> = {}): Promise<Load> {
  const options = { url, gateway: `fault-${randomBytes(3).toString('hex')}`, ...DEFAULTS, ...wanted };
  const child = fork(join(ROOT, 'apps/e2e/dist/faults/publisher.js'), [JSON.stringify(options)]);
  let sent = 0;
  const finished = new Promise<Ledger>((done, failed) => {
    child.on('message', (message: { sent: number; ledger?: Ledger }) => {
      sent = message.sent;
      if (message.ledger) done(message.ledger);
    });
    child.once('exit', (code) => failed(new Error(`The publisher ended with status ${code}.`)));
  });
  finished.catch(() => {});
  while (!sent) await new Promise((next) => child.once('message', next));
  return {
    options,
    sent: () => sent,
    finish() {
      child.send('finish');
      return finished;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
