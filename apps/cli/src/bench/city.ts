import { type Database, migrate, openDatabase, UserError } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres } from '@stadtlage/database/testing';
import { loadDemoCity } from '../demo/index.js';

/** The generated city in a PostgreSQL of its own, with the settings it ships with. */
export interface BenchCity {
  database: Database;
  remove(): Promise<void>;
}

/** Takes about a minute for each 100,000 addresses. @throws UserError where PostgreSQL is missing */
export async function benchCity(addresses: number): Promise<BenchCity> {
  if (!postgresPrograms)
    throw new UserError(
      'PostgreSQL is missing for this bench. Debian: apt install postgresql-15 postgresql-15-postgis-3.',
    );
  const postgres = await startOwnPostgres();
  let database: Database | undefined;
  const remove = async () => {
    await database?.close();
    await postgres.remove();
  };
  try {
    await migrate(postgres.url);
    database = await openDatabase(postgres.url);
    const began = performance.now();
    await loadDemoCity(database, { addresses });
    await database.query('VACUUM ANALYZE');
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`\nA city of ${addresses.toLocaleString('en')} addresses, made in ${seconds} s\n`);
    return { database, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
