import type { Database, Transaction } from './database.js';

/** Lets the signal break off a statement that runs for minutes. The embedded database cannot hear it before its end. */
export async function cancellable<T>(
  database: Database,
  tx: Transaction,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  if (!signal || database.embedded) return work();
  const [backend] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let cancelling: Promise<unknown> | undefined;
  const cancel = () => {
    cancelling = database.query('SELECT pg_cancel_backend($1)', [backend!.pid]).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', cancel);
    // Else it could break off what somebody else asks on the same connection.
    await cancelling;
  }
}
