import { forgetRefusals, startSnapshots } from '@stadtlage/agenda';
import { startDailyRefresh } from '@stadtlage/coverage';
import { openDatabase, type Database, type OpenOptions } from '@stadtlage/database';
import {
  Mapping,
  oldestKept,
  readMappingFile,
  RegisteredGateways,
  startIngest,
  startMaintenance,
  type EmbeddedBroker,
  type Ingest,
  type Maintenance,
} from '@stadtlage/sensors';
import type { Log } from './log.js';
import type { Settings } from './settings.js';

/** Then the line to the database is taken for dead, and what was being written is written again. */
const LONGEST_SILENCE_MS = 30_000;

export interface IngestParts {
  ingest: Ingest;
  maintenance: Maintenance;
}

/**
 * Stores what sensors send, and does the upkeep: tables in shape, figures those of today. Both have connections of their own,
 * so that a slow query of somebody never holds up a reading.
 * @param broker the embedded one of this process, else the one at `mqttUrl`
 */
export async function startIngestParts(
  settings: Settings,
  log: Log,
  stops: (() => Promise<unknown>)[],
  broker?: EmbeddedBroker,
): Promise<IngestParts> {
  const { sensorsFile, timeZone, observationRetentionMonths: observationMonths } = settings;
  const mapping = sensorsFile ? readMappingFile(sensorsFile) : new Mapping();
  const database = await openOwn(settings, log, { maxConnections: 2, answerTimeoutMs: LONGEST_SILENCE_MS }, stops);
  const gateways = await RegisteredGateways.open(database, log);
  stops.push(async () => gateways.close());

  const ingest = startIngest({
    database,
    url: settings.mqttUrl!,
    source: broker?.source,
    clientId: settings.mqttClientId,
    sharedGroup: settings.mqttSharedGroup,
    keepalive: settings.mqttKeepalive,
    log,
    timeZone,
    mapping,
    ownerOf: gateways.ownerOf,
    oldest: () => oldestKept(observationMonths, new Date()),
  });
  gateways.onChange(() => ingest.ownersChanged());
  stops.push(() => ingest.stop());

  const forUpkeep = await openOwn(settings, log, { maxConnections: 1 }, stops);
  const maintenance = startMaintenance({
    database: forUpkeep,
    log,
    observationMonths,
    rejectedDays: settings.rejectedRetentionDays,
  });
  stops.push(() => maintenance.stop());
  stops.push(startDailyRefresh({ database: forUpkeep, log, chores: [forgetRefusals] }));
  stops.push(await startSnapshots({ database: forUpkeep, log }));
  return { ingest, maintenance };
}

async function openOwn(
  { databaseUrl }: Settings,
  log: Log,
  options: OpenOptions,
  stops: (() => Promise<unknown>)[],
): Promise<Database> {
  const database = await openDatabase(databaseUrl!, {
    ...options,
    onIdleError: (error) => log.warn({ err: error }, 'A database connection broke; it is replaced'),
  });
  stops.push(() => database.close());
  return database;
}
