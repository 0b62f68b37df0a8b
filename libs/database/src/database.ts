import pg from 'pg';
import { Asking } from './asking.js';
import { bulkLoad, type BulkRows } from './bulk-load.js';
import { Notices } from './notices.js';
import { UserError } from './user-error.js';

// PostgreSQL sends bigint as text; every bigint of ours (ids, counts) stays below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// A calendar date has no time zone: it stays the text YYYY-MM-DD.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Row = Record<string, unknown>;

export interface QueryOptions {
  /**
   * Each connection keeps the statement parsed, and its plan where PostgreSQL finds one that suits all values:
   * https://www.postgresql.org/docs/15/sql-prepare.html. Not for statements that a filter makes others, nor for texts without end, which
   * are never forgotten.
   */
  often?: boolean;
}

/** What runs SQL: the database itself, or one transaction of it. */
export interface Queryable {
  query<R extends object = Row>(sql: string, values?: unknown[], options?: QueryOptions): Promise<R[]>;
}

export interface Transaction extends Queryable {
  /** Of PostgreSQL's process that runs it. */
  readonly pid: number;
  /**
   * Writes many rows quickly: COPY, or unnest where COPY is missing. `table` may carry a schema.
   * @returns the number of rows written
   */
  bulkLoad(table: string, columns: string[], rows: BulkRows): Promise<number>;
}

/** The one way to PostgreSQL, real or embedded. Open it with {@link openDatabase}. */
export class Database implements Queryable {
  readonly notices: Notices;
  private readonly asking: Asking;
  /** Statements that were prepared before a migration gave them other columns. */
  private readonly outdated = new Set<string>();

  constructor(
    readonly url: string,
    readonly pool: pg.Pool,
    /** True for the embedded PGlite, which has neither COPY FROM STDIN nor ST_AsMVT, and one session for everybody. */
    readonly embedded: boolean,
    answerTimeoutMs?: number,
  ) {
    this.notices = new Notices(url);
    this.asking = new Asking(answerTimeoutMs);
    pool.on('remove', (client) => this.asking.forget(client));
  }

  async query<R extends object = Row>(
    sql: string,
    values?: unknown[],
    { often = false }: QueryOptions = {},
  ): Promise<R[]> {
    const name = often ? this.nameFor(sql) : undefined;
    try {
      return await this.onConnection(async (client, breaks) => {
        try {
          return (await this.asking.ask<R>(client, { text: sql, values, name })).rows;
        } catch (error) {
          breaks(error as Error);
          throw error;
        }
      });
    } catch (error) {
      if (!name || !this.isOutdated(error, sql)) throw error;
      return this.query(sql, values);
    }
  }

  /** @param work gets what it is to call when the connection must not be used again */
  private async onConnection<T>(
    work: (client: pg.PoolClient, breaks: (error: Error) => void) => Promise<T>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // The pool listens only to idle clients; a connection that breaks here must fail this work, not end the process.
    const breaks = (error: Error) => void (broken = error);
    client.on('error', breaks);
    try {
      return await work(client, breaks);
    } finally {
      client.off('error', breaks);
      client.release(broken);
    }
  }

  private nameFor(sql: string): string | undefined {
    // Everybody shares the one session of the embedded database, and its names.
    return this.embedded || this.outdated.has(sql) ? undefined : nameOf(sql);
  }

  /** Where it is, the statement is not kept any more. */
  private isOutdated(error: unknown, sql: string): boolean {
    // By its place in PostgreSQL, as the message may be in any language.
    const is = error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';
    if (is) this.outdated.add(sql);
    return is;
  }

  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * @param readsFor milliseconds after which each statement is ended, of a transaction that only reads
   * @param level `one moment`: all its statements see what was stored when it began, whatever others commit meanwhile
   */
  async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    readsFor?: number,
    level?: 'one moment',
  ): Promise<T> {
    return this.onConnection(async (client, breaks) => {
      const ask = <R extends object>(text: string, values?: unknown[], name?: string) =>
        this.asking.ask<R>(client, { text, values, name });
      try {
        const isolation = level ? ' ISOLATION LEVEL REPEATABLE READ' : '';
        const mode = readsFor === undefined ? '' : ` READ ONLY; SET LOCAL statement_timeout = ${Number(readsFor)}`;
        // All at once: each message to PostgreSQL takes longer than what it asks for here.
        const begun = await ask(`BEGIN${isolation}${mode}; SELECT pg_backend_pid() AS pid`);
        const result = await work({
          pid: (begun as unknown as pg.QueryResult<{ pid: number }>[]).at(-1)!.rows[0]!.pid,
          query: async <R extends object>(sql: string, values?: unknown[], { often = false }: QueryOptions = {}) => {
            try {
              return (await ask<R>(sql, values, often ? this.nameFor(sql) : undefined)).rows;
            } catch (error) {
              // This transaction is lost; the next one succeeds.
              this.isOutdated(error, sql);
              throw error;
            }
          },
          bulkLoad: (table, columns, rows) => bulkLoad(client, this.embedded, table, columns, rows),
        });
        await ask('COMMIT');
        return result;
      } catch (error) {
        await ask('ROLLBACK').catch(breaks);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.notices.close();
    await this.pool.end();
    this.asking.stop();
  }
}

const names = new Map<string, string>();

/** Short, because PostgreSQL cuts names at 63 bytes. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) names.set(sql, (name = `stadtlage_${names.size}`));
  return name;
}

export interface OpenOptions {
  maxConnections?: number;
  onIdleError?: (error: Error) => void;
  /** Ends statements that run longer; the embedded database, which one session serves, cannot. */
  statementTimeoutMs?: number;
  /**
   * Gives up a connection that does not answer for so long: a network can die without a word. What was asked may still be
   * carried out. Not for bulk loads, and not for the embedded database, where one session serves everybody in turn.
   */
  answerTimeoutMs?: number;
}

/**
 * Connects and checks that this is a PostgreSQL 15 or later that has PostGIS.
 * @throws UserError that names the setting DATABASE_URL and says how to mend it
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  let pool = createPool(url, options);
  try {
    const { rows } = await pool.query<{ number: number; embedded: boolean; postgis: boolean }>(
      `SELECT current_setting('server_version_num')::int AS number, version() LIKE '%PGlite%' AS embedded,
              EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgis') AS postgis`,
    );
    const server = rows[0]!;
    if (server.number < 150000) {
      throw new UserError(
        `DATABASE_URL: this PostgreSQL is version ${Math.floor(server.number / 10000)}; Stadtlage needs 15 or later.`,
      );
    }
    if (!server.postgis) {
      throw new UserError(
        'DATABASE_URL: this PostgreSQL has no PostGIS. Install it on the database server (Debian: apt install postgresql-15-postgis-3) and start again.',
      );
    }
    if (server.embedded) return new Database(url, pool, true);
    if (options.statementTimeoutMs || options.answerTimeoutMs) {
      await pool.end();
      pool = createPool(url, options, {
        statement_timeout: options.statementTimeoutMs,
        // A transaction whose connection died would keep its locks for hours.
        idle_in_transaction_session_timeout: options.answerTimeoutMs,
      });
    }
    return new Database(url, pool, false, options.answerTimeoutMs);
  } catch (error) {
    await pool.end();
    throw describeConnectionError(error as Error & { code?: string }, url);
  }
}

function createPool(url: string, options: OpenOptions, timeouts: pg.ClientConfig = {}): pg.Pool {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: options.maxConnections ?? 10,
      connectionTimeoutMillis: 10_000,
      application_name: 'stadtlage',
      // Compiling a plan takes longer than any of our statements runs: 30 ms for one of 3 ms.
      options: '-c jit=off',
      ...timeouts,
    });
  } catch {
    throw new UserError(
      `DATABASE_URL: this is not a PostgreSQL URL. Write it as postgresql://user:password@host:5432/name.`,
    );
  }
  // Without a listener an idle connection that breaks would end the process; the pool replaces it by itself.
  pool.on('error', options.onIdleError ?? (() => {}));
  return pool;
}

function describeConnectionError(error: Error & { code?: string }, url: string): Error {
  const where = withoutPassword(url);
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return new UserError(
        `DATABASE_URL: no PostgreSQL answers at ${where}. Start it there, or correct the host and port.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`DATABASE_URL: the host in ${where} is not known. Correct its name.`);
    case '28P01':
    case '28000':
      return new UserError(`DATABASE_URL: PostgreSQL at ${where} refuses this user or password. Correct them.`);
    case '3D000':
      return new UserError(
        `DATABASE_URL: the database in ${where} does not exist. Create it (createdb) or correct its name.`,
      );
    default:
      if (/timeout exceeded when trying to connect/.test(error.message)) {
        return new UserError(
          `DATABASE_URL: PostgreSQL at ${where} did not answer within 10 s. Check host, port and firewall.`,
        );
      }
      return error;
  }
}

/** The URL as it may appear in a message or a log. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:/?#]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/, '$1***');
}
