import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { importers } from './import-fibre-network.js';
import { network, NETWORK_ID } from './networks/testing-network.js';

type Json = Record<string, unknown>;

const OTHER_ID = '7a1d7a52-0000-4c0a-9d0e-1a2b3c4d5e6f';

const schemaLink = (version: string) => [
  {
    rel: 'describedby',
    href: `https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/${version}/schema/network-schema.json`,
  },
];

describe('an import of fibre networks', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
  });
  afterAll(() => database.close());

  const loadJson = (content: object) =>
    runImport(database, importers[0]!, fileOf('package.json', content), { startedBy: 'test' });
  const load = (...networks: Json[]) => loadJson({ networks });

  it('raises the versions of the lists for planners, and so does its rollback', async () => {
    const version = async () =>
      (await database.query<{ version: number }>("SELECT version FROM datasets.state WHERE dataset = 'white-spots'"))[0]
        ?.version ?? 0;
    const before = await version();
    const { run } = await load(network());
    const imported = await version();
    expect(imported).toBeGreaterThan(before);
    await rollbackRun(database, importers, run, { by: 'test' });
    expect(await version()).toBeGreaterThan(imported);
  });

  it('stores networks with everything that belongs to them', async () => {
    const result = await load(network());
    expect(result).toMatchObject({
      state: 'imported',
      dataDate: '2023-04-30',
      rows: { read: 9, added: 9, changed: 0, removed: 0 },
    });
    expect(result.report.counts).toMatchObject({ error: 0, quality: 0 });
    expect(await database.query('SELECT id, name, publisher, publication_date FROM rollout.network')).toEqual([
      { id: NETWORK_ID, name: 'Stadtnetz', publisher: 'Stadtwerke', publication_date: '2023-05-01' },
    ]);
    expect(
      await database.query(
        'SELECT id, status, types, phase_id, access_point, provider, ST_AsText(geom) AS geom FROM rollout.node ORDER BY id',
      ),
    ).toEqual([
      {
        id: '1',
        status: 'operational',
        types: ['pop', 'exchange'],
        phase_id: 'p1',
        access_point: true,
        provider: 'Stadtwerke Beispiel',
        geom: 'POINT(7.88 51.76)',
      },
      {
        id: '2',
        status: null,
        types: [],
        phase_id: null,
        access_point: null,
        provider: 'Stadtwerke Beispiel',
        geom: null,
      },
    ]);
    expect(
      await database.query(
        'SELECT start_node_id, end_node_id, provider, deployment, fibre_count, fibre_length_m, ready_for_service, ST_NPoints(geom) AS points FROM rollout.span',
      ),
    ).toEqual([
      {
        start_node_id: '1',
        end_node_id: '2',
        provider: 'Stadtwerke Beispiel',
        deployment: ['belowGround', 'aboveGround'],
        fibre_count: 96,
        fibre_length_m: 1234.5,
        ready_for_service: '2025-01-31',
        points: 3,
      },
    ]);
    expect(await database.query('SELECT title, amount, currency, date_signed FROM rollout.contract')).toEqual([
      { title: 'Bau', amount: 1_500_000.5, currency: 'EUR', date_signed: '2022-12-31' },
    ]);
    expect(await database.query('SELECT name, country, roles FROM rollout.organisation WHERE id = $1', ['o1'])).toEqual(
      [{ name: 'Stadtwerke Beispiel', country: 'DE', roles: ['physicalInfrastructureProvider', 'networkProvider'] }],
    );
  });

  it('replaces the networks of the file, leaves the others, and counts what differs', async () => {
    await load(network(), network({ id: OTHER_ID, name: 'Anderes Netz' }));
    const nodes = [{ id: '1', name: 'Anders' }, { id: '3' }];
    const result = await load(network({ nodes, spans: [] }));
    expect(result.rows).toMatchObject({ added: 1, changed: 1, removed: 2 });
    expect(await database.query('SELECT network_id AS net, id FROM rollout.node ORDER BY 1, 2')).toEqual([
      { net: NETWORK_ID, id: '1' },
      { net: NETWORK_ID, id: '3' },
      { net: OTHER_ID, id: '1' },
      { net: OTHER_ID, id: '2' },
    ]);
    expect((await load(network({ nodes, spans: [] }))).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('raises no version when the same network comes again, and only near the node that has moved', async () => {
    await load(network());
    const states = () =>
      database.query<{ dataset: string; version: number; whole: number; boxes: number }>(
        `SELECT dataset, version, whole_version AS whole, (SELECT count(*) FROM datasets.change c WHERE c.dataset = s.dataset)::integer AS boxes
         FROM datasets.state s ORDER BY dataset`,
      );
    const before = await states();
    await load(network());
    expect(await states()).toEqual(before);
    const moved = network();
    const [node] = moved['nodes'] as { location: { coordinates: number[] } }[];
    node!.location.coordinates = [8.1, 51.76];
    await load(moved);
    const nodes = (all: typeof before) => all.find(({ dataset }) => dataset === 'fibre-nodes')!;
    const { version, whole } = nodes(before);
    expect(nodes(await states())).toMatchObject({ version: version + 1, whole, boxes: 2 });
  });

  it('raises the version where a node has changed of which nobody says where it is', async () => {
    const placeless = (status: string) => {
      const changed = network();
      const [node] = changed['nodes'] as Record<string, unknown>[];
      delete node!['location'];
      node!['status'] = status;
      return changed;
    };
    const version = async () =>
      (
        await database.query("SELECT version, whole_version AS whole FROM datasets.state WHERE dataset = 'fibre-nodes'")
      )[0];
    await load(placeless('planned'));
    const { version: before } = (await version()) as { version: number };
    expect((await load(placeless('operational'))).rows).toMatchObject({ changed: 1 });
    // It may be anywhere.
    expect(await version()).toEqual({ version: before + 1, whole: before + 1 });
  });

  it('reports references that lead nowhere, and takes the rest', async () => {
    const result = await load(network({ nodes: [], phases: [], organisations: [], contracts: [] }));
    expect(result.state).toBe('imported');
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { column: '/networks/0/spans/0/end', value: '2' },
      { column: '/networks/0/spans/0/networkProviders/0', value: 'o2' },
      { column: '/networks/0/spans/0/phase', value: 'p1' },
      { column: '/networks/0/spans/0/physicalInfrastructureProvider', value: 'o1' },
      { column: '/networks/0/spans/0/start', value: '1' },
      { column: '/networks/0/spans/0/supplier', value: 'o2' },
    ]);
  });

  it('takes a network far away with one remark', async () => {
    const nodes = [1, 2, 3].map((id) => ({ id: String(id), location: { type: 'Point', coordinates: [-1.6, 6.7] } }));
    const result = await load(network({ nodes, spans: [], contracts: [] }));
    expect(result.state).toBe('imported');
    expect(result.report.findings.filter(({ level }) => level === 'quality')).toMatchObject([
      { problem: '3 nodes and spans lie outside Germany.' },
    ]);
  });

  const node = (changes: Json) => ({ networks: [network({ nodes: [{ id: '1', ...changes }] })] });
  it.each<[string, object, RegExp]>([
    [
      'another version',
      { networks: [network({ links: schemaLink('0__1__0') })] },
      /version 0\.1 .*Version 0\.3 is read/,
    ],
    ['no networks', { releases: [] }, /no list "networks".*Found: releases/],
    ['an empty package', { networks: [] }, /without networks/],
    ['no features', { type: 'FeatureCollection', features: [] }, /without features/],
    [
      'another coordinate system',
      { networks: [network({ crs: { uri: 'http://www.opengis.net/def/crs/EPSG/0/25832' } })] },
      /25832.*transform/,
    ],
    ['a node without id', node({ id: undefined }), /node needs "id"/],
    ['a node of unknown status', node({ status: 'done' }), /codelist/],
    ['metres', node({ location: { type: 'Point', coordinates: [423_000, 5_735_000] } }), /metres/],
    ['swapped axes', node({ location: { type: 'Point', coordinates: [51.76, 7.88] } }), /swapped/],
    [
      'a line for a node',
      node({
        location: {
          type: 'LineString',
          coordinates: [
            [7, 51],
            [8, 52],
          ],
        },
      }),
      /not a Point/,
    ],
    ['a day that is none', { networks: [network({ publicationDate: '2023-02-30' })] }, /not a calendar day/],
    ['half a fibre', { networks: [network({ spans: [{ id: '1', fibreCount: 1.5 }] })] }, /not a whole number/],
    ['a million million fibres', { networks: [network({ spans: [{ id: '1', fibreCount: 1e12 }] })] }, /whole number/],
    [
      'an amount that is none',
      { networks: [network({ contracts: [{ id: 'c', value: { amount: 'abc' } }] })] },
      /not a number of the currency/,
    ],
    ['a zero character', node({ name: 'A\0B' }), /zero character/],
    [
      'two nodes of one id',
      { networks: [network({ nodes: [{ id: '1' }, { id: '1' }] })] },
      /node 1 stands twice: also at \/networks\/0\/nodes\/0/,
    ],
  ])('is refused with %s', async (_what, content, problem) => {
    const result = await loadJson(content);
    expect(result.state).toBe('refused');
    expect(result.report.findings.find(({ level }) => level === 'error')!.problem).toMatch(problem);
    expect(await database.query('SELECT FROM rollout.network')).toEqual([]);
  });
});
