import type { ApolloDriver } from '@nestjs/apollo';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CityDays } from '@stadtlage/agenda';
import { openDatabase, UserError, type Database } from '@stadtlage/database';
import {
  countAnswers,
  DatasetVersions,
  keepUsage,
  registerOpenDataRoutes,
  OWN_PAGES,
  Tally,
  type Shortcut,
} from '@stadtlage/datasets';
import { registerNetworkExport } from '@stadtlage/rollout';
import type { EmbeddedBroker } from '@stadtlage/sensors';
import type { FastifyServerFactory } from 'fastify';
import { readFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppModule, errorFormat } from './app.module.js';
import { clientAddress } from './client-address.js';
import { createRegistry } from './datasets.js';
import { registerPersistedOperations } from './graphql/persisted/routes.js';
import { Budget } from './graphql/budget.js';
import { mostOpenFiles, type SocketCounters } from './graphql/live-sockets.js';
import { explainTooLarge } from './graphql/too-large.js';
import { tellCharges } from './graphql/tell-charge.js';
import { turnAway } from './graphql/turn-away.js';
import { takeTurns } from './graphql/query-turns.js';
import { inRounds } from './in-rounds.js';
import { letGoOfIdle } from './idle-connections.js';
import { startIngestParts, type IngestParts } from './ingest.js';
import { nestLog, type Log } from './log.js';
import { registerMonitoring } from './monitoring.js';
import { snapshotPath, type Settings } from './settings.js';
import { serveSubscriptions } from './graphql/subscriptions.js';
import { registerPages } from './pages/routes.js';
import { registerWeb } from './web.js';

const BODY_LIMIT = 100_000;
const LONGEST_ANSWER_MS = 15_000;
/** Longer than proxies keep theirs (60 s): else they ask in the moment in which it is closed, and tell visitors that nobody answers. */
const KEEP_ALIVE_MS = 72_000;
/** Whoever connects and then says nothing, or hardly anything, is waited for no longer; Node.js would for a minute. */
const HEADERS_MS = 20_000;
const CHECK_MS = 5_000;
/** More than there may be WebSockets; beyond that, those that wait for nothing are let go. */
const MOST_CONNECTIONS = Math.min(16_000, Math.floor(0.9 * mostOpenFiles()));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export interface RunningServer {
  /** Where it answers on this machine. */
  url: string;
  /** Finishes what is under way, then closes everything it opened. */
  close(): Promise<void>;
}

/**
 * Starts the service on a migrated database: API, tiles and web app (role api), ingest (role ingest), or both.
 * @param settings with `databaseUrl` and `mqttUrl` set
 * @param broker the embedded one, where it runs in this process: it acknowledges what is stored, and nothing before
 */
export async function startServer(settings: Settings, log: Log, broker?: EmbeddedBroker): Promise<RunningServer> {
  const stops: Stops = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const database = await openDatabase(settings.databaseUrl!, {
      maxConnections: settings.databaseConnections,
      onIdleError: (error) => log.warn({ err: error }, 'A database connection broke; it is replaced'),
      statementTimeoutMs: LONGEST_ANSWER_MS,
      answerTimeoutMs: 2 * LONGEST_ANSWER_MS,
    });
    stops.push(() => database.close());
    const parts = settings.role === 'api' ? {} : await startIngestParts(settings, log, stops, broker);
    const live = { opened: 0, refused: 0, tooSlow: 0 };
    const monitored = settings.role === 'ingest' ? parts : { ...parts, live };
    const app = await createApp(settings, database, monitored, log, stops);
    const url = await listen(app, settings);
    stops.push(() => app.close());
    if (settings.role !== 'ingest') {
      const { schema } = app.get(GraphQLSchemaHost);
      const limits = { budget: app.get(Budget), clientOf: clientAddress(settings.trustProxy), log, counters: live };
      stops.push(serveSubscriptions(app.getHttpServer(), schema, errorFormat(log), limits));
    }
    return { url, close: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

type Stops = (() => Promise<unknown>)[];

async function startVersions(database: Database, log: Log, stops: Stops): Promise<DatasetVersions> {
  const versions = await DatasetVersions.start(database, (error) =>
    log.error({ err: error }, "The datasets' versions could not be read; trying again"),
  );
  stops.push(async () => versions.stop());
  return versions;
}

async function createApp(
  settings: Settings,
  database: Database,
  parts: Partial<IngestParts> & { live?: SocketCounters },
  log: Log,
  stops: Stops,
): Promise<NestFastifyApplication> {
  const registry = createRegistry({ publisher: settings.publisher, publicUrl: settings.publicUrl });
  await registry.checkViews(database);
  const forPeople = settings.role !== 'ingest';
  // What a cache can answer does not pass through the framework, which would take longer than the answer.
  let shortcut: Shortcut = () => false;
  const budget = new Budget(settings.graphqlPointsPerMinute);
  const clientOf = clientAddress(settings.trustProxy);
  const serverFactory: FastifyServerFactory = (handler, options) => {
    const waits = {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_MS,
      connectionsCheckingInterval: CHECK_MS,
    };
    const server = createServer(
      { ...waits, ...(options.http as ServerOptions) },
      inRounds((request, response) => void (shortcut(request, response) || handler(request, response)), clientOf),
    );
    letGoOfIdle(server, MOST_CONNECTIONS);
    return server;
  };
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: settings.trustProxy, serverFactory });
  const versions = forPeople ? await startVersions(database, log, stops) : undefined;
  const { timeZone } = settings;
  const tally = new Tally();
  const compiled = { compiled: 0, ordinary: 0, again: 0 };
  const module = AppModule.with(versions && { database, registry, versions, timeZone, log, budget, compiled, tally });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  explainTooLarge(fastify, BODY_LIMIT);
  tellCharges(fastify, budget);
  takeTurns(fastify, budget);
  countAnswers(fastify);
  const counters = {
    tiles: { kept: 0, unchanged: 0, made: 0, older: 0 },
    persisted: { kept: 0, unchanged: 0, made: 0, live: 0 },
    graphql: compiled,
  };
  registerMonitoring(fastify, database, { ...parts, ...(versions && counters) });
  if (versions) {
    const snapshot = snapshotPath(settings);
    const keptTiles = await registerOpenDataRoutes(fastify, {
      database,
      registry,
      versions,
      snapshot,
      tileCounters: counters.tiles,
      tally,
      log,
    });
    const keptOperations = await registerPersistedOperations(fastify, {
      database,
      registry,
      versions,
      apollo: () => app.get<GraphQLModule<ApolloDriver>>(GraphQLModule).graphQlAdapter.instance,
      schema: () => app.get(GraphQLSchemaHost).schema,
      counters: counters.persisted,
      uses: tally.of('api', 'graphql', OWN_PAGES),
      log,
      version,
    });
    const inDebt = turnAway(budget, clientOf);
    shortcut = (...asked) => keptTiles(...asked) || keptOperations(...asked) || inDebt(...asked);
    registerNetworkExport(fastify, { database, log, tally });
    await registerWeb(fastify, settings, version, database);
    await registerPages(fastify, {
      cityName: settings.cityName,
      responsible: settings,
      database,
      registry,
      tally,
      snapshot,
      schema: () => app.get(GraphQLSchemaHost).schema,
      timeZone: settings.timeZone,
      publicUrl: settings.publicUrl,
      log,
      version,
    });
    stops.push(keepUsage({ database, tally, days: new CityDays(timeZone), log }));
  }
  return app;
}

async function listen(app: NestFastifyApplication, settings: Settings): Promise<string> {
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw describeListenError(error as NodeJS.ErrnoException, settings);
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = ['127.0.0.1', '0.0.0.0', '::'].includes(settings.host) ? 'localhost' : settings.host;
  return `http://${host}:${port}`;
}

function describeListenError(error: NodeJS.ErrnoException, { port, host }: Settings): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError(
        `PORT: ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start.`,
      );
    case 'EACCES':
      return new UserError(`PORT: this user may not listen on ${port}. Choose a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(`HOST: this machine has no address "${host}". Use 127.0.0.1, or 0.0.0.0 for all.`);
    default:
      return error;
  }
}
