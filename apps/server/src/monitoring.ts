import type { Database } from '@stadtlage/database';
import type { Ingest, IngestCounters } from '@stadtlage/sensors';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** /health/live, /health/ready and /metrics (Prometheus text format: https://prometheus.io/docs/instrumenting/exposition_formats/). */
export function registerMonitoring(fastify: FastifyInstance, database: Database, ingest: Ingest | undefined): void {
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

function registerIngestMetrics(registry: Registry, ingest: Ingest): void {
  const totals: Record<Exclude<keyof IngestCounters, 'lastBatchMs'>, string> = {
    received: 'MQTT messages received, those included that the broker delivered twice.',
    stored: 'Readings committed.',
    rejected: 'Messages that became a rejected_message row.',
    duplicates: 'Readings that were stored already.',
    batches: 'Committed batches.',
  };
  for (const [name, help] of Object.entries(totals) as [keyof typeof totals, string][]) {
    new Counter({
      name: `stadtlage_ingest_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(ingest.counters[name]);
      },
    });
  }
  new Gauge({
    name: 'stadtlage_ingest_last_batch_seconds',
    help: 'Time from the start of the last batch to its commit.',
    registers: [registry],
    collect() {
      this.set(ingest.counters.lastBatchMs / 1000);
    },
  });
}
