import { type Database, migrate, openDatabase, UserError } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres } from '@stadtlage/database/testing';
import { loadDemoCity } from '../demo/index.js';
import type { Stops } from './processes.js';

/** The generated city in a PostgreSQL of its own, with the settings it ships with. */
export interface BenchCity {
  database: Database;
  remove(): Promise<void>;
}

/**
 * Takes about a minute for each 100,000 addresses.
 * @param stops gets what removes it, as soon as there is something to remove
 * @throws UserError where PostgreSQL is missing
 */
export async function benchCity(addresses: number, stops: Stops = []): Promise<BenchCity> {
  if (!postgresPrograms)
    throw new UserError(
      'PostgreSQL is missing for this bench. Debian: apt install postgresql-15 postgresql-15-postgis-3.',
    );
  const starting = startOwnPostgres();
  let database: Database | undefined;
  let made = false;
  let removed: Promise<void> | undefined;
  const remove = () =>
    (removed ??= (async () => {
      // What is still making the city would not let go of its connections.
      if (made) await database!.close();
      await (await starting).remove();
    })());
  stops.push(remove);
  try {
    const { url } = await starting;
    await migrate(url);
    database = await openDatabase(url);
    const began = performance.now();
    await loadDemoCity(database, { addresses });
    await database.query('VACUUM ANALYZE');
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`\nA city of ${addresses.toLocaleString('en')} addresses, made in ${seconds} s\n`);
    made = true;
    return { database, remove };
  } catch (error) {
    await database?.close();
    await remove().catch(() => {});
    throw error;
  }
}
