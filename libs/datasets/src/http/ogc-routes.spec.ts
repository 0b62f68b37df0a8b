import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { createServer } from 'node:http';
import { Registry } from '../catalogue/registry.js';
import { districts, facilities, fillSampleCity, nodes, spans, streets } from '../testing/sample-city.js';
import { DatasetVersions } from '../versions.js';
import { registerOpenDataRoutes, type Shortcut } from './routes.js';

interface Link {
  href: string;
  rel: string;
  type?: string;
  templated?: boolean;
}
type Linked = Record<string, unknown> & { links: Link[] };

let database: Database;
let server: FastifyInstance;
let versions: DatasetVersions;
let root: string;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
  let shortcut: Shortcut = () => false;
  server = fastify({
    serverFactory: (handler) =>
      createServer((request, response) => shortcut(request, response) || handler(request, response)),
  });
  versions = await DatasetVersions.start(database, (error) => {
    throw error;
  });
  const registry = new Registry([districts, streets, spans, nodes, facilities], { publisher: 'Stadt Ahlen' });
  shortcut = await registerOpenDataRoutes(server, { database, versions, registry });
  root = `${await server.listen({ port: 0, host: '127.0.0.1' })}/ogc`;
});
afterAll(async () => {
  await server.close();
  versions.stop();
  await database.close();
});

const json = async (url: string) => {
  const response = await fetch(url);
  expect([url, response.status]).toEqual([url, 200]);
  return (await response.json()) as Linked;
};
const linkOf = ({ links }: { links: Link[] }, rel: string) => links.find((link) => link.rel === rel)!.href;
const ogc = (name: string) => `http://www.opengis.net/def/rel/ogc/1.0/${name}`;
const CLASSES = ['core', 'tileset', 'tilesets-list', 'dataset-tilesets', 'geodata-tilesets', 'mvt', 'oas30'];

describe('OGC API - Tiles', () => {
  it('begins at a landing page that names its classes, its definition, the datasets, the tiles and the grids', async () => {
    const landing = await json(root);
    expect(await json(`${root}/`)).toEqual(landing);
    const { conformsTo } = await json(linkOf(landing, ogc('conformance')));
    expect(conformsTo).toEqual(
      expect.arrayContaining(CLASSES.map((name) => `http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`)),
    );
    expect(linkOf(landing, ogc('tilesets-vector'))).toBe(`${root}/tiles`);
    expect(linkOf(landing, 'data')).toBe(`${root}/collections`);
    const definition = await fetch(linkOf(landing, 'service-desc'));
    expect(definition.headers.get('content-type')).toMatch(/^application\/vnd\.oai\.openapi\+json; ?version="?3\.0"?/);
    expect(definition.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('leads by its links to nothing that is not there', async () => {
    const seen = new Set<string>();
    const visit = async (url: string): Promise<void> => {
      if (seen.has(url) || !url.startsWith(root)) return;
      seen.add(url);
      const found = await json(url);
      const lists = [
        found,
        ...['tilesets', 'collections', 'tileMatrixSets', 'layers'].flatMap((name) => found[name] ?? []),
      ];
      for (const link of (lists as Partial<Linked>[]).flatMap(({ links = [] }) => links)) {
        expect(link).toEqual(
          expect.objectContaining({ href: expect.stringMatching(/^https?:/), rel: expect.any(String) }),
        );
        if (!link.templated) await visit(link.href);
      }
    };
    await visit(root);
    expect([...seen].map((url) => url.slice(root.length)).sort()).toEqual(
      [
        ...['', '/api', '/collections', '/conformance', '/tileMatrixSets', '/tileMatrixSets/WebMercatorQuad'],
        ...['/tiles', '/tiles/WebMercatorQuad'],
        ...['districts', 'streets', 'fibre-spans', 'fibre-nodes'].flatMap((id) =>
          ['', '/tiles', '/tiles/WebMercatorQuad'].map((path) => `/collections/${id}${path}`),
        ),
      ].sort(),
    );
  });

  it('has each path of its definition, and an operation with the name of the standard for each kind', async () => {
    const { paths } = (await json(`${root}/api`)) as unknown as {
      paths: Record<string, { get: { operationId: string } }>;
    };
    const sample = {
      collectionId: 'districts',
      tileMatrixSetId: 'WebMercatorQuad',
      tileMatrix: '9',
      tileRow: '169',
      tileCol: '267',
    };
    for (const path of Object.keys(paths)) {
      const url = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof sample) => sample[name]);
      expect([path, (await fetch(root + url)).status]).toEqual([path, 200]);
    }
    const names = Object.values(paths).map(({ get }) => get.operationId);
    for (const whole of ['dataset', 'collection']) {
      for (const what of ['TileSetsList', 'TileSet', 'Tile'])
        expect(names).toContain(`stadtlage.${whole}.vector.get${what}`);
    }
  });

  it('lists the tilesets of the city and of a dataset', async () => {
    for (const whole of [root, `${root}/collections/streets`]) {
      const { tilesets } = (await json(`${whole}/tiles`)) as unknown as { tilesets: Linked[] };
      expect(tilesets).toEqual([
        {
          title: expect.any(String),
          dataType: 'vector',
          crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
          tileMatrixSetURI: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
          links: expect.any(Array),
        },
      ]);
      expect(linkOf(tilesets[0]!, 'self')).toBe(`${whole}/tiles/WebMercatorQuad`);
      expect(linkOf(tilesets[0]!, ogc('tiling-scheme'))).toBe(`${root}/tileMatrixSets/WebMercatorQuad`);
    }
  });

  it('describes tiles: layers with their fields and zooms, the box, the licence, a template', async () => {
    const described = await json(`${root}/collections/fibre-nodes/tiles/WebMercatorQuad`);
    expect(described).toMatchObject({
      title: 'fibre-nodes',
      description: 'About fibre-nodes Made up for demonstration: fibre-nodes.',
      attribution: expect.stringContaining('© Stadt Ahlen'),
      license: 'DL-DE-ZERO-2.0',
      dataType: 'vector',
      updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      boundingBox: { crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
      layers: [
        {
          id: 'fibre-nodes',
          geometryDimension: 0,
          minTileMatrix: '9',
          maxTileMatrix: '16',
          propertiesSchema: {
            type: 'object',
            properties: { id: { type: 'string' }, name: { type: 'string' }, access_point: { type: 'boolean' } },
          },
        },
        { id: 'truncated', geometryDimension: 0 },
      ],
    });
    const { lowerLeft, upperRight } = described['boundingBox'] as Record<string, [number, number]>;
    expect([lowerLeft![0] < upperRight![0], lowerLeft![1] < upperRight![1]]).toEqual([true, true]);
    const item = described.links.find(({ rel }) => rel === 'item')!;
    expect(item).toMatchObject({ type: 'application/vnd.mapbox-vector-tile', templated: true });
    expect(item.href).toMatch(/\/tiles\/WebMercatorQuad\/\{tileMatrix\}\/\{tileRow\}\/\{tileCol\}\?v=/);
    const city = (await json(`${root}/tiles/WebMercatorQuad`)) as unknown as { layers: { id: string }[] };
    expect(city.layers.map(({ id }) => id)).toEqual(['districts', 'streets', 'truncated']);
  });

  it('has the tiles of the other URLs, row before column, and keeps them likewise', async () => {
    const described = await json(`${root}/collections/fibre-nodes/tiles/WebMercatorQuad`);
    const template = linkOf(described, 'item');
    const at = (z: number, x: number, y: number) =>
      template.replace('{tileMatrix}', `${z}`).replace('{tileRow}', `${y}`).replace('{tileCol}', `${x}`);
    const mvt = await fetch(`${root.slice(0, -4)}/tiles/fibre-nodes/12/2137/1357.mvt`);
    const bytes = Buffer.from(await mvt.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(100);
    const transactions = jest.spyOn(database, 'transaction');
    for (let i = 0; i < 2; i++) {
      const tile = await fetch(at(12, 2137, 1357));
      expect(Buffer.from(await tile.arrayBuffer()).equals(bytes)).toBe(true);
      expect(tile.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
      expect(tile.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(tile.headers.get('etag')).toBe(mvt.headers.get('etag'));
    }
    expect(transactions).not.toHaveBeenCalled();
    transactions.mockRestore();
  });

  it('has every tile within the limits that it names, and none beyond', async () => {
    const described = await json(`${root}/collections/fibre-nodes/tiles/WebMercatorQuad`);
    const limits = described['tileMatrixSetLimits'] as Record<string, number | string>[];
    expect(limits.map(({ tileMatrix }) => tileMatrix)).toEqual(['9', '10', '11', '12', '13', '14', '15', '16']);
    const { minTileRow, maxTileRow, minTileCol, maxTileCol } = limits[4] as Record<string, number>;
    const status = async (path: string) =>
      (await fetch(`${root}/collections/fibre-nodes/tiles/WebMercatorQuad/${path}`)).status;
    for (let row = minTileRow!; row <= maxTileRow!; row++) {
      for (let col = minTileCol!; col <= maxTileCol!; col++)
        expect([200, 204]).toContain(await status(`13/${row}/${col}`));
    }
    const beyond = [
      `${minTileRow! - 1}/${minTileCol}`,
      `${maxTileRow! + 1}/${minTileCol}`,
      `${minTileRow}/${maxTileCol! + 1}`,
    ];
    for (const path of [...beyond.map((one) => `13/${one}`), '8/0/0', '17/0/0', '25/0/0', 'a/0/0']) {
      expect([path, await status(path)]).toEqual([path, 404]);
    }
  });

  it('describes the grid as it is registered', async () => {
    const grid = (await json(`${root}/tileMatrixSets/WebMercatorQuad`)) as unknown as {
      tileMatrices: Record<string, number>[];
    };
    expect(grid).toMatchObject({
      id: 'WebMercatorQuad',
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
      wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    });
    expect(grid.tileMatrices).toHaveLength(25);
    const { scaleDenominator, cellSize, matrixWidth } = grid.tileMatrices[24]!;
    expect(grid.tileMatrices[0]!['scaleDenominator']).toBeCloseTo(559082264.028717, 4);
    expect(grid.tileMatrices[0]!['pointOfOrigin']).toEqual([
      expect.closeTo(-20037508.3427892, 6),
      expect.closeTo(20037508.3427892, 6),
    ]);
    expect(scaleDenominator).toBeCloseTo(33.3238997476528, 9);
    expect(cellSize).toBeCloseTo(0.0093306919293428, 12);
    expect(matrixWidth).toBe(16777216);
  });

  it('says of what it does not know what there is', async () => {
    const known = ['districts', 'streets', 'fibre-spans', 'fibre-nodes'];
    for (const path of ['', '/tiles', '/tiles/WebMercatorQuad', '/tiles/WebMercatorQuad/9/169/267']) {
      const response = await fetch(`${root}/collections/facilities${path}`);
      expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ known })]);
    }
    for (const path of ['/tiles/Other', '/tiles/Other/9/169/267', '/tileMatrixSets/Other']) {
      const response = await fetch(root + path);
      expect([response.status, await response.json()]).toEqual([
        404,
        { error: 'no-such-grid', message: expect.any(String), known: ['WebMercatorQuad'] },
      ]);
    }
  });

  it('sends metadata again only when something has changed', async () => {
    const url = `${root}/collections/streets/tiles/WebMercatorQuad`;
    const etag = (await fetch(url)).headers.get('etag')!;
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});
