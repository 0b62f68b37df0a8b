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

try {
  const database = await PGlite.create({ dataDir, extensions: { postgis, pg_trgm } });
  rmSync(socket, { force: true });
  const server = await servePglite(database, process.platform === 'win32' ? { port: 5432 } : { path: socket });
  const close = async () => {
    server.close();
    await database.close();
    process.exit(0);
  };
  process.on('message', close);
  process.on('disconnect', close);
  process.send!({ ready: true });
} catch (error) {
  process.send!({ error: `${(error as Error).message}.` }, () => process.exit(1));
}
