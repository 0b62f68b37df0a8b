import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { runImport, type SourceFile } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { toFeatures } from './export-geojson.js';
import { toLines, toPackage } from './export-json.js';
import { importers } from './import-fibre-network.js';
import { folderOf } from './networks/formats/parts.js';
import { CRS, SCHEMA_LINK } from './networks/standard/schema.js';
import { network, NETWORK_ID } from './networks/testing-network.js';

type Json = Record<string, unknown>;

describe('an export of fibre networks', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE');
  });
  afterAll(() => database.close());

  const load = async (file: SourceFile) => {
    const result = await runImport(database, importers[0]!, file, { startedBy: 'test' });
    expect(result.report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    return result;
  };
  const loadPackage = (...networks: Json[]) => load(fileOf('package.json', { networks }));
  const textOf = async (pieces: AsyncIterable<string>) => {
    let text = '';
    for await (const piece of pieces) text += piece;
    return text;
  };
  const exported = async () => JSON.parse(await textOf(toPackage(database))) as { networks: Json[] };
  const stored = () =>
    database.query('SELECT kind, id, content FROM rollout.network_record ORDER BY network_id, kind, id');
  const features = async (kind: 'node' | 'span') => textOf(toFeatures(database, kind));

  it('gives a package back as it was, and that one makes the same tables', async () => {
    await loadPackage(network());
    const before = await stored();
    expect(await exported()).toEqual({ networks: [network()] });
    const again = await load(fileOf('again.json', await exported()));
    expect(again.rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(again.report.counts).toMatchObject({ error: 0, quality: 0 });
    expect(await stored()).toEqual(before);
  });

  it('gives JSON Lines, which make the same tables', async () => {
    const other = { id: '7a1d7a52-0000-4c0a-9d0e-1a2b3c4d5e6f', links: [SCHEMA_LINK], crs: CRS };
    await loadPackage(network(), other);
    const before = await stored();
    const lines = await textOf(toLines(database));
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([network(), other]);
    await database.query('DELETE FROM rollout.network');
    const again = await load(fileOf('networks.jsonl', lines));
    expect(again.report.dialect.get('Format')).toBe('Open Fibre Data Standard 0.3, JSON Lines');
    expect(await stored()).toEqual(before);
  });

  it('keeps what the columns cannot hold', async () => {
    const odd = network({
      'x:owner': { unit: 'Tiefbau' },
      name: undefined,
      nodes: [
        { id: '1', location: { type: 'Point', coordinates: [7.88, 51.76, 93.5] }, type: [], 'x:key': null },
        {
          id: '2',
          phase: { id: 'p1', name: 'Anders' },
          networkProviders: [
            { id: 'o1', 'x:share': 0.5 },
            { id: 'weg', name: 'Weg' },
          ],
        },
      ],
      spans: [{ id: '1', start: '1', end: '9', fibreLength: 60_000, 'x:duct': [1, 2] }],
      organisations: [{ id: 'o1' }],
    });
    delete odd['name'];
    await loadPackage(odd);
    const [again] = (await exported()).networks;
    const expected = structuredClone(odd);
    delete (expected['nodes'] as Json[])[0]!['x:key'];
    // What refers to an organisation or a phase is given its name; here o2 and o3 are not there to have one.
    expect(again).toEqual(expected);
    expect(await database.query('SELECT fibre_length_m FROM rollout.span')).toEqual([{ fibre_length_m: 60_000 }]);
    expect((await load(fileOf('again.json', { networks: [again] }))).rows).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
    });
  });

  it('adds to a reference the name it is to have, the coordinate system and the link to the schema', async () => {
    const nodes = [{ id: '1', phase: { id: 'p1' }, networkProviders: [{ id: 'o1' }] }];
    await loadPackage(network({ nodes, crs: undefined, links: undefined }));
    const [again] = (await exported()).networks;
    expect(again).toMatchObject({
      crs: CRS,
      links: [SCHEMA_LINK],
      nodes: [
        { phase: { id: 'p1', name: 'Erste Phase' }, networkProviders: [{ id: 'o1', name: 'Stadtwerke Beispiel' }] },
      ],
    });
  });

  it('is complete beyond one page, and has no empty lists', async () => {
    const nodes = Array.from({ length: 1203 }, (_, i) => ({ id: `n${i}` }));
    await loadPackage(network({ nodes, spans: [], contracts: [] }));
    const [again] = (await exported()).networks;
    expect((again!['nodes'] as Json[]).map(({ id }) => id).sort()).toEqual(nodes.map(({ id }) => id).sort());
    expect(Object.keys(again!)).not.toContain('spans');
    expect(JSON.parse(await features('node')).features).toHaveLength(1203);
  });

  it('breaks off when an import replaces the network meanwhile', async () => {
    await loadPackage(network());
    const pieces = toPackage(database);
    await pieces.next();
    await pieces.next();
    await loadPackage(network({ name: 'Neu' }));
    await expect(textOf(pieces)).rejects.toThrow(/imported anew/);
  });

  it('names the networks there are when asked for another', async () => {
    await loadPackage(network());
    await expect(textOf(toPackage(database, ['fern']))).rejects.toThrow(
      `There is no fibre network "fern". There is: ${NETWORK_ID}.`,
    );
  });

  describe('as GeoJSON', () => {
    it('follows the transformation of the standard', async () => {
      await loadPackage(network());
      const {
        nodes: sourceNodes,
        spans: _s,
        phases: _p,
        organisations,
        contracts,
        ...head
      } = network() as Record<string, Json[]>;
      const [works, cables, fund] = organisations!;
      const [west] = sourceNodes!;
      const phase = { id: 'p1', name: 'Erste Phase', description: 'Der Westen', funders: [fund] };
      const nodes = JSON.parse(await features('node'));
      const { location, ...properties } = west!;
      expect(nodes.features[0]).toEqual({
        type: 'Feature',
        geometry: location,
        properties: {
          ...properties,
          phase,
          physicalInfrastructureProvider: works,
          networkProviders: [works, cables],
          network: { ...head, contracts: [{ ...contracts![0], relatedPhases: [phase] }] },
          featureType: 'node',
        },
      });
      expect(nodes.features[1]).toMatchObject({ geometry: null, properties: { id: '2' } });
      const [span] = JSON.parse(await features('span')).features;
      expect(span.properties).toMatchObject({
        start: west,
        end: sourceNodes![1],
        supplier: { id: 'o2', name: 'Kabelbau Muster' },
        featureType: 'span',
      });
    });

    it('makes the same tables, one file after the other, as a folder, and line by line', async () => {
      await loadPackage(network());
      const before = await stored();
      const nodes = fileOf('nodes.geojson', await features('node'), 4096);
      const spans = fileOf('spans.geojson', await features('span'), 4096);
      const lines = (text: string) =>
        JSON.parse(text)
          .features.map((feature: Json) => JSON.stringify(feature))
          .join('\n');
      const nodeLines = fileOf('nodes.geojsonl', lines(await features('node')), 4096);
      const spanLines = fileOf('spans.geojsonl', lines(await features('span')), 4096);
      for (const files of [
        [nodes, spans],
        [spans, nodes],
        [folderOf('netz', [nodes, spans])],
        [nodeLines, spanLines],
      ]) {
        await database.query('DELETE FROM rollout.network');
        for (const file of files) await load(file);
        expect(await stored()).toEqual(before);
      }
    });

    it('leaves the spans of a network whose nodes are replaced', async () => {
      await loadPackage(network());
      const nodes = JSON.parse(await features('node'));
      nodes.features.pop();
      nodes.features[0].properties.physicalInfrastructureProvider.name = 'Stadtwerke Neu';
      const result = await load(fileOf('nodes.geojson', nodes));
      expect(result.rows).toMatchObject({ added: 0, removed: 1 });
      expect(
        await database.query('SELECT s.provider, n.provider AS other FROM rollout.span s, rollout.node n'),
      ).toEqual([{ provider: 'Stadtwerke Neu', other: 'Stadtwerke Neu' }]);
    });
  });
});
