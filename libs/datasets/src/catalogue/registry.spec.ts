import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { defineDataset } from '../definition.js';
import { districts, facilities, fillSampleCity, history, nodes, spans, streets } from '../testing/sample-city.js';
import { readLicence } from './licences.js';
import { Registry } from './registry.js';
import { DatasetResolver } from './resolver.js';

const publisher = 'Stadt Ahlen';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
});
afterAll(() => database.close());

describe('the registry', () => {
  it('refuses two datasets with one id', () => {
    expect(() => new Registry([districts, streets, districts], { publisher })).toThrow('more than once: districts');
  });

  it('finds a definition by its id', () => {
    const registry = new Registry([districts, streets], { publisher });
    expect(registry.get('streets')).toBe(streets);
    expect(registry.get('constructor')).toBeUndefined();
  });
});

describe('the catalogue', () => {
  const registry = new Registry([facilities, districts, history], {
    publisher,
    publicUrl: 'https://daten.example.de/',
  });

  it('says what is described and what is stored', async () => {
    const [, entry] = await registry.catalogue(database);
    expect(entry).toMatchObject({
      id: 'districts',
      licenceUrl: 'https://www.govdata.de/dl-de/zero-2-0',
      publisher,
      source: 'Made up',
      isDemo: true,
      version: 1,
      changedAt: expect.any(Date),
      downloads: [
        { format: 'CSV', mediaType: 'text/csv', url: 'https://daten.example.de/datasets/districts.csv' },
        { format: 'GeoJSON', url: 'https://daten.example.de/datasets/districts.geojson' },
      ],
      tileJsonUrl: 'https://daten.example.de/tiles/districts.json',
    });
    expect(entry!.columns.at(-1)).toEqual({
      name: 'area_km2',
      type: 'number',
      unit: 'km2',
      description: { de: 'number', en: 'number' },
    });
  });

  it('says of a dataset without data that nothing is known, and offers only what it has', async () => {
    const all = await registry.catalogue(database);
    expect(all[0]).toMatchObject({
      id: 'facilities',
      changedAt: null,
      source: null,
      isDemo: false,
      version: 0,
      tileJsonUrl: null,
    });
    expect(all[2]!.downloads.map(({ format }) => format)).toEqual(['CSV']);
  });

  it('names the licence of each source, where it is another than that of the dataset', async () => {
    const run = async (source: string, licence: string | null, date: string, state = 'imported') => {
      const [added] = await database.query<{ id: number }>(
        `INSERT INTO imports.run (dataset, origin, source, licence, data_date, started_by, state)
         VALUES ('spans', 'file', $1, $2, $3, 'test', $4) RETURNING id`,
        [source, licence, date, state],
      );
      await database.query(`SELECT datasets.touch('facilities', $1)`, [added!.id]);
      return added!.id;
    };
    await run('OpenStreetMap', 'odbl', '2026-01-01');
    await run('OpenStreetMap', 'odbl', '2026-03-01');
    const old = await run('Vermessungsamt', null, '2020-01-01');
    await run('Katasteramt', null, '2026-02-01');
    await run('Fehlversuch', null, '2026-02-01', 'failed');
    await database.query('UPDATE imports.run SET replaced_by = $2 WHERE id = $1', [old, old + 1]);
    const [facility] = await registry.catalogue(database);
    expect(facility!.sources).toEqual([
      { name: 'Katasteramt', licence: 'dl-zero-de/2.0', date: '2026-02-01' },
      { name: 'OpenStreetMap', licence: 'odbl', date: '2026-03-01' },
    ]);
    // Who takes all of it has to keep to the strictest of them.
    expect(facility).toMatchObject({
      licence: 'odbl',
      licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
    });
    await database.query(
      `UPDATE imports.run SET licence = 'cc-zero' WHERE dataset = 'spans' AND licence IS DISTINCT FROM 'odbl'`,
    );
    await database.query(`UPDATE imports.run SET state = 'failed' WHERE dataset = 'spans' AND licence = 'odbl'`);
    expect((await registry.catalogue(database))[0]).toMatchObject({ licence: 'cc-zero' });
    await database.query(
      `DELETE FROM datasets.state WHERE dataset = 'facilities'; DELETE FROM datasets.source WHERE dataset = 'facilities'`,
    );
  });

  describe('after a file was imported', () => {
    const touchByFile = (run: string, dataset: string) =>
      database.query(
        `WITH file AS (
           INSERT INTO imports.run (dataset, origin, source, started_by, state)
           VALUES ($1, 'file', 'Katasteramt', 'test', 'imported') RETURNING id)
         SELECT datasets.touch($2, id) FROM file`,
        [run, dataset],
      );
    const entries = async () => {
      const all = await new Registry([districts, spans, facilities, history], { publisher }).catalogue(database);
      return all.map(({ id, isDemo, source }) => [id, isDemo, source]);
    };
    beforeAll(async () => {
      await database.query(
        `INSERT INTO imports.run (dataset, origin, source, started_by, state)
         SELECT dataset, 'demo', 'Made up', 'test', 'imported' FROM unnest(ARRAY['districts', 'fibre-network']) dataset`,
      );
      await database.query(`SELECT datasets.touch('rollout-history')`);
      await touchByFile('districts', 'districts');
      await touchByFile('fibre-network', 'fibre-spans');
      await touchByFile('facilities', 'facilities');
    });

    it('still calls demo data what the demo city had brought, and what is computed from it, and names both sources', async () => {
      expect(await entries()).toEqual([
        ['districts', true, 'Katasteramt, Made up'],
        ['fibre-spans', true, 'Katasteramt, Made up'],
        ['facilities', false, 'Katasteramt'],
        ['rollout-history', true, null],
      ]);
    });

    it('calls nothing demo data without a demo run that was imported', async () => {
      await database.query(`UPDATE imports.run SET state = 'failed' WHERE origin = 'demo'`);
      expect(await entries()).toEqual([
        ['districts', false, 'Katasteramt'],
        ['fibre-spans', false, 'Katasteramt'],
        ['facilities', false, 'Katasteramt'],
        ['rollout-history', false, null],
      ]);
      await database.query(`DELETE FROM datasets.state WHERE dataset = 'facilities'`);
    });
  });

  it('answers GraphQL by id', async () => {
    const resolver = new DatasetResolver(database, registry);
    expect(await resolver.dataset('facilities')).toMatchObject({ id: 'facilities' });
    expect(await resolver.dataset('nothing')).toBeNull();
    expect((await resolver.datasets()).map(({ id }) => id)).toEqual(['facilities', 'districts', 'rollout-history']);
  });
});

describe('a licence', () => {
  it.each([
    ['dl-by-de/2.0', 'dl-by-de/2.0'],
    ['DL-DE-ZERO-2.0', 'dl-zero-de/2.0'],
    ['dl-de/by-2-0', 'dl-by-de/2.0'],
    ['CC-BY-SA-4.0', 'cc-by-sa/4.0'],
    ['cc0-1.0', 'cc-zero'],
    ['ODbL-1.0', 'odbl'],
  ])('is known as %s', (id, code) => expect(readLicence(id)).toBe(code));

  it('that is none is answered with those that are', () => {
    expect(() => readLicence('GPL-3.0')).toThrow(
      /^"GPL-3.0" is no licence that is known here. Known are cc-zero \(SPDX: CC0-1.0\), .*, odbl \(SPDX: ODbL-1.0\)\.$/,
    );
  });
});

describe('the check of the views', () => {
  const check = (...definitions: ConstructorParameters<typeof Registry>[0]) =>
    new Registry(definitions, { publisher }).checkViews(database);

  it('is content with views that are as defined', async () => {
    await check(districts, streets, spans, nodes, facilities, history);
  });

  it('refuses an id that tiles need for themselves', () => {
    for (const id of ['city', 'truncated']) {
      expect(() => defineDataset({ ...districts, id })).toThrow(
        `Dataset ${id}: this id has a meaning of its own in tiles.`,
      );
    }
  });

  it('names everything that is wrong at once', async () => {
    const wrong = defineDataset({
      ...districts,
      id: 'wrong',
      columns: {
        ...districts.columns,
        name: { ...districts.columns['name']!, type: 'integer' },
        mayor: districts.columns['name']!,
      },
      geometry: {
        type: 'Polygon',
        tiles: [
          {
            fromZoom: 5,
            view: 'rollout_history',
            columns: ['colour', 'status'],
            own: { colour: districts.columns['name']!, status: { ...districts.columns['name']!, type: 'integer' } },
          },
        ],
      },
    });
    const message = await check(wrong, { ...streets, view: 'roads' }).catch((error: Error) => error.message);
    expect(message).toBe(
      [
        'The dataset definitions do not fit the database:',
        '- Dataset wrong: open.districts.name has the type text, but must be int2 or int4 or int8.',
        '- Dataset wrong: the view open.districts has no column "mayor".',
        '- Dataset wrong: the view open.rollout_history has no column "colour".',
        '- Dataset wrong: open.rollout_history.status has the type text, but must be int2 or int4 or int8.',
        '- Dataset wrong: the view open.rollout_history has no column "geom_3857".',
        '- Dataset streets: there is no view open.roads.',
      ].join('\n'),
    );
  });

  it('tries the conditions of the zooms', async () => {
    const tiles = [{ fromZoom: 5, columns: [], where: 'size > 3' }];
    await expect(check({ ...districts, geometry: { type: 'Polygon', tiles } })).rejects.toThrow(
      'Dataset districts: the condition "size > 3" of the zooms from 5 fails: column "size" does not exist.',
    );
  });
});
