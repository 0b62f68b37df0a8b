// What a fault is tried on: a PostgreSQL of its own with the durability it ships with, a broker, the service, and publishers.
import { appendFileSync } from 'node:fs';
import { openDatabase, type Database } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres, type OwnPostgres } from '@stadtlage/database/testing';
import { shippedQueueSettings, startMosquitto, type OwnBroker } from '@stadtlage/sensors/testing';
import { startLoad, type Load } from './load.js';
import type { PublisherOptions } from './publisher.js';
import type { Account } from './reconcile.js';
import { Service } from './service.js';
import { account, recovery } from './settle.js';

/** Titles a group of tests and runs it where all it needs is installed; else it is listed with the command that helps. */
export function describeFaults(title: string, needs: Record<string, string | undefined>, tests: () => void): void {
  const missing = Object.entries({ 'postgresql-15 postgresql-15-postgis-3': postgresPrograms, ...needs })
    .filter(([, command]) => !command)
    .map(([packages]) => packages);
  if (missing.length) describe.skip(`${title} (not installed: apt-get install ${missing.join(' ')})`, tests);
  else describe(title, tests);
}

/** Each commit takes a tenth of a second: whoever is killed or cut off has most likely one under way. */
export const SLOW_COMMITS = { postgresql: { commit_delay: '100000', commit_siblings: '0' } };

/** Mosquitto with the queues of infra/mosquitto. */
export const startShippedQueues = async () => startMosquitto(await shippedQueueSettings());

export type Broker = OwnBroker & { url: string };

export class Scene {
  readonly services: Service[] = [];
  private readonly loads: Load[] = [];
  /** Ours, beside the service's. */
  database!: Database;

  private constructor(
    readonly postgres: OwnPostgres,
    readonly broker: Broker,
  ) {}

  /** With one service that runs. */
  static async start(startBroker: () => Promise<Broker>, { postgresql = {}, service = {} } = {}): Promise<Scene> {
    const postgres = await startOwnPostgres(postgresql);
    const broker = await startBroker().catch((error) => postgres.remove().then(() => Promise.reject(error)));
    const scene = new Scene(postgres, broker);
    try {
      await scene.startService(service);
      scene.database = await openDatabase(postgres.url);
      return scene;
    } catch (error) {
      await scene.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const load of this.loads) load.stop();
    for (const service of this.services) await service.kill();
    await this.broker.stop();
    await this.postgres.remove();
    await this.database?.close();
  }

  async startService(settings: Record<string, string> = {}): Promise<Service> {
    const service = await Service.start(this.postgres.url, this.broker.url, settings);
    this.services.push(service);
    return service;
  }

  async startLoad(options: Partial<PublisherOptions> = {}): Promise<Load> {
    const load = await startLoad(this.broker.url, options);
    this.loads.push(load);
    return load;
  }

  /** From now on each statement that stores observations takes this much longer; 0 for as fast as it is. */
  async slowDown(seconds: number): Promise<void> {
    await this.database.query(`
      CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(${seconds}); RETURN NULL; END $$;
      CREATE OR REPLACE TRIGGER slow AFTER INSERT ON sensors.observation FOR EACH STATEMENT EXECUTE FUNCTION slow()`);
  }

  recovery(load: Load): Promise<number> {
    return recovery(this.database, load);
  }

  account(load: Load, quiet?: number): Promise<Account> {
    return account(this.database, load, quiet);
  }
}

/** A line of the table that a run ends with. */
export function record(fault: string, accounts: Account | Account[], recovered?: number): void {
  const sum = (count: (account: Account) => number) =>
    [accounts].flat().reduce((total, account) => total + count(account), 0);
  const line = {
    fault,
    published: sum(({ published }) => published),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    rows: sum(({ rows }) => rows),
    lost: sum(({ lost }) => lost.length),
    duplicates: sum(({ duplicates }) => duplicates.length),
    recovered: recovered?.toFixed(1) ?? '',
    file: expect.getState().testPath,
  };
  const table = process.env['FAULT_TABLE'];
  if (table) appendFileSync(table, `${JSON.stringify(line)}\n`);
}
