// A PostgreSQL of our own for benches and fault tests: on this machine only, with the settings it ships with, and it can be
// killed, paused and started again.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

const run = promisify(execFile);

/** The folder of initdb and pg_ctl, or undefined where PostgreSQL 15 or later is not installed. */
export const postgresPrograms = findPrograms();

function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).filter((version) => Number(version) >= 15) : [];
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin'));
  return [...folders, '/usr/local/bin', '/opt/homebrew/bin'].find((folder) => existsSync(join(folder, 'initdb')));
}

export interface OwnPostgres {
  url: string;
  start(): Promise<void>;
  /** Clean (`fast`), or as after a crash of PostgreSQL (`immediate`). */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** SIGKILL to the postmaster and all it has started. */
  kill(): Promise<void>;
  /** Stops all its processes in the middle of what they do, until {@link resume}. */
  pause(): void;
  resume(): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * @param settings of postgresql.conf, beside the defaults: `{ fsync: 'off' }`
 * @throws Error when PostgreSQL is not installed: see {@link postgresPrograms}
 */
export async function startOwnPostgres(settings: Record<string, string> = {}): Promise<OwnPostgres> {
  if (!postgresPrograms)
    throw new Error('PostgreSQL 15 or later is not installed (Debian: apt install postgresql-15).');
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const program = (name: string) => join(postgresPrograms!, name);
  await mkdir(data);
  await chmod(folder, 0o755);
  // PostgreSQL does not run as root.
  const owner = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
  if (owner.length) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    for (const path of [folder, data]) await chown(path, uid!, gid!);
  }
  const as = (command: string, args: string[]) => {
    const [first, ...rest] = [...owner, program(command), ...args];
    return run(first!, rest, { cwd: folder });
  };
  await as('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8']);
  const options = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    ...settings,
  })
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');

  const start = async () =>
    void (await as('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']));
  const stop = async (mode = 'fast') => void (await as('pg_ctl', ['-D', data, '-m', mode, '-w', 'stop']));
  const processes = (): number[] => {
    const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return [postmaster, ...childrenOf(postmaster)];
  };
  const signal = (name: NodeJS.Signals) => {
    for (const pid of processes()) tryKill(pid, name);
  };
  await start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    async kill() {
      const pids = processes();
      for (const pid of pids) tryKill(pid, 'SIGKILL');
      while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) await stop('immediate').catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

function tryKill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** A zombie that nobody has waited for yet counts as dead. */
function isAlive(pid: number): boolean {
  if (!tryKill(pid, 0)) return false;
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
