// Tells an import that still runs from one whose process was killed, so that its remains can be cleared away.
import type { Database } from '@stadtlage/database';
import { randomUUID } from 'node:crypto';

// Any fixed number: the first key of the advisory locks that running imports hold.
const LOCK = 421_773;

/** Names this process among all that ever ran, as a process id alone does not. */
export const THIS_PROCESS = `${process.pid}/${randomUUID()}`;

/**
 * Records a run with `insert`, SQL that returns its `id`, and marks it alive until `end` or until the process dies: by a
 * session's advisory lock. On the embedded database, where all share one session, the process noted in the run's report
 * must do; all its users are on one machine.
 */
export async function beginRun(
  database: Database,
  insert: string,
  values: unknown[],
): Promise<{ id: number; end(): void }> {
  if (database.embedded) {
    const [run] = await database.query<{ id: number }>(insert, values);
    return { id: run!.id, end: () => {} };
  }
  const client = await database.pool.connect();
  // A connection that breaks here must not end the process; the import meets the same failure itself.
  client.on('error', () => {});
  try {
    const { rows } = await client.query<{ id: number }>(
      `WITH run AS (${insert}) SELECT id, pg_advisory_lock(${LOCK}, id::int) FROM run`,
      values,
    );
    return { id: rows[0]!.id, end: () => client.release(true) };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** The runs that are recorded as running, but whose process is gone. */
export async function deadRuns(database: Database): Promise<number[]> {
  const running = await database.query<{ id: number; process: string | null; locked: boolean }>(
    `SELECT id, report->>'process' AS process, EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = ${LOCK} AND objid = run.id::int
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locked
     FROM imports.run WHERE state = 'running' AND origin = 'file'`,
  );
  return running.filter((run) => !(database.embedded ? isAlive(run.process) : run.locked)).map(({ id }) => id);
}

function isAlive(name: string | null): boolean {
  if (name === THIS_PROCESS) return true;
  const pid = Number(name?.split('/')[0]);
  if (!pid || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
