import { importAgenda, KINDS, seedAgenda } from '@stadtlage/agenda';
import type { Database, Transaction } from '@stadtlage/database';
import { sqlFile, UserError } from '@stadtlage/database';
import { generateCity, type City, type CityOptions } from './city.js';
import { demoRecords } from './agenda-records.js';
import { loadCoverage } from './load-coverage.js';
import { loadPlaces } from './load-places.js';
import { loadRollout } from './load-rollout.js';
import { loadSensors } from './load-sensors.js';
import { loadUsage } from './load-usage.js';

/** What the catalogue and every answer show as the source. */
export const DEMO_SOURCE = 'Demodaten / demo data';
const DATA_DATE = '2026-06-30';
const AGENDA = [...new Set(KINDS.flatMap(({ datasets }) => datasets))];

/** Writes one part of the city and notes it as an import run. */
export interface Loading {
  transaction: Transaction;
  /** Starts a run: its rows point to it. `touches`: the datasets that change with it, if not only the one it is named after. */
  record(dataset: string, touches: string[] | undefined, write: (run: number) => Promise<number>): Promise<void>;
}

const FINISH_RUN = sqlFile(import.meta.url, 'finish-run.sql');
const PAST_FIGURES = sqlFile(import.meta.url, 'past-figures.sql');

/** Whether the database holds no addresses, so that the demo city may be loaded. */
export async function isEmpty(database: Database): Promise<boolean> {
  const [row] = await database.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM places.address) AS any');
  return !row!.any;
}

/**
 * Writes the demo city into an empty database, all or nothing, with the history of its sensors up to `options.now`.
 * @param city a generated city, or what to generate
 * @param onProgress told in a few words what is being written
 * @throws UserError if the database already holds addresses
 */
export async function loadDemoCity(
  database: Database,
  city: City | CityOptions,
  onProgress: (text: string) => void = () => {},
  { now = new Date() }: { now?: Date } = {},
): Promise<void> {
  if (!(await isEmpty(database))) {
    throw new UserError(
      'This database already holds addresses, and the demo city is only loaded into an empty one. Use another DATABASE_URL or DATA_DIR, or remove the old database first.',
    );
  }
  onProgress('drawing the city');
  const drawn = 'plan' in city ? city : generateCity(city);
  await database.transaction(async (transaction) => {
    const loading: Loading = {
      transaction,
      async record(dataset, touches = [dataset], write) {
        onProgress(dataset);
        const run = await startRun(transaction, dataset);
        await transaction.query(FINISH_RUN, [run, await write(run), touches]);
      },
    };
    await loadPlaces(loading, drawn);
    await loadCoverage(loading, drawn);
    await loadRollout(loading, drawn);
    await loadSensors(loading, drawn, now);
    await loadUsage(loading, now);
    await loading.record('address-coverage', ['address-coverage', 'district-statistics'], async () => {
      await transaction.query(
        'ANALYZE places.address, coverage.fixed_availability, rollout.project, rollout.project_phase, rollout.project_status',
      );
      await transaction.query('SELECT coverage.refresh()');
      return drawn.addresses.length;
    });
  });
  onProgress('the digital agenda');
  const seeded = await seedAgenda(database, 'demo');
  const agenda = seeded + (await importAgenda(database, demoRecords(drawn, now), { by: 'demo' }));
  await database.transaction(async (transaction) => {
    const run = await startRun(transaction, 'agenda-goals');
    await transaction.query(PAST_FIGURES, [now]);
    await transaction.query(FINISH_RUN, [run, agenda, [...AGENDA, 'agenda-figures']]);
  });
  onProgress('table statistics');
  await database.query('ANALYZE');
}

async function startRun(transaction: Transaction, dataset: string): Promise<number> {
  const [run] = await transaction.query<{ id: number }>(
    `INSERT INTO imports.run (dataset, origin, source, data_date, started_by) VALUES ($1, 'demo', $2, $3, 'demo') RETURNING id`,
    [dataset, DEMO_SOURCE, DATA_DATE],
  );
  return run!.id;
}
