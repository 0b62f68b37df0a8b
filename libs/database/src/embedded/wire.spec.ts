import { PGlite } from '@electric-sql/pglite';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../database.js';
import { servePglite } from './wire.js';

describe('the embedded database behind its socket', () => {
  let folder: string;
  let pglite: PGlite;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-'));
    pglite = await PGlite.create();
    server = await servePglite(pglite, join(folder, '.s.PGSQL.5432'));
    url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  });
  afterAll(async () => {
    server.close();
    await pglite.close();
    await rm(folder, { recursive: true });
  });

  it('lets others wait while one client is inside a transaction', async () => {
    const writer = new pg.Client(url);
    const reader = new pg.Client(url);
    await Promise.all([writer.connect(), reader.connect()]);
    await writer.query('CREATE TABLE seen (a int)');
    await writer.query('BEGIN');
    await writer.query('INSERT INTO seen VALUES (1)');
    const reading = reader.query('SELECT count(*) FROM seen');
    await writer.query('INSERT INTO seen VALUES (2)');
    await writer.query('COMMIT');
    expect((await reading).rows).toEqual([{ count: 2 }]);
    await Promise.all([writer.end(), reader.end()]);
  });

  it('rolls back for a client that disappears inside a transaction', async () => {
    const lost = new pg.Client(url);
    lost.on('error', () => {});
    await lost.connect();
    await lost.query('CREATE TABLE kept (a int)');
    await lost.query('BEGIN');
    await lost.query('INSERT INTO kept VALUES (1)');
    (lost as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    const next = new pg.Client(url);
    await next.connect();
    expect((await next.query('SELECT * FROM kept')).rows).toEqual([]);
    await next.end();
  });

  it('goes on after a statement that fails', async () => {
    const client = new pg.Client(url);
    await client.connect();
    await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toThrow('division by zero');
    expect((await client.query('SELECT $1::int AS one', [1])).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it('is refused as a database of Stadtlage when it has no PostGIS', async () => {
    await expect(openDatabase(url)).rejects.toThrow(/^DATABASE_URL: this PostgreSQL has no PostGIS\. Install it/);
  });
});
