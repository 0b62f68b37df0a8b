import { cancellable, type Database, type Transaction } from '@stadtlage/database';
import { type LiveState, readStates } from '../catalogue/catalogue.js';

/** All that is drawn as it was at one moment, whatever is imported while tiles are made of it. */
export interface Moment {
  at: Date;
  states: Map<string, LiveState>;
  /** Has tables of the names of the views. */
  schema: string;
  /** Drops them. */
  end(): Promise<void>;
}

const NAME = 'tiles_snapshot_';
/** No export takes that long: its tables were left behind by one that was killed. */
const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/**
 * Copies the views within one transaction. It takes a hundredth of the time that the tiles of a whole city take: a transaction around these
 * would keep the embedded database from everybody else for minutes, and PostgreSQL from clearing up.
 */
export async function keepMoment(database: Database, views: string[], signal?: AbortSignal): Promise<Moment> {
  await dropLeftBehind(database);
  const schema = NAME + Date.now();
  const copy = async (tx: Transaction) => {
    const [now] = await tx.query<{ at: Date }>('SELECT now() AS at');
    await tx.query(`CREATE SCHEMA ${schema}`);
    for (const view of views) {
      await tx.query(`CREATE UNLOGGED TABLE ${schema}.${view} AS SELECT * FROM open.${view}`);
      await tx.query(`CREATE INDEX ON ${schema}.${view} USING gist (geom_3857)`);
      await tx.query(`ANALYZE ${schema}.${view}`);
    }
    return { at: now!.at, states: await readStates(tx) };
  };
  const copied = await database.transaction(
    (tx) => cancellable(database, tx, signal, () => copy(tx)),
    undefined,
    'one moment',
  );
  return { ...copied, schema, end: () => drop(database, schema) };
}

async function dropLeftBehind(database: Database): Promise<void> {
  const sql = `SELECT nspname AS schema FROM pg_namespace WHERE nspname ~ $1 AND substr(nspname, $2)::bigint < $3`;
  const values = [`^${NAME}\\d+$`, NAME.length + 1, Date.now() - LEFT_BEHIND_MS];
  for (const { schema } of await database.query<{ schema: string }>(sql, values)) await drop(database, schema);
}

async function drop(database: Database, schema: string): Promise<void> {
  await database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}
