// The process of the embedded database: one PGlite, served on one socket. Its parent ends it by a message; if the parent
// is gone, it closes the database by itself.
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { rmSync } from 'node:fs';
import { servePglite } from './wire.js';

const [dataDir, socket] = process.argv.slice(2) as [string, string];

// Ctrl-C reaches every process of the terminal; the parent decides the order in which they stop.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const opened = open();
let closing: Promise<void> | undefined;
// Also in the middle of opening: a database that is cut off then may not open again.
process.on('message', () => (closing ??= close()));
process.on('disconnect', () => (closing ??= close()));

opened.then(
  () => tell({ ready: true }),
  (error: Error) => tell({ error: `${error.message}.` }, () => process.exit(1)),
);

async function open() {
  const database = await PGlite.create({ dataDir, extensions: { postgis, pg_trgm } });
  rmSync(socket, { force: true });
  return { database, server: await servePglite(database, socket) };
}

async function close(): Promise<void> {
  const { database, server } = await opened;
  server.close();
  await database.close();
  process.exit(0);
}

function tell(message: object, then: () => void = () => {}): void {
  if (process.connected) process.send!(message, then);
  else then();
}
