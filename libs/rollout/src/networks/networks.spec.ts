import { resolvers as coverage } from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { Registry } from '@stadtlage/datasets';
import { testDatabase } from '@stadtlage/database/testing';
import { runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { resolvers as places } from '@stadtlage/places';
import { openGraph, type TestGraph } from '@stadtlage/places/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { datasets } from '../datasets.js';
import { registerNetworkExport } from '../export-routes.js';
import { importers } from '../import-fibre-network.js';
import { resolvers } from '../index.js';
import { network, NETWORK_ID } from './testing-network.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
const load = (...networks: object[]) =>
  runImport(database, importers[0]!, fileOf('a.json', { networks }), { startedBy: 'test' });

describe('the graph of a fibre network', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    await load(network(), network({ id: '7a1d7a52-0000-4c0a-9d0e-1a2b3c4d5e6f', name: 'Anderes Netz' }));
    graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
  });
  afterAll(() => graph.close());

  it('has what the standard says of it', async () => {
    const { fibreNetwork } = await graph.ask(
      `query ($id: ID!) { fibreNetwork(id: $id) {
        publisher publisherIdentifier { scheme id } publicationDate collectionDate accuracy accuracyDetails language links { rel href }
        organisations { id identifier { legalName } country roleDetails logo }
        nodes { totalCount nodes { id type location address { postalCode } internationalConnections { country } power technologies
          phase { name funders { name } } physicalInfrastructureProvider { name } networkProviders { id } } }
        spans { nodes { id start { name } end { id location } directed route supplier { name } networkProviders { name }
          transmissionMedium deployment deploymentDetails darkFibre fibreType fibreSubtype fibreTypeDetails fibreCount fibreLength
          technologies capacity capacityDetails countries readyForServiceDate phase { id } } }
        phases { nodes { id description } }
        contracts { nodes { title amount currency dateSigned documents { url format } relatedPhases { name } } } } }`,
      { id: NETWORK_ID },
    );
    const { organisations, nodes, spans, phases, contracts, ...head } = fibreNetwork;
    expect(head).toEqual({
      publisher: 'Stadtwerke',
      publisherIdentifier: { scheme: 'DE-CR', id: 'HRB 1' },
      publicationDate: '2023-05-01',
      collectionDate: '2023-04-30',
      accuracy: 2.5,
      accuracyDetails: 'Eingemessen',
      language: 'de',
      links: [{ rel: 'canonical', href: 'https://netz.example/ofds.json' }],
    });
    expect(organisations[2]).toEqual({
      id: 'o1',
      identifier: { legalName: 'Stadtwerke GmbH' },
      country: 'DE',
      roleDetails: 'Besitzt die Rohre',
      logo: 'https://werke.example/logo.svg',
    });
    expect(nodes).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          id: '1',
          type: ['pop', 'exchange'],
          location: { type: 'Point', coordinates: [7.88, 51.76] },
          address: { postalCode: '05922' },
          internationalConnections: [{ country: 'NL' }],
          power: false,
          phase: { name: 'Erste Phase', funders: [{ name: 'Förderbank' }] },
          physicalInfrastructureProvider: { name: 'Stadtwerke Beispiel' },
          networkProviders: [{ id: 'o1' }, { id: 'o2' }],
        },
        { id: '2', location: null, phase: null, physicalInfrastructureProvider: null, address: null },
      ],
    });
    expect(spans.nodes).toMatchObject([
      {
        start: { name: 'West' },
        end: { id: '2', location: null },
        directed: false,
        route: { type: 'LineString' },
        supplier: { name: 'Kabelbau Muster' },
        transmissionMedium: ['fibre'],
        deploymentDetails: 'Leerrohr',
        darkFibre: true,
        fibreSubtype: 'G.652.D',
        fibreTypeDetails: 'Standardfaser',
        fibreLength: 1.2345,
        capacity: 4.976,
        capacityDetails: '2 × STM-16',
        countries: ['DE'],
        readyForServiceDate: '2025-01-31',
      },
    ]);
    expect(phases.nodes).toEqual([{ id: 'p1', description: 'Der Westen' }]);
    expect(contracts.nodes).toEqual([
      {
        title: 'Bau',
        amount: 1_500_000.5,
        currency: 'EUR',
        dateSigned: '2022-12-31',
        documents: [{ url: 'https://werke.example/v.pdf', format: 'application/pdf' }],
        relatedPhases: [{ name: 'Erste Phase' }],
      },
    ]);
    expect((await graph.ask('{ fibreNetwork(id: "fern") { id } }')).fibreNetwork).toBeNull();
  });

  it('is read page by page, for all networks at once', async () => {
    const query = database.query.bind(database);
    let queries = 0;
    database.query = (sql, values) => (queries++, query(sql, values));
    const ask = (after: string | null) =>
      graph.ask(
        `query ($after: String) { fibreNetworks { name nodes(first: 1, after: $after) { nodes { id networkProviders { name } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
    const { fibreNetworks } = await ask(null);
    database.query = query;
    expect(queries).toBe(3);
    expect(
      fibreNetworks.map(({ name, nodes }: never) => [name, (nodes as { nodes: { id: string }[] }).nodes[0]!.id]),
    ).toEqual([
      ['Anderes Netz', '1'],
      ['Stadtnetz', '1'],
    ]);
    const { hasNextPage, endCursor } = fibreNetworks[0].nodes.pageInfo;
    expect(hasNextPage).toBe(true);
    const [next] = (await ask(endCursor)).fibreNetworks;
    expect(next.nodes.nodes[0].id).toBe('2');
    expect(next.nodes.pageInfo.hasNextPage).toBe(false);
    expect((await graph.refuse('{ fibreNetworks { spans(first: 1001) { nodes { id } } } }'))[0]!.message).toMatch(
      /between 1 and 1000, but is 1001/,
    );
  });
});

describe('the files of fibre networks over HTTP', () => {
  let server: FastifyInstance;
  let origin: string;
  beforeAll(async () => {
    server = fastify();
    server.get('/datasets/:id.geojson', async (_request, reply) => reply.code(418).send());
    registerNetworkExport(server, { database, log: { error: () => {} } });
    origin = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  const get = (path: string, headers = {}) => fetch(`${origin}/datasets/fibre-networks.ofds${path}`, { headers });

  it('are a package, lines, and two collections, for anybody', async () => {
    await load(network());
    const response = await get(`.json?network=${NETWORK_ID}`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="fibre-networks.ofds.json"');
    expect(await response.json()).toEqual({ networks: [network()] });
    expect((await (await get('.jsonl')).text()).trim().split('\n')).toHaveLength(2);
    for (const [kind, count] of [
      ['nodes', 4],
      ['spans', 2],
    ] as const) {
      const collection = await (await get(`.${kind}.geojson`)).json();
      expect(collection).toMatchObject({ type: 'FeatureCollection', features: { length: count } });
    }
  });

  it('are all offered by the catalogue, each beside the datasets that it holds', async () => {
    const catalogue = await new Registry(datasets, { publisher: 'Ahlen' }).catalogue(database);
    const offered = catalogue
      .flatMap(({ id, downloads }) => downloads.map((download) => ({ id, ...download })))
      .filter(({ url }) => url.includes('.ofds.'));
    expect(
      offered.map(({ id, format, url }) => [id, format, url.replace('/datasets/fibre-networks.ofds', '')]),
    ).toEqual([
      ['fibre-nodes', 'OFDS 0.3 JSON', '.json'],
      ['fibre-nodes', 'OFDS 0.3 JSON Lines', '.jsonl'],
      ['fibre-nodes', 'OFDS 0.3 GeoJSON', '.nodes.geojson'],
      ['fibre-spans', 'OFDS 0.3 JSON', '.json'],
      ['fibre-spans', 'OFDS 0.3 JSON Lines', '.jsonl'],
      ['fibre-spans', 'OFDS 0.3 GeoJSON', '.spans.geojson'],
    ]);
    for (const { url, mediaType } of offered) {
      const { status, headers } = await fetch(origin + url, { method: 'HEAD' });
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining(mediaType)]);
      expect(Date.parse(headers.get('last-modified')!)).toBeGreaterThan(Date.now() - 600_000);
    }
  });

  it('are not sent again until an import changed them', async () => {
    const tag = (await get('.json')).headers.get('etag')!;
    expect((await get('.json', { 'if-none-match': `"x", ${tag}` })).status).toBe(304);
    await load(network({ name: 'Neu' }));
    expect((await get('.json', { 'if-none-match': tag })).status).toBe(200);
  });

  it('are not there while there is no network, or not this one', async () => {
    expect(await (await get('.json?network=fern')).json()).toMatchObject({
      error: 'no-network',
      message: expect.stringMatching(/this id/),
    });
    await database.query('DELETE FROM rollout.network');
    const response = await get('.jsonl');
    expect([response.status, (await response.json()) as object]).toMatchObject([
      404,
      { message: 'No fibre network is stored yet.' },
    ]);
  });
});
