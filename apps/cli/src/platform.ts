import {
  embeddedAddress,
  embeddedIsRunning,
  isMigrated,
  migrate,
  openDatabase,
  startEmbeddedDatabase,
  UserError,
  withoutPassword,
  type Database,
} from '@stadtlage/database';
import {
  gatewayAccess,
  readMappingFile,
  RegisteredGateways,
  simulate,
  startEmbeddedBroker,
  type EmbeddedBroker,
} from '@stadtlage/sensors';
import { createLog, type Settings } from '@stadtlage/server';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { whoseIs } from './claim-ports.js';
import { demoSensors, isEmpty, loadDemoCity } from './demo/index.js';
import type { Steps } from './steps.js';

type Stop = () => Promise<unknown>;
/** The settings with the addresses of what was started, and the embedded broker if there is one. */
export type ConnectedSettings = Settings & { databaseUrl: string; mqttUrl: string; broker?: EmbeddedBroker };

/**
 * Starts everything around the service: database and broker (embedded ones unless settings name real ones), schema, demo
 * city and demo gateways. What it started goes to `stops`, to be stopped in reverse order.
 * @param sameProcess the service runs in this process, and takes what sensors send from the embedded broker itself
 */
export async function startPlatform(
  settings: Settings,
  steps: Steps,
  stops: Stop[],
  { sameProcess }: { sameProcess: boolean },
): Promise<ConnectedSettings> {
  if (settings.role === 'api' && !settings.mqttUrl) {
    throw new UserError(
      'ROLE=api: nothing here would store what sensors send. Set MQTT_URL to the broker that another Stadtlage (ROLE=ingest) reads, or leave ROLE=all.',
    );
  }
  await claimPorts(settings);
  if (settings.mqttUrl) await mustAnswer(settings.mqttUrl);
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(settings, steps, stops));
  const demo = settings.demo ?? !settings.databaseUrl;
  await steps.run('Database schema', async () => {
    await (await openDatabase(databaseUrl)).close();
    await migrate(databaseUrl);
  });
  if (demo) await loadDemo(databaseUrl, settings, steps);
  if (settings.mqttUrl) return { ...settings, demo, databaseUrl, mqttUrl: settings.mqttUrl };
  const broker = await startBroker(databaseUrl, settings, steps, stops, sameProcess);
  return { ...settings, demo, databaseUrl, mqttUrl: broker.url, broker };
}

async function startDatabase(settings: Settings, steps: Steps, stops: Stop[]): Promise<string> {
  const title = `Embedded database in ${settings.dataDir} (the first start takes 10 to 20 s)`;
  const database = await steps.run(title, () => startEmbeddedDatabase(settings.dataDir, (stop) => stops.push(stop)));
  void database.lost.then(() => {
    console.error('The embedded database has ended by itself. What was acknowledged is stored; start again.');
    process.exit(1);
  });
  return database.url;
}

async function startBroker(
  databaseUrl: string,
  settings: Settings,
  steps: Steps,
  stops: Stop[],
  forIngest: boolean,
): Promise<EmbeddedBroker> {
  const { mqttPort: port, mqttHost: host, mqttAnonymous, sensorsFile } = settings;
  const log = createLog(settings.logLevel);
  const broker = await steps.run(`Embedded MQTT broker on port ${port}`, async () => {
    const database = await openDatabase(databaseUrl, { maxConnections: 1 });
    stops.push(() => database.close());
    const access = gatewayAccess(await RegisteredGateways.open(database, log), {
      anonymous: mqttAnonymous ?? /^(localhost|127\..*|::1)$/.test(host),
      prefixes: sensorsFile ? readMappingFile(sensorsFile).prefixes : [],
    });
    return startEmbeddedBroker({ port, host, access, log, forIngest });
  });
  stops.push(() => broker.stop());
  return broker;
}

async function loadDemo(url: string, settings: Settings, steps: Steps): Promise<void> {
  await withDatabase(url, async (database) => {
    if (!(await isEmpty(database))) return;
    await steps.run(`Demo city with ${settings.demoAddresses.toLocaleString('en')} addresses`, (progress) =>
      loadDemoCity(database, { addresses: settings.demoAddresses }, progress),
    );
  });
}

/** Starts the demo gateways if the database holds the demo city. They publish over MQTT like real ones. */
export async function startDemoGateways(settings: ConnectedSettings, steps: Steps, stops: Stop[]): Promise<void> {
  if (!settings.demo) return;
  const sensors = await withDatabase(settings.databaseUrl, demoSensors);
  if (!sensors.length) return;
  const log = createLog(settings.logLevel);
  const controller = new AbortController();
  const running = await steps.run(`Demo gateways with ${sensors.length} sensors`, async () =>
    simulate({ url: settings.mqttUrl, sensors, intervalMs: 5_000, signal: controller.signal, log }),
  );
  stops.push(async () => {
    controller.abort();
    await running.finished;
  });
}

/** The database for a command: the real one, the embedded one of a running Stadtlage, or one started just for this. */
export async function openPlatformDatabase(settings: Settings): Promise<{ database: Database; close: Stop }> {
  const stops: Stop[] = [];
  // Who runs the embedded database has migrated it; its one session knows no lock between two that migrate.
  const shared = !settings.databaseUrl && (await embeddedIsRunning(settings.dataDir));
  const url =
    settings.databaseUrl ?? (shared ? embeddedAddress(settings.dataDir).url : await ownEmbedded(settings, stops));
  const database = await openDatabase(url);
  if (!shared) await migrate(url);
  else if (!(await isMigrated(database))) {
    await database.close();
    throw new UserError(
      `The Stadtlage that runs with ${settings.dataDir} has not made all tables that this command needs. Wait until it says that it is ready; if it does already, it is an older one: restart it.`,
    );
  }
  return {
    database,
    close: async () => {
      await database.close();
      for (const stop of stops.reverse()) await stop();
    },
  };
}

async function ownEmbedded({ dataDir }: Settings, stops: Stop[]): Promise<string> {
  if (!existsSync(dataDir)) {
    const mend = 'Another Stadtlage may run with another DATA_DIR or DATABASE_URL: name it here as well';
    console.error(`There is no database in ${dataDir}; an empty one is made. (${mend}.)`);
  }
  return (await startEmbeddedDatabase(dataDir, (stop) => stops.push(stop))).url;
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** A taken port is told at once, not after the database has started. */
async function claimPorts({ port, host, mqttUrl, mqttPort, mqttHost }: Settings): Promise<void> {
  const taken =
    (await whoseIs('PORT', port, host)) ?? (mqttUrl ? undefined : await whoseIs('MQTT_PORT', mqttPort, mqttHost));
  if (taken) throw new UserError(taken);
}

const DEFAULT_PORTS: Record<string, number> = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 };
const LONGEST_ANSWER_MS = 10_000;

/** The service itself would wait for its broker; who starts it by hand learns of a wrong URL at once. */
function mustAnswer(mqttUrl: string): Promise<void> {
  const { protocol, hostname, port } = new URL(mqttUrl);
  return new Promise((answers, reject) => {
    const probe = connect({
      host: hostname,
      port: Number(port) || DEFAULT_PORTS[protocol]!,
      timeout: LONGEST_ANSWER_MS,
    });
    const fail = () => {
      probe.destroy();
      reject(
        new UserError(
          `MQTT_URL: no MQTT broker answers at ${withoutPassword(mqttUrl)}. Start it there, or correct the host and port.`,
        ),
      );
    };
    probe.once('error', fail);
    probe.once('timeout', fail);
    probe.once('connect', () => {
      probe.destroy();
      answers();
    });
  });
}
