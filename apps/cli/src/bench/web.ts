import { type Database, sqlFile, UserError } from '@stadtlage/database';
import { simulate, type SimulatedSensor } from '@stadtlage/sensors';
import { mosquitto, startMosquitto } from '@stadtlage/sensors/testing';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { benchCity } from './city.js';
import { startService, startWebFigures, withStops } from './processes.js';

export interface WebBenchOptions {
  addresses: number;
  sensors: number;
}

const SENSORS = sqlFile(import.meta.url, 'web-sensors.sql');
const SHELL_SIZE = fileURLToPath(new URL('../../../web/shell-size.mjs', import.meta.url));
/** Each sensor speaks once in this time: 500 of them make 50 messages a second. */
const INTERVAL_MS = 10_000;

interface Audited {
  scores: { performance: number; accessibility: number; 'best-practices': number; seo: number };
  lcpMs: number;
  lcp: { html: string; isText: boolean };
  tbtMs: number;
  cls: number;
  faults: string[];
}

interface Visit {
  interactions: number;
  inpMs: number;
  longest: { ms: number; waitedMs: number; workedMs: number; event: string; target: string }[];
}

/**
 * The budgets of the web app, on a city of its own: what a visit loads, what Lighthouse says on a simulated slow 4G, how long the
 * interactions of a scripted visit wait for the next paint while sensors publish, and what axe finds. Prints a table and, last, one line of
 * JSON. Rejects when a budget was missed.
 */
export const benchWeb = ({ addresses, sensors }: WebBenchOptions): Promise<void> =>
  withStops(async (stops) => {
    if (!mosquitto) throw new UserError('Mosquitto is missing for this bench. Debian: apt install mosquitto.');
    const { database } = await benchCity(addresses, stops);
    const simulated = await database.query<SimulatedSensor & object>(SENSORS, [sensors]);
    const broker = await startMosquitto();
    stops.push(broker.stop);
    const service = await startService({
      DATABASE_URL: database.url,
      MQTT_URL: broker.url,
      MQTT_CLIENT_ID: `bench-${randomBytes(4).toString('hex')}`,
      LOG_LEVEL: 'info',
    });
    stops.push(service.stop);
    const browser = startWebFigures(service.url);
    stops.push(browser.stop);
    const { address, aims } = await aimsIn(database);
    const missed: string[] = [];
    const row: Row = (title, value, budget, within) => {
      console.log(
        `  ${title.padEnd(70)} ${value.padStart(10)}   ${budget.padEnd(9)} ${within ? '' : 'missed'}`.trimEnd(),
      );
      if (!within) missed.push(`${title}: ${value}, budget ${budget}`);
    };

    const shell = shellKb();
    row('script and style of the shell, brotli', `${shell} KB`, '<= 100', shell <= 100);
    const data = await browser.measure<{ kb: number; requests: number; allKb: number }>({ measure: 'start data' });
    row(`data of the first view, in ${data.requests} answers`, `${data.kb} KB`, '<= 150', data.kb <= 150);

    const paths = ['/?lang=de', `/address/${encodeURIComponent(address)}?lang=de`];
    const audits = await browser.measure<Audited[]>({ measure: 'lighthouse', paths, warm: true });
    audits.forEach((audit, i) => printAudit(['the start', "an address's page"][i]!, audit, row));

    const publishing = new AbortController();
    const log = {
      info() {},
      warn: (text: string) => console.error(text),
      error: (text: string) => console.error(text),
    };
    const { finished } = simulate({
      url: broker.url,
      sensors: simulated,
      intervalMs: INTERVAL_MS,
      signal: publishing.signal,
      log: log as never,
    });
    const visit = await browser
      .measure<Visit>({ measure: 'visit', aims })
      .finally(() => (publishing.abort(), finished));
    row(
      `interaction to next paint, of ${visit.interactions}, beside ${sensors} live sensors`,
      `${visit.inpMs} ms`,
      '<= 200',
      visit.inpMs <= 200,
    );
    for (const { ms, waitedMs, workedMs, event, target } of visit.longest)
      console.log(`    ${ms} ms: ${waitedMs} waiting, ${workedMs} at work, the rest painting; ${event} on ${target}`);

    const axe = await browser.measure<{ states: number; violations: string[]; unreached: string[] }>({
      measure: 'axe',
    });
    row(
      `violations that axe finds, ${axe.states} states in two languages and themes`,
      String(axe.violations.length),
      '0',
      axe.violations.length + axe.unreached.length === 0,
    );
    for (const violation of axe.violations) console.log(`    ${violation}`);
    for (const state of axe.unreached) console.log(`    not examined: ${state}`);
    console.log(
      JSON.stringify({
        bench: 'web',
        addresses,
        sensors,
        shell_kb: shell,
        start_data_kb: data.kb,
        lcp_ms: Math.max(...audits.map(({ lcpMs }) => lcpMs)),
        inp_ms: visit.inpMs,
        performance: audits[0]!.scores.performance,
        accessibility: Math.min(...audits.map(({ scores }) => scores.accessibility)),
        best_practices: Math.min(...audits.map(({ scores }) => scores['best-practices'])),
        seo: Math.min(...audits.map(({ scores }) => scores.seo)),
        // What was not looked at is not free of them.
        axe_violations: axe.unreached.length > 0 ? null : axe.violations.length,
      }),
    );
    if (missed.length > 0) throw new UserError(`Budgets that are missed: ${missed.length}\n  ${missed.join('\n  ')}`);
  });

/** Of the table: a figure beside its budget. */
type Row = (title: string, value: string, budget: string, within: boolean) => void;

function printAudit(page: string, { scores, lcpMs, lcp, tbtMs, cls, faults }: Audited, row: Row): void {
  row(`${page}, largest contentful paint, simulated slow 4G`, `${lcpMs} ms`, '<= 1500', lcpMs <= 1500);
  row(`${page}, what that is`, lcp.isText ? 'text' : lcp.html.slice(0, 10), 'text', lcp.isText);
  row(`${page}, performance`, String(scores.performance), '>= 90', scores.performance >= 90);
  console.log(`    blocked for ${tbtMs} ms, layout shift ${cls}`);
  for (const name of ['accessibility', 'best-practices', 'seo'] as const)
    row(`${page}, ${name}`, String(scores[name]), '100', scores[name] === 100);
  for (const fault of faults) console.log(`    ${fault}`);
}

function shellKb(): number {
  const printed = execFileSync(process.execPath, [SHELL_SIZE], { encoding: 'utf8' });
  return (JSON.parse(printed.trimEnd().split('\n').at(-1)!) as { shell_kb: number }).shell_kb;
}

/** An address, the beginning of a street and a sensor: always the same ones. */
async function aimsIn(database: Database) {
  const [address] = await database.query<{ id: string; street: string }>(
    'SELECT id, street FROM places.address ORDER BY md5(id) LIMIT 1',
  );
  const [sensor] = await database.query<{ id: string; longitude: number; latitude: number }>(
    `SELECT id, ST_X(geom) AS longitude, ST_Y(geom) AS latitude FROM sensors.thing WHERE gateway_id = 'bench' ORDER BY id LIMIT 1`,
  );
  return { address: address!.id, aims: { search: address!.street.slice(0, 6), sensor: sensor! } };
}
