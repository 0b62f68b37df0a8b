import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { readOperations } from './graphql/persisted/operations.js';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer, type RunningServer } from './start-server.js';

const OF_OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

describe('what is counted as a use of open data', () => {
  let database: Database;
  let servers: RunningServer[];
  beforeEach(async () => {
    database = await testDatabase();
    await loadTown(database);
    servers = [];
    await start();
  });
  afterEach(async () => {
    for (const server of servers) await server.close();
    await database.close();
  });

  const start = async () => {
    const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
    servers.push(await startServer(settings, createLog('error')));
  };
  const ask = async (path: string, init: RequestInit = {}, of = 0) => {
    const answer = await fetch(`http://localhost:${new URL(servers[of]!.url).port}${path}`, init);
    await answer.arrayBuffer();
    return answer;
  };
  const graphql = (query: string, headers: Record<string, string> = {}) =>
    ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
  /** All that was counted, written at the end of the servers. */
  const counted = async () => {
    for (const server of servers.splice(0)) await server.close();
    const rows = await database.query<{ what: string; uses: number }>(
      `SELECT concat_ws(' ', kind, name, channel) AS what, uses FROM datasets.usage ORDER BY id`,
    );
    return Object.fromEntries(rows.map(({ what, uses }) => [what, uses]));
  };

  it('is each file that is delivered, by whichever process, and no question whether it has changed, no fault and no mistake', async () => {
    await start();
    const first = await ask('/datasets/districts.csv');
    await ask('/datasets/districts.csv?bbox=7,51,8,52', {}, 1);
    await ask('/datasets/districts.geojson', { headers: OF_OWN_PAGE });
    // A list of our own map reads it.
    await ask('/datasets/districts.geojson', { headers: { ...OF_OWN_PAGE, 'sec-fetch-dest': 'empty' } });
    const others = [
      await ask('/datasets/districts.csv', { headers: { 'if-none-match': first.headers.get('etag')! } }),
      await ask('/datasets/districts.csv', { method: 'HEAD' }),
      await ask('/datasets/districts.csv?colour=red'),
      await ask('/datasets/nothing.csv'),
      await ask('/datasets/fibre-networks.ofds.json'),
    ];
    expect(others.map(({ status }) => status)).toEqual([304, 200, 400, 404, 404]);
    await database.query('ALTER VIEW open.streets RENAME TO gone');
    try {
      expect((await ask('/datasets/streets.csv')).status).toBe(500);
    } finally {
      // An embedded database is that of the next spec, too.
      await database.query('ALTER VIEW open.gone RENAME TO streets');
    }
    expect(await counted()).toEqual({ 'download districts csv': 2, 'download districts geojson': 1 });
  });

  it('is no file that breaks off', async () => {
    await database.query(
      `INSERT INTO places.facility (id, kind, name, geom, run_id)
       SELECT 'f' || i, 'school', repeat('x', 900), ST_SetSRID(ST_MakePoint(7.9, 51.7), 4326), 1 FROM generate_series(1, 20000) i`,
    );
    const request = httpGet(`http://localhost:${new URL(servers[0]!.url).port}/datasets/facilities.csv`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response, 'data');
    response.destroy();
    await ask('/datasets/districts.csv');
    expect(await counted()).toEqual({ 'download districts csv': 1 });
  });

  it('is each query that is answered with data, and apart from it what our own pages ask', async () => {
    const answers = [
      await graphql('{ districts { id } }'),
      await ask('/graphql?query=%7Bdistricts%7Bid%7D%7D', { headers: { 'apollo-require-preflight': 'yes' } }),
      await graphql('{ districts { id } }', OF_OWN_PAGE),
      await graphql('{ districts { nothing } }'),
      await graphql('{'),
      await graphql('{ facilities(first: 0) { nodes { id } } }'),
      await graphql('mutation { withdrawAgendaRecord(kind: GOAL, id: "x", version: 1) { id } }'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400, 200, 400]);
    const plain = [...readOperations().values()].filter(({ text }) => /^query \w+ ?\{/.test(text));
    for (let i = 0; i < 2; i++) expect((await ask(`/graphql/${plain[0]!.id}`)).status).toBe(200);
    expect((await ask(`/graphql/${plain[0]!.id}`, { method: 'HEAD' })).status).toBe(200);
    expect((await ask('/graphql/no-such-operation')).status).toBe(404);
    expect(await counted()).toEqual({ 'api graphql query': 2, 'api graphql own-pages': 3 });
  });

  it('is each tile as one of all tiles, kept or made, and what else programs read', async () => {
    const tile = '/tiles/districts/9/267/169.mvt';
    const made = await ask(tile);
    expect(made.status).toBe(200);
    await ask(tile);
    await ask(tile, { headers: OF_OWN_PAGE });
    expect((await ask(tile, { headers: { 'if-none-match': made.headers.get('etag')! } })).status).toBe(304);
    expect((await ask(tile, { method: 'HEAD' })).status).toBe(200);
    await ask('/tiles/nothing/9/267/169.mvt');
    const ogc = '/ogc/collections/districts';
    for (const path of ['/ogc', `${ogc}/tiles/WebMercatorQuad`, `${ogc}/tiles/WebMercatorQuad/9/169/267`, `${ogc}x`])
      await ask(path);
    await ask('/tiles/districts.json');
    await ask('/datasets.json');
    await ask('/datasets.json', { headers: OF_OWN_PAGE });
    await ask('/agenda/calendar/deadlines.ics');
    const [address] = await database.query<{ id: string }>('SELECT id FROM places.address ORDER BY id LIMIT 1');
    await ask(`/address/${address!.id}.json`);
    await ask(`/address/${address!.id}`, { headers: { accept: 'text/html' } });
    await ask('/open-data');
    expect(await counted()).toEqual({
      'api address json': 1,
      'api calendar ics': 1,
      'api catalogue json': 1,
      'api catalogue own-pages': 1,
      'api ogc json': 2,
      'api tiles own-pages': 1,
      'api tiles tile': 3,
      'api tiles tilejson': 1,
    });
  });

  it('is told by GraphQL and as a file when its day is over', async () => {
    await ask('/datasets/districts.csv');
    await counted();
    await start();
    const query =
      '{ datasetUsage(name: "districts", kind: DOWNLOAD) { totalCount nodes { day channel uses isDemo } } }';
    const read = async () => {
      const port = new URL(servers[0]!.url).port;
      const answer = await fetch(`http://localhost:${port}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      });
      const file = await fetch(`http://localhost:${port}/datasets/dataset-usage.csv?name=districts`);
      const { data } = (await answer.json()) as { data: { datasetUsage: { nodes: object[]; totalCount: number } } };
      return { ...data.datasetUsage, lines: (await file.text()).trim().split('\r\n') };
    };
    const head = 'id,day,kind,name,channel,uses,is_demo';
    expect(await read()).toEqual({ totalCount: 0, nodes: [], lines: [head] });
    await database.query(`UPDATE datasets.usage SET day = '2026-03-01', id = '2026-03-01/download/districts/csv'`);
    expect(await read()).toEqual({
      totalCount: 1,
      nodes: [{ day: '2026-03-01', channel: 'csv', uses: 1, isDemo: false }],
      lines: [head, '2026-03-01/download/districts/csv,2026-03-01,download,districts,csv,1,false'],
    });
  });
});
