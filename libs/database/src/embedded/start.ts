import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../user-error.js';

// The same path from src (in tests) and from dist.
const PROCESS = fileURLToPath(new URL('../../dist/embedded/process.js', import.meta.url));
const LONGEST_SOCKET_PATH = 100;
const LONGEST_OPENING_MS = 120_000;
/** The lock files that this very process holds. */
const ours = new Set<string>();

export interface EmbeddedDatabase {
  /** A PostgreSQL URL like any other. */
  url: string;
  /** Closes the database cleanly and ends its process. */
  stop(): Promise<void>;
  /** Resolves if the process ends although nobody stopped it. */
  lost: Promise<void>;
}

/** Where the embedded database of a data directory listens, whether or not it runs. */
export function embeddedAddress(dataDir: string): { socket: string; url: string } {
  const directory = resolve(dataDir);
  // Socket paths are limited to about 107 bytes; a deep folder gets a short one that only its user can open.
  const inside = join(directory, 'socket', '.s.PGSQL.5432');
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const socket =
    inside.length <= LONGEST_SOCKET_PATH
      ? inside
      : join(tmpdir(), `stadtlage-${process.getuid?.() ?? 0}-${hash}`, '.s.PGSQL.5432');
  return { socket, url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(dirname(socket))}` };
}

/** Says whether some process serves the embedded database of this data directory now. */
export function embeddedIsRunning(dataDir: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = connect(embeddedAddress(dataDir).socket);
    probe.once('connect', () => (probe.destroy(), done(true)));
    probe.once('error', () => done(false));
  });
}

/**
 * Starts PGlite with PostGIS in a process of its own, kept under `dataDir`. The first start takes 10 to 20 s.
 * @param onSpawn gets the function that stops it, already while it opens
 * @throws UserError when the directory is in use, cannot be written, or holds something that does not open
 */
export async function startEmbeddedDatabase(
  dataDir: string,
  onSpawn: (stop: () => Promise<void>) => void = () => {},
): Promise<EmbeddedDatabase> {
  const directory = resolve(dataDir);
  const { socket, url } = embeddedAddress(dataDir);
  try {
    mkdirSync(directory, { recursive: true });
    mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`DATA_DIR: cannot write to ${directory} (${code}). Choose another DATA_DIR.`);
  }
  const unlock = await lock(directory);
  const child = fork(PROCESS, [join(directory, 'postgres'), socket], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  let stopping = false;
  const ended = new Promise<void>((done) =>
    child.once('exit', () => {
      unlock();
      done();
    }),
  );
  const stop = async () => {
    stopping = true;
    if (child.connected) child.send('stop');
    await ended;
  };
  onSpawn(stop);
  await opened(child, directory);
  return { url, stop, lost: new Promise((lost) => void ended.then(() => stopping || lost())) };
}

/** One process per data directory, also while it still opens. @returns a function that gives the directory free */
async function lock(directory: string): Promise<() => void> {
  const file = join(directory, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      ours.add(file);
      return () => {
        ours.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if ((await embeddedIsRunning(directory)) || isOpening(file)) {
      throw new UserError(
        `DATA_DIR: another Stadtlage is running on ${directory}. Stop it, or choose another DATA_DIR.`,
      );
    }
    // Left behind by a process that was killed.
    rmSync(file, { force: true });
  }
}

function isOpening(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    const fresh = Date.now() - statSync(file).mtimeMs < LONGEST_OPENING_MS;
    // In a container each start has the same process id.
    if (!fresh || (owner === process.pid && !ours.has(file))) return false;
    process.kill(owner, 0);
    return true;
  } catch {
    return false;
  }
}

function opened(child: ChildProcess, directory: string): Promise<void> {
  return new Promise((ready, reject) => {
    child.once('message', (message: { ready?: true; error?: string }) =>
      message.ready
        ? ready()
        : reject(
            new UserError(
              `DATA_DIR: the embedded database in ${directory} does not open: ${message.error} Move the folder away to start anew, or restore a backup.`,
            ),
          ),
    );
    child.once('exit', (code) => reject(new Error(`The embedded database ended with status ${code} while it opened.`)));
  });
}
