import type { Database, Transaction } from './database.js';

const CANCEL_TIMEOUT = 10_000;

/** Lets the signal break off a statement that runs for minutes. The embedded database cannot hear it before its end. */
export async function cancellable<T>(
  database: Database,
  tx: Transaction,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  if (!signal || database.embedded) return work();
  let finished = false;
  let cancelling: Promise<unknown> | undefined;
  const cancel = async () => {
    const client = await database.pool.connect();
    // Waiting for a connection may have taken longer than the work.
    if (finished) return client.release();
    const ask = { text: 'SELECT pg_cancel_backend($1)', values: [tx.pid], query_timeout: CANCEL_TIMEOUT };
    cancelling = client.query(ask).then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  };
  const onAbort = () => void cancel().catch(() => {});
  signal.addEventListener('abort', onAbort);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
    finished = true;
    // Else it could break off what somebody else asks on the same connection. What still waits for a connection is not waited
    // for: where all are taken, it waits for this one.
    await cancelling;
  }
}
