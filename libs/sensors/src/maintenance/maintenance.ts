import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '@stadtlage/database';
import { daysToSummarize, FRAME_DAYS, summarizeDay } from '../completeness/summarize.js';
import type { Log } from '../ingest/subscriber.js';
import { oldestKept } from './oldest-kept.js';

export interface MaintenanceOptions {
  database: Database;
  log: Log;
  /** Observations of months that ended longer ago are dropped; 0 keeps them for ever. */
  observationMonths: number;
  rejectedDays: number;
  /** Milliseconds until the first round. Default 60,000: a service that comes back has a backlog to work off first. */
  firstRoundMs?: number;
}

export interface MaintenanceCounters {
  rounds: number;
  /** Steps that failed and are tried again in the next round. */
  failures: number;
  partitionsDropped: number;
  rejectedDeleted: number;
  framesDeleted: number;
  completenessChanged: number;
  lastRoundMs: number;
}

const ROUND_MS = 10 * 60_000;
const FIRST_ROUND_MS = 60_000;
const MONTHS_AHEAD = 3;
const PORTION = 10_000;
// A broker that is away for longer starts its sessions anew.
const RECEIPT_DAYS = 7;
// A node says what its aliases mean only when it starts, which may be years ago: what is old is still in use.
const BIRTH_DAYS = 90;
const OF_GATEWAYS_LONG_GONE = `split_part(key, '/', 2) NOT IN (
  SELECT replace(replace(id, '%', '%25'), '/', '%2F') FROM sensors.gateway WHERE last_seen_at > now() - $1 * interval '24 hours')`;
// Whoever waits for a partition's lock holds up the ingest: rather try again in the next round.
const LOCK_TIMEOUT = '1s';

/**
 * Keeps the tables of the ingest in shape: partitions are made ahead, what is too old goes, completeness is measured. A
 * minute after the start and then every ten, in short transactions that each do a part; of several processes one works at a time.
 */
export function startMaintenance(options: MaintenanceOptions): Maintenance {
  const maintenance = new Maintenance(options);
  maintenance.start();
  return maintenance;
}

export class Maintenance {
  /** Plain numbers for the metrics page. */
  readonly counters: MaintenanceCounters = {
    rounds: 0,
    failures: 0,
    partitionsDropped: 0,
    rejectedDeleted: 0,
    framesDeleted: 0,
    completenessChanged: 0,
    lastRoundMs: 0,
  };
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: MaintenanceOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** Ends after the transaction that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = this.options.firstRoundMs ?? FIRST_ROUND_MS; ; pause = ROUND_MS) {
      // Several processes that were started together part.
      await sleep(pause * (0.9 + 0.2 * Math.random()), undefined, { ref: false, signal }).catch(() => {});
      if (signal.aborted) return;
      await this.round();
    }
  }

  /** All that is due, once. */
  async round(): Promise<void> {
    const began = performance.now();
    await this.step('Partitions not made ahead', () => this.makePartitions());
    await this.step('Old observations not dropped', () => this.dropObservations());
    await this.step('Old rejected messages not deleted', async () => {
      this.counters.rejectedDeleted += await this.deleteOlder(
        'rejected_message',
        'received_at',
        this.options.rejectedDays,
      );
    });
    await this.step('Completeness not measured', () => this.summarize());
    await this.step('Old frames not deleted', async () => {
      this.counters.framesDeleted += await this.deleteOlder('frame', 'at', FRAME_DAYS);
    });
    await this.step('Old receipts not deleted', async () => {
      await this.deleteOlder('receipt', 'received_at', RECEIPT_DAYS);
    });
    await this.step('What codecs remember of gateways long gone not deleted', async () => {
      await this.deleteOlder('codec_memory', 'changed_at', BIRTH_DAYS, OF_GATEWAYS_LONG_GONE);
    });
    this.counters.rounds++;
    this.counters.lastRoundMs = Math.round(performance.now() - began);
  }

  private async step(failure: string, work: () => Promise<void>): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      this.counters.failures++;
      this.options.log.warn(`${failure}, trying again in ten minutes: ${(error as Error).message}`);
    }
  }

  /** @returns undefined when another process does this just now */
  private alone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T | undefined> {
    return this.options.database.transaction(async (transaction) => {
      const [lock] = await transaction.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('sensors maintenance')) AS mine`,
      );
      if (!lock!.mine) return undefined;
      await transaction.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      return work(transaction);
    });
  }

  private async makePartitions(): Promise<void> {
    await this.alone((transaction) =>
      transaction.query(
        `SELECT sensors.ensure_observation_partition(now() + ahead * interval '1 month') FROM generate_series(0, $1::int) AS ahead`,
        [MONTHS_AHEAD],
      ),
    );
  }

  private async dropObservations(): Promise<void> {
    const oldest = oldestKept(this.options.observationMonths, new Date());
    if (!oldest) return;
    const rows = await this.alone((transaction) =>
      transaction.query<{ dropped: number }>('SELECT sensors.drop_observations_before($1) AS dropped', [oldest]),
    );
    const dropped = rows?.[0]?.dropped ?? 0;
    this.counters.partitionsDropped += dropped;
    if (dropped)
      this.options.log.info(`Dropped the observations of ${dropped} months that are older than they are kept`);
  }

  private async summarize(): Promise<void> {
    const { database } = this.options;
    for (const day of await daysToSummarize(database)) {
      if (this.stopping.signal.aborted) return;
      const changed = await this.alone(async (transaction) => {
        const rows = await summarizeDay(transaction, day);
        if (rows) await transaction.query(`SELECT datasets.touch('sensor-completeness')`);
        return rows;
      });
      this.counters.completenessChanged += changed ?? 0;
    }
  }

  /** In portions, each a transaction of its own. @returns how many rows went */
  private async deleteOlder(table: string, column: string, days: number, and = 'true'): Promise<number> {
    for (let total = 0; ;) {
      const rows = await this.alone((transaction) =>
        transaction.query<{ deleted: number }>(
          `WITH deleted AS (
             DELETE FROM sensors.${table} WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM sensors.${table} WHERE ${column} < now() - $1 * interval '24 hours' AND ${and}
               LIMIT ${PORTION}))
             RETURNING 1
           ) SELECT count(*) AS deleted FROM deleted`,
          [days],
        ),
      );
      const deleted = rows?.[0]?.deleted ?? 0;
      total += deleted;
      if (deleted < PORTION || this.stopping.signal.aborted) return total;
    }
  }
}
