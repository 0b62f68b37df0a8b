import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../user-error.js';

// The same path from src (in tests) and from dist.
const PROCESS = fileURLToPath(new URL('../../dist/embedded/process.js', import.meta.url));
const LONGEST_SOCKET_PATH = 100;

export interface EmbeddedDatabase {
  /** A PostgreSQL URL like any other. */
  url: string;
  /** Closes the database cleanly and ends its process. */
  stop(): Promise<void>;
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
 * @throws UserError when the directory is in use or cannot be written
 */
export async function startEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  if (await embeddedIsRunning(dataDir)) {
    throw new UserError(
      `DATA_DIR: another Stadtlage is running on ${resolve(dataDir)}. Stop it, or choose another DATA_DIR.`,
    );
  }
  const { socket, url } = embeddedAddress(dataDir);
  try {
    mkdirSync(resolve(dataDir), { recursive: true });
    mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(
      `DATA_DIR: cannot write to ${resolve(dataDir)} (${(error as NodeJS.ErrnoException).code}). Choose another DATA_DIR.`,
    );
  }
  const child = fork(PROCESS, [join(resolve(dataDir), 'postgres'), socket], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  await started(child, dataDir);
  return { url, stop: () => stop(child) };
}

function started(child: ChildProcess, dataDir: string): Promise<void> {
  return new Promise((ready, reject) => {
    child.once('message', (message: { ready?: true; error?: string }) =>
      message.ready
        ? ready()
        : reject(
            new UserError(
              `DATA_DIR: the embedded database in ${resolve(dataDir)} does not open: ${message.error} Move the folder away to start anew, or restore a backup.`,
            ),
          ),
    );
    child.once('exit', (code) => reject(new Error(`The embedded database ended with status ${code} while starting.`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  if (child.connected) child.send('stop');
  await ended;
}
