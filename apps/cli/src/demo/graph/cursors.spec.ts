import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadDemoCity } from '../index.js';
import { openGraph, type Graph } from './testing-graph.js';
import { listsOf, nodeOf } from './testing-walk.js';

const NOW = new Date('2026-11-05T10:37:00Z');
const MORE = sqlFile(import.meta.url, 'testing-more.sql');
const [FIRST, LAST] = ['0', 'zzzz'];
const PAGE = 40;
/** A statement is made once for each day. */
const OTHER_DAYS = [{ valid_from: '2024-01-02' }, { valid_from: '2024-01-03' }];

/** How to ask for a connection, PAGING being `first` and `after`, and how to add an entry at its start and one at its end. */
interface Case {
  query: string;
  add(known: { key: string }): Promise<void>;
}

describe('the cursors of a connection', () => {
  let database: Database;
  let graph: Graph;

  beforeAll(async () => {
    database = await testDatabase();
    await loadDemoCity(database, { addresses: 150 }, undefined, { now: NOW });
    await database.query(MORE);
    graph = await openGraph(database);
  }, 120_000);
  afterAll(async () => {
    await graph?.close();
    await database.close();
  });

  /** Copies rows with other values in some columns. */
  async function copy(table: string, changes: Record<string, string | number>, where: string): Promise<void> {
    const columns = await database.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND (attidentity = '' OR attname = ANY ($2))`,
      [table, Object.keys(changes)],
    );
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => (name in changes ? `'${changes[name]}'` : name));
    await database.query(
      `INSERT INTO ${table} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM ${table} WHERE ${where}`,
    );
  }

  const twice = (table: string, column = 'id', ids = [FIRST, LAST]) => ({
    async add({ key }: { key: string }) {
      for (const id of ids) await copy(table, { [column]: id }, `${column}::text = '${key}'`);
    },
  });
  /** By a number that is given: 0 comes first, and the next one last, or the other way round. */
  const numbered = (table: string, changes: Record<string, string>[] = [{}, {}]) => ({
    async add({ key }: { key: string }) {
      await copy(table, { ...changes[0], id: 0 }, `id = ${key}`);
      await copy(table, changes[1]!, `id = ${key}`);
    },
  });
  const addresses = {
    async add({ key }: { key: string }) {
      const old = key.replace(/\/\d+-[0-9a-z]+$/, '');
      for (const id of [FIRST, LAST]) {
        await copy('places.address', { id }, `id = '${old}'`);
        for (const table of ['coverage.fixed_availability', 'rollout.phase_address'])
          await copy(table, { address_id: id }, `address_id = '${old}'`);
      }
      await database.query('SELECT coverage.refresh()');
      forgetAfter.push(`DELETE FROM coverage.fixed_availability WHERE address_id IN ('${FIRST}', '${LAST}')`);
      forgetAfter.push(`DELETE FROM rollout.phase_address WHERE address_id IN ('${FIRST}', '${LAST}')`);
      forgetAfter.push(`DELETE FROM coverage.address_status WHERE address_id IN ('${FIRST}', '${LAST}')`);
      forgetAfter.push(`DELETE FROM places.address WHERE id IN ('${FIRST}', '${LAST}')`);
    },
  };
  const forgetAfter: string[] = [];
  afterEach(async () => {
    for (const statement of forgetAfter.splice(0)) await database.query(statement);
  });
  const projects = {
    async add({ key }: { key: string }) {
      for (const id of [FIRST, LAST]) {
        await copy('rollout.project', { id }, `id = '${key}'`);
        await copy('rollout.project_status', { project_id: id }, `project_id = '${key}' AND phase IS NULL`);
      }
      for (const table of ['rollout.project_status WHERE project_id', 'rollout.project WHERE id'])
        forgetAfter.push(`DELETE FROM ${table} IN ('${FIRST}', '${LAST}')`);
    },
  };
  const root = (name: string, given = '') => `{ list: ${name}(PAGING ${given}) { PARTS } }`;
  const below = (parent: string, name: string) => `{ list: ${parent} { ${name}(PAGING) { PARTS } } }`;
  const network = (part: string, name: string) => ({
    query: below('fibreNetwork(id: "netz-1")', name),
    ...{
      async add({ key }: { key: string }) {
        for (const id of [FIRST, LAST])
          await copy(`rollout.${part}`, { id }, `network_id = 'netz-1' AND id = '${key}'`);
      },
    },
  });

  const CASES: Record<string, Case> = {
    'Query.agendaChanges': {
      query: root('agendaChanges', 'since: "2000-01-01T00:00:00Z"'),
      async add() {
        for (const [id, at] of [
          [FIRST, '2001-01-01'],
          [LAST, '2999-01-01'],
        ] as const)
          await copy(
            'agenda.record',
            { id, recorded_at: at },
            `(kind, id, version) = (SELECT kind, id, version FROM agenda.record LIMIT 1)`,
          );
      },
    },
    'Query.agendaRecords': {
      query: root('agendaRecords', 'kind: GOAL'),
      ...twice('agenda.record', 'id', ['00', 'zzzzz']),
    },
    'Query.addresses': { query: root('addresses'), ...addresses },
    'Query.availabilityContradictions': { query: root('availabilityContradictions'), add: addContradictions },
    'Query.availabilityDifference': {
      query: root('availabilityDifference', 'from: "2024-01-01", to: "2026-11-05"'),
      ...addresses,
    },
    'Query.forgottenAddresses': { query: root('forgottenAddresses'), ...addresses },
    'Query.promisedNotConnected': { query: root('promisedNotConnected', 'by: "2030-01-01"'), ...addresses },
    'Query.unknownAvailability': { query: root('unknownAvailability'), ...addresses },
    'Query.whiteSpots': { query: root('whiteSpots'), ...addresses },
    'Query.datasetUsage': { query: root('datasetUsage', 'from: "2026-10-30"'), ...twice('datasets.usage') },
    'Query.facilities': { query: root('facilities'), ...twice('places.facility') },
    'Query.facilitiesWithoutFibre': {
      query: root('facilitiesWithoutFibre'),
      ...twice('places.facility', 'id', ['00', 'zzzzz']),
    },
    'Query.gateways': { query: root('gateways'), ...twice('sensors.gateway') },
    'Query.gridAvailability': {
      query: root('gridAvailability'),
      ...numbered('coverage.grid_availability', OTHER_DAYS),
    },
    'Query.importRuns': { query: root('importRuns'), ...numbered('imports.run') },
    'Query.latestObservations': { query: root('latestObservations'), add: addDatastreams },
    'Query.mobileAreas': { query: root('mobileAreas'), ...numbered('coverage.mobile_availability', OTHER_DAYS) },
    'Query.mobileCells': { query: root('mobileCells'), ...twice('coverage.mobile_cell') },
    'Query.mobileSites': { query: root('mobileSites'), ...numbered('coverage.mobile_site', OTHER_DAYS) },
    'Query.newSensors': { query: root('newSensors'), ...twice('sensors.thing') },
    'Query.rejectedMessages': { query: root('rejectedMessages'), ...numbered('sensors.rejected_message') },
    'Query.reports': { query: root('reports'), add: addReports },
    'Query.rolloutProjects': { query: root('rolloutProjects'), ...projects },
    'Query.rolloutSlippage': { query: root('rolloutSlippage'), ...projects },
    'Query.sensors': { query: root('sensors'), ...twice('sensors.thing', 'id', ['00', 'zzzzz']) },
    'Query.streets': {
      query: root('streets'),
      ...twice('places.street', 'key', ['00000000000000000', '99999999999999999']),
    },
    'FibreNetwork.contracts': network('contract', 'contracts'),
    'FibreNetwork.nodes': network('node', 'nodes'),
    'FibreNetwork.phases': network('phase', 'phases'),
    'FibreNetwork.spans': network('span', 'spans'),
    'Indicator.records': { query: below('indicator(id: "fibre-residential")', 'records'), ...addresses },
    'RolloutProject.addresses': { query: below('rolloutProject(id: "PROJECT")', 'addresses'), ...addresses },
    'RolloutPhase.addresses': { query: below('rolloutPhase(id: "PHASE")', 'addresses'), ...addresses },
  };

  async function addContradictions(known: { key: string }) {
    await addresses.add(known);
    for (const address of [FIRST, LAST])
      await copy(
        'coverage.fixed_availability',
        { evidence: 'city', max_down_mbit: 1 },
        `id = (SELECT min(id) FROM coverage.fixed_availability
               WHERE address_id = '${address}' AND superseded_at IS NULL AND valid_to IS NULL)`,
      );
  }
  async function addDatastreams({ key }: { key: string }) {
    const [next] = await database.query<{ id: number }>('SELECT max(id) + 1 AS id FROM sensors.datastream');
    for (const [id, property] of [
      [0, 'first'],
      [next!.id, 'last'],
    ] as const) {
      await copy('sensors.datastream', { id, property }, `id = ${key}`);
      await copy('sensors.latest_observation', { datastream_id: id }, `datastream_id = ${key}`);
    }
  }
  async function addReports({ key }: { key: string }) {
    await copy('coverage.report', { number: 0, id: 'first00000' }, `number = ${key}`);
    await copy('coverage.report', { id: 'last000000' }, `number = ${key}`);
  }

  /** The cursors of all that follow, page by page. */
  async function follow(query: string, after: string | null): Promise<string[]> {
    const found: string[] = [];
    for (let cursor = after; ;) {
      const page = await read(query, PAGE, cursor);
      found.push(...page.edges.map((edge) => edge.cursor));
      if (!page.pageInfo.hasNextPage) return found;
      cursor = page.pageInfo.endCursor;
    }
  }

  interface Page {
    edges: { cursor: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  async function read(query: string, first: number, after: string | null): Promise<Page> {
    const { data, errors } = await graph.ask(
      query
        .replace('PAGING', `first: ${first}, after: ${JSON.stringify(after)}`)
        .replace('PARTS', 'edges { cursor } pageInfo { hasNextPage endCursor }'),
    );
    if (errors) throw errors[0]!;
    const { list } = data as { list: Page | Record<string, Page> };
    return 'edges' in list ? (list as Page) : Object.values(list)[0]!;
  }

  test('are looked at here for each connection that the schema has', () => {
    const connections = listsOf(graph.schema).filter(({ path }) => nodeOf(path.at(-1)!));
    expect(Object.keys(CASES).sort()).toEqual(connections.map(({ name }) => name).sort());
  });

  test.each(Object.keys(CASES))('lead on to each old entry once when others come in between: %s', async (name) => {
    const { query: template, add } = CASES[name]!;
    const [part] = await database.query<{ project: string; phase: string }>(
      'SELECT project_id AS project, phase_id AS phase FROM rollout.address_phase GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1',
    );
    const query = template.replace('PROJECT', part!.project).replace('PHASE', part!.phase);
    const all = await follow(query, null);
    const half = Math.floor(all.length / 2);
    expect(half).toBeGreaterThan(0);
    const { pageInfo } = await read(query, half, null);
    await add({
      key: Buffer.from(all[half - 1]!, 'base64url')
        .toString()
        .slice(2),
    });
    const [rest, now] = [await follow(query, pageInfo.endCursor), await follow(query, null)];
    const isOld = (cursor: string) => all.includes(cursor);
    expect(rest.filter(isOld)).toEqual(all.slice(half));
    expect(now.filter(isOld)).toEqual(all);
    // What is new stands on both sides of the cursor, and where it stands is where it is found.
    expect(rest).toEqual(now.slice(now.indexOf(pageInfo.endCursor) + 1));
    const [before, after] = [now.slice(0, now.indexOf(pageInfo.endCursor)), rest];
    expect([before, after].map((part) => part.every(isOld))).toEqual([false, false]);
  });
});
