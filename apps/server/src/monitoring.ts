import type { Database } from '@stadtlage/database';
import type { Ingest, IngestCounters, Maintenance, MaintenanceCounters } from '@stadtlage/sensors';
import type { TileCounters } from '@stadtlage/datasets';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CompiledCounters } from './graphql/compiled.js';
import type { SocketCounters } from './graphql/live-sockets.js';
import type { PersistedCounters } from './graphql/persisted/face.js';

interface Monitored {
  ingest?: Ingest;
  maintenance?: Maintenance;
  tiles?: TileCounters;
  persisted?: PersistedCounters;
  live?: SocketCounters;
  graphql?: CompiledCounters;
}

/** /health/live, /health/ready and /metrics (Prometheus text format: https://prometheus.io/docs/instrumenting/exposition_formats/). */
export function registerMonitoring(
  fastify: FastifyInstance,
  database: Database,
  { ingest, maintenance, tiles, persisted, graphql, live }: Monitored,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'stadtlage_' });
  const duration = new Histogram({
    name: 'stadtlage_http_request_duration_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  fastify.addHook('onResponse', async (request, reply) => {
    duration.observe(
      { route: request.routeOptions.url ?? 'other', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  if (ingest) registerIngestMetrics(registry, ingest);
  if (maintenance) registerMaintenanceMetrics(registry, maintenance);
  // Most of these are answered before the histogram above could see them.
  if (tiles) registerTotals(registry, 'tiles', TILES, tiles);
  if (persisted) registerTotals(registry, 'persisted', PERSISTED, persisted);
  if (graphql) registerTotals(registry, 'graphql', GRAPHQL, graphql);
  if (live) registerTotals(registry, 'live', LIVE, live);

  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const databaseAnswers = await database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const parts = { database: databaseAnswers, ...(ingest && { broker: ingest.connected }) };
    const ready = Object.values(parts).every(Boolean);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...parts });
  });
  fastify.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

type Totals<Counters> = Partial<Record<keyof Counters, string>>;

const INGEST: Totals<IngestCounters> = {
  received: 'MQTT messages received, those included that the broker delivered twice.',
  stored: 'Readings committed.',
  rejected: 'Messages that became a rejected_message row.',
  duplicates: 'Readings that were stored already.',
  dropped: 'Messages with QoS 0 given up while the database could not follow.',
  batches: 'Committed batches.',
};

const MAINTENANCE: Totals<MaintenanceCounters> = {
  rounds: 'Rounds of maintenance.',
  failures: 'Steps of maintenance that failed and are tried again.',
  partitionsDropped: 'Months of observations dropped by retention.',
  rejectedDeleted: 'Rejected messages deleted by retention.',
  framesDeleted: 'Counted frames deleted after their day was summed up.',
  completenessChanged: 'Rows of the completeness of datastreams that changed.',
};

const TILES: Totals<TileCounters> = {
  kept: 'Tiles sent as they were kept.',
  unchanged: 'Requests for tiles answered with 304.',
  made: 'Tiles made.',
  older: 'Tiles sent as they were a few seconds ago, while many were made anew.',
};

const PERSISTED: Totals<PersistedCounters> = {
  kept: 'Answers to queries of the web app sent as they were kept.',
  unchanged: 'Queries of the web app answered with 304.',
  made: 'Answers to queries of the web app made and kept.',
  live: 'Answers to queries of the web app made and not kept: live values.',
};

const GRAPHQL: Totals<CompiledCounters> = {
  compiled: 'Queries answered by code compiled for them.',
  ordinary: 'Queries that were not compiled, or not yet.',
  again: 'Queries whose compiled code met an error, and that were run once more without it.',
};

const LIVE: Totals<SocketCounters> = {
  opened: 'Connections of subscribers.',
  refused: 'Connections of subscribers refused because there were too many.',
  tooSlow: 'Connections of subscribers ended because they did not read.',
};

function registerIngestMetrics(registry: Registry, ingest: Ingest): void {
  registerTotals(registry, 'ingest', INGEST, ingest.counters);
  registerSeconds(
    registry,
    'ingest_last_batch',
    'Time from the start of the last batch to its commit.',
    () => ingest.counters.lastBatchMs,
  );
  new Counter({
    name: 'stadtlage_ingest_rejections_total',
    help: 'Rejected messages by reason, see docs/gateways.md.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of ingest.rejections) this.inc({ reason }, count);
    },
  });
  new Gauge({
    name: 'stadtlage_ingest_connected',
    help: '1 while the connection to the broker stands.',
    registers: [registry],
    collect() {
      this.set(Number(ingest.connected));
    },
  });
}

function registerMaintenanceMetrics(registry: Registry, maintenance: Maintenance): void {
  registerTotals(registry, 'maintenance', MAINTENANCE, maintenance.counters);
  registerSeconds(
    registry,
    'maintenance_last_round',
    'How long the last round of maintenance took.',
    () => maintenance.counters.lastRoundMs,
  );
}

function registerTotals<Counters extends object>(
  registry: Registry,
  part: string,
  totals: Totals<Counters>,
  counters: Counters,
): void {
  for (const [name, help] of Object.entries(totals) as [keyof Counters & string, string][]) {
    new Counter({
      name: `stadtlage_${part}_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(counters[name] as number);
      },
    });
  }
}

function registerSeconds(registry: Registry, name: string, help: string, milliseconds: () => number): void {
  new Gauge({
    name: `stadtlage_${name}_seconds`,
    help,
    registers: [registry],
    collect() {
      this.set(milliseconds() / 1_000);
    },
  });
}
