// Brokers of our own for tests: on a free port of this machine, and they can be stopped, killed and started again.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface OwnBroker {
  /** Ends its process and leaves its files; SIGKILL gives it no time to write any. */
  down(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again, with what it finds in its files. */
  up(): Promise<void>;
  /** Down and up. Without persistence it comes back knowing nothing. */
  restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  reload(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** The command, or undefined where it is not installed. */
export const findCommand = (name: string, flag: string) =>
  [name, `/usr/sbin/${name}`].find((command) => !spawnSync(command, [flag]).error);

/** @param folder its own: removed with it */
export async function runBroker(command: string, args: string[], folder: string, port: number): Promise<OwnBroker> {
  let child: ChildProcess;
  const endWithUs = () => void child.kill('SIGKILL');
  const up = async () => {
    child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr!.on('data', (text) => (output = `${output}${text}`.slice(-4_000)));
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 100 || child.exitCode !== null) throw new Error(`${command} does not answer:\n${output}`);
      await sleep(50);
    }
  };
  const down = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await up();
  process.once('exit', endWithUs);
  return {
    up,
    down,
    async restart(signal) {
      await down(signal);
      await up();
    },
    reload: () => void child.kill('SIGHUP'),
    async stop() {
      process.off('exit', endWithUs);
      await down();
      await rm(folder, { recursive: true });
    },
  };
}

/** One that refuses our user, too, is there. */
const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
