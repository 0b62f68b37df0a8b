import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { openDatabase, UserError, type Database } from '@stadtlage/database';
import { registerOpenDataRoutes } from '@stadtlage/datasets';
import { startIngest, type Ingest } from '@stadtlage/sensors';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
import { createRegistry } from './datasets.js';
import { nestLog, type Log } from './log.js';
import { registerMonitoring } from './monitoring.js';
import type { Settings } from './settings.js';
import { registerWeb } from './web.js';

const BODY_LIMIT = 100_000;
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
 */
export async function startServer(settings: Settings, log: Log): Promise<RunningServer> {
  const database = await openDatabase(settings.databaseUrl!, {
    maxConnections: settings.databaseConnections,
    onIdleError: (error) => log.warn({ err: error }, 'A database connection broke; it is replaced'),
  });
  let ingest: Ingest | undefined;
  try {
    if (settings.role !== 'api') {
      ingest = startIngest({ database, url: settings.mqttUrl!, clientId: settings.mqttClientId, log });
    }
    const app = await createApp(settings, database, ingest, log);
    return {
      url: await listen(app, settings),
      close: async () => {
        await app.close();
        await ingest?.stop();
        await database.close();
      },
    };
  } catch (error) {
    await ingest?.stop();
    await database.close();
    throw error;
  }
}

async function createApp(
  settings: Settings,
  database: Database,
  ingest: Ingest | undefined,
  log: Log,
): Promise<NestFastifyApplication> {
  const registry = createRegistry({ publisher: settings.publisher, publicUrl: settings.publicUrl });
  await registry.checkViews(database);
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: 'loopback' });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with({ database, registry, log }), adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  registerMonitoring(fastify, database, ingest);
  if (settings.role !== 'ingest') {
    await registerOpenDataRoutes(fastify, { database, registry, log });
    await registerWeb(fastify, settings, version);
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
