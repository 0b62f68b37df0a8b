// The service alone, as it runs in production: a real database and a real broker, or the addresses its parent gives it.
import './production.js';
import { migrate, openDatabase, UserError } from '@stadtlage/database';
import 'reflect-metadata';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer } from './start-server.js';
import { setFlagsFromString } from 'node:v8';

// Under load V8 would let garbage of the ingest grow to several times what is in use before it looks: too much for a small server.
setFlagsFromString('--heap-growing-percent=100');

try {
  const settings = readSettings(process.env);
  if (!settings.databaseUrl || (!settings.mqttUrl && settings.role !== 'api')) {
    throw new UserError(
      'Set DATABASE_URL and MQTT_URL, or use "npm start", which brings an embedded database and broker.',
    );
  }
  await (await openDatabase(settings.databaseUrl)).close();
  await migrate(settings.databaseUrl);
  const server = await startServer(settings, createLog(settings.logLevel));
  console.log(`Stadtlage is ready: ${server.url}`);
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exit(1);
}
