import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { differenceText, type ImportOptions, rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { importerOf, importers } from './importers.js';

const KEY = '0557000400000000';
const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** All that imports write, apart from versions and records of runs. */
const TABLES = [
  'places.district',
  'places.street',
  'places.address',
  'places.facility',
  'coverage.availability_share',
  'coverage.address_status',
  'coverage.street_status',
  'coverage.district_statistics',
  'rollout.network',
  'rollout.organisation',
  'rollout.phase',
  'rollout.contract',
  'rollout.node',
  'rollout.span',
];

describe('a rollback', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run, datasets.change RESTART IDENTITY CASCADE');
    await database.query('TRUNCATE coverage.provider CASCADE');
    await database.query(
      "INSERT INTO imports.run (dataset, origin, state, started_by) VALUES ('demo', 'demo', 'imported', 'x')",
    );
    await database.query(`
      INSERT INTO places.district (id, name, geom, run_id) VALUES ('west', 'Westen', ST_Multi(ST_MakeEnvelope(7.8, 51.7, 7.9, 51.8, 4326)), 1);
      INSERT INTO places.street (key, name, location, run_id) VALUES
        ('${KEY}1', 'Am Markt', ST_Point(7.8123456789012345, 51.71, 4326), 1), ('${KEY}2', 'Gasse', ST_Point(7.82, 51.72, 4326), 1);
      INSERT INTO places.address (id, street_key, street, house_number, postcode, place, district_id, use, premises, geom, run_id) VALUES
        ('a1', '${KEY}1', 'Am Markt', 1, '59227', 'Ort', 'west', 'residential', 2, ST_Point(7.81, 51.71, 4326), 1),
        ('a2', '${KEY}2', 'Gasse', 2, '59227', 'Ort', 'west', 'commercial', 1, ST_Point(7.89, 51.79, 4326), 1);
      INSERT INTO places.facility (id, kind, name, address_id, district_id, geom, run_id)
        VALUES ('school', 'school', 'Schule', 'a2', 'west', ST_Point(7.89, 51.79, 4326), 1);
      INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glas');
      INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, valid_from, run_id) VALUES ('a1', 'glas', 'ftth', '2024-01-01', 1);
      SELECT coverage.refresh();
      SELECT datasets.touch(d, 1) FROM unnest(ARRAY['streets', 'districts', 'addresses']) d`);
  });

  const load = async (
    dataset: string,
    name: string,
    content: string | object,
    options: Partial<ImportOptions> = {},
  ) => {
    const result = await runImport(database, importerOf(dataset), fileOf(name, content), {
      startedBy: 'Erika',
      ...options,
    });
    expect(result.report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    return result;
  };
  const stored = async () => {
    const all: Record<string, unknown> = {};
    for (const table of TABLES) {
      // As text: a geometry as JSON would lose digits.
      all[table] = await database.query(`SELECT o::text AS row FROM ${table} o ORDER BY 1`);
    }
    return all;
  };
  const rollBack = (run: number) => rollbackRun(database, importers, run, { by: 'Max' });
  const source = async (dataset: string) =>
    (await database.query<{ run: number }>('SELECT run_id AS run FROM datasets.state WHERE dataset = $1', [dataset]))[0]
      ?.run;

  const streets = (...rows: string[]) => `strassenschluessel;bezeichnung;geometry\n${rows.join('\n')}\n`;
  const shares = (...rows: string[]) => `AGS;alle Technologien ≥ 50 Mbit/s;DSL ≥ 16 Mbit/s\n${rows.join('\n')}\n`;
  const network = (name: string, ...nodes: string[]) => ({
    networks: [
      {
        id: 'net',
        name,
        nodes: nodes.map((id) => ({
          id,
          name: `Knoten ${id}`,
          location: { type: 'Point', coordinates: [7.812345678901235, 51.7] },
        })),
        organisations: [{ id: 'o', name }],
      },
    ],
  });

  const CASES: [dataset: string, file: string, first: string | object, second: string | object][] = [
    [
      'streets',
      'streets.csv',
      streets(`${KEY}5;Alter Weg;POINT (7.85 51.75)`, `${KEY}2;Gasse;POINT (7.82 51.72)`),
      streets(`${KEY}1;Marktplatz;POINT (7.8 51.7)`, `${KEY}9;Neuer Weg;`, `${KEY}2;Gasse;POINT (7.83 51.72)`),
    ],
    ['districts', '700_mitte.geojson', box(7.80001, 51.7, 7.82, 51.72), box(7.88, 51.78, 7.9, 51.8)],
    [
      'availability-shares',
      'shares-2021.csv',
      shares('05570004;10,5;20', '05570008;30;'),
      shares('05570004;11,5;20', '05570012;1;1'),
    ],
    ['fibre-network', 'net.json', network('Stadtnetz', '1', '2'), network('Neues Netz', '2', '3')],
  ];

  it.each(CASES)(
    'puts back what an import of %s has changed, deleted and added',
    async (dataset, file, first, second) => {
      const before = await load(dataset, file, first);
      const state = await stored();
      const { run } = await load(dataset, file, second);
      expect(await stored()).not.toEqual(state);
      const result = await rollBack(run);
      expect(await stored()).toEqual(state);
      expect(result).toMatchObject({ run, dataset, fileName: file });
      expect(result.tables.length).toBeGreaterThan(0);
      expect((await database.query('SELECT * FROM imports.run WHERE id = $1', [run]))[0]).toMatchObject({
        state: 'rolled_back',
        rolled_back_by: 'Max',
        rolled_back_at: expect.any(Date),
      });
      expect(await database.query('SELECT FROM imports.before_image WHERE run_id = $1', [run])).toEqual([]);
      for (const touched of importerOf(dataset).touches) expect(await source(touched)).toBe(before.run);
    },
  );

  it.each(CASES)(
    'of both imports of %s, the later first, leads to the very beginning',
    async (dataset, file, first, second) => {
      const state = await stored();
      const one = await load(dataset, file, first);
      const two = await load(dataset, file, second);
      await expect(rollBack(one.run)).rejects.toThrow(
        new RegExp(
          `Run ${one.run} cannot be rolled back: run ${two.run} \\(${dataset}, ${file}\\) has built on it.*first`,
        ),
      );
      await rollBack(two.run);
      await rollBack(one.run);
      expect(await stored()).toEqual(state);
    },
  );

  it('raises the versions of all that shows what is back', async () => {
    const { run } = await load('streets', 's.csv', streets(`${KEY}1;Marktplatz;`));
    const versions = async () =>
      Object.fromEntries(
        (await database.query<{ dataset: string; version: number }>('SELECT dataset, version FROM datasets.state')).map(
          ({ dataset, version }) => [dataset, version],
        ),
      );
    const before = await versions();
    await rollBack(run);
    const after = await versions();
    for (const dataset of ['streets', 'addresses', 'address-coverage']) {
      expect(after[dataset]).toBeGreaterThan(before[dataset]!);
    }
    expect(await database.query("SELECT label FROM places.address WHERE id = 'a1'")).toEqual([
      { label: 'Am Markt 1, 59227 Ort' },
    ]);
  });

  it('is refused when rows of a later import refer to rows that would go, and changes nothing', async () => {
    const { run } = await load('streets', 's.csv', streets(`${KEY}9;Neuer Weg;POINT (7.85 51.75)`));
    await database.query(
      "INSERT INTO imports.run (dataset, origin, state, started_by, file_name) VALUES ('addresses', 'file', 'imported', 'x', 'a.csv')",
    );
    await database.query(
      `INSERT INTO places.address (id, street_key, street, house_number, postcode, place, use, premises, geom, run_id)
       VALUES ('new', '${KEY}9', 'Neuer Weg', 1, '59227', 'Ort', 'mixed', 1, ST_Point(7.81, 51.71, 4326), ${run + 1})`,
    );
    const state = await stored();
    await expect(rollBack(run)).rejects.toThrow(`run ${run + 1} (addresses, a.csv) has built on it (addresses)`);
    expect(await stored()).toEqual(state);
  });

  it('is refused for a run that does not exist, changed nothing, is no file, or was taken back already', async () => {
    await expect(rollBack(99)).rejects.toThrow(/no import run 99/);
    await expect(rollBack(1)).rejects.toThrow(/no import of a file/);
    const tried = await load('streets', 's.csv', streets(`${KEY}9;Neu;`), { dryRun: true });
    await expect(rollBack(tried.run)).rejects.toThrow(/changed nothing \(checked\)/);
    const { run } = await load('streets', 's.csv', streets(`${KEY}9;Neu;`));
    await rollBack(run);
    await expect(rollBack(run)).rejects.toThrow(/rolled back already/);
  });

  it('is possible for ninety days, and then what was kept is cleared away', async () => {
    const { run } = await load('streets', 's.csv', streets(`${KEY}1;Marktplatz;`));
    const kept = () =>
      database.query<{ n: number }>('SELECT count(*) AS n FROM imports.before_image WHERE run_id = $1', [run]);
    expect((await kept())[0]!.n).toBeGreaterThan(0);
    const [until] = await database.query(
      'SELECT round(extract(epoch FROM reversible_until - now()) / 86400) AS days FROM imports.run WHERE id = $1',
      [run],
    );
    expect(until).toEqual({ days: 90 });
    await database.query("UPDATE imports.run SET reversible_until = now() - interval '1 second' WHERE id = $1", [run]);
    await expect(rollBack(run)).rejects.toThrow(/no longer kept/);
    expect(await kept()).toEqual([{ n: 0 }]);
  });

  it('is not left half done when it is cancelled', async () => {
    const { run } = await load('streets', 's.csv', streets(`${KEY}1;Marktplatz;`));
    const state = await stored();
    const cancel = new AbortController();
    cancel.abort();
    await expect(rollbackRun(database, importers, run, { by: 'Max', signal: cancel.signal })).rejects.toThrow(
      /cancelled/,
    );
    expect(await stored()).toEqual(state);
  });

  it('follows the SQL of an importer that has its own, and repeats the reason it gives', async () => {
    const importer = {
      ...importerOf('streets'),
      rollback: 'DELETE FROM places.street WHERE run_id = :run;\nSELECT 0 AS added, 0 AS changed, 1 AS removed;',
    };
    const { run } = await load('streets', 's.csv', streets(`${KEY}9;Neu;`));
    expect(await rollbackRun(database, [importer], run, { by: 'Max' })).toMatchObject({
      tables: [{ title: 'streets', restored: 0, removed: 1 }],
    });
    const refusing = {
      ...importer,
      rollback: "DO $$ BEGIN RAISE EXCEPTION 'run 7 stands on it' USING ERRCODE = '23503'; END $$;",
    };
    const again = await load('streets', 's.csv', streets(`${KEY}9;Neu;`));
    await expect(rollbackRun(database, [refusing], again.run, { by: 'Max' })).rejects.toThrow(
      `Run ${again.run} cannot be rolled back, nothing has changed: run 7 stands on it.`,
    );
  });

  it('has nothing to keep for rows that are only added', async () => {
    const { run } = await load('streets', 's.csv', streets(`${KEY}8;Weg;`, `${KEY}9;Neu;`));
    expect(
      await database.query(
        "SELECT table_name FROM imports.before_image WHERE run_id = $1 AND table_name <> 'datasets.state'",
        [run],
      ),
    ).toEqual([]);
  });

  describe('told beforehand by a dry run', () => {
    it('says of streets what is added, changed and gone, and which addresses change with them', async () => {
      const [, , first, second] = CASES[0]!;
      await load('streets', 's.csv', first);
      const { difference } = await load('streets', 's.csv', second, { dryRun: true });
      expect(difference).toEqual([
        {
          dataset: 'addresses',
          added: { count: 0, rows: [] },
          changed: {
            count: 1,
            rows: [
              { what: 'Marktplatz 1, 59227 Ort', fields: [{ field: 'street', old: 'Am Markt', new: 'Marktplatz' }] },
            ],
          },
          gone: { count: 0, rows: [] },
        },
        {
          dataset: 'streets',
          added: { count: 1, rows: [{ what: `${KEY}9 Neuer Weg`, fields: [] }] },
          changed: {
            count: 2,
            rows: [
              {
                what: `${KEY}1 Am Markt`,
                fields: [
                  { field: 'name', old: 'Am Markt', new: 'Marktplatz' },
                  { field: 'position', old: 'POINT(7.81234568 51.71)', new: 'POINT(7.8 51.7)' },
                ],
              },
              {
                what: `${KEY}2 Gasse`,
                fields: [{ field: 'position', old: 'POINT(7.82 51.72)', new: 'POINT(7.83 51.72)' }],
              },
            ],
          },
          gone: { count: 1, rows: [{ what: `${KEY}5 Alter Weg`, fields: [] }] },
        },
      ]);
    });

    it('is told from what is kept where the importer says nothing, row by row', async () => {
      await load('fibre-network', 'net.json', network('Stadtnetz', '1', '2'));
      const ids = Array.from({ length: 30 }, (_, i) => String(i + 2));
      const { difference } = await load('fibre-network', 'net.json', network('Neues Netz', ...ids), { dryRun: true });
      const nodes = difference!.find(({ dataset }) => dataset === 'fibre networks: nodes')!;
      expect(nodes).toMatchObject({
        added: { count: 29 },
        changed: { count: 0 },
        gone: { count: 1, rows: [{ what: 'net / 1 Knoten 1' }] },
      });
      expect(nodes.added.rows).toHaveLength(29);
      expect(difference!.find(({ dataset }) => dataset === 'fibre networks')!.changed.rows).toEqual([
        { what: 'net Neues Netz', fields: [{ field: 'name', old: 'Stadtnetz', new: 'Neues Netz' }] },
      ]);
    });

    it('says which addresses change their status', async () => {
      const importer = {
        ...importerOf('streets'),
        apply: `UPDATE coverage.fixed_availability SET technology = 'dsl', run_id = :run WHERE address_id = 'a1';
          SELECT coverage.refresh();
          SELECT 0 AS added, 1 AS changed, 0 AS removed;`,
        difference: undefined,
      };
      const { difference } = await runImport(database, importer, fileOf('s.csv', streets(`${KEY}1;Am Markt;`)), {
        startedBy: 'x',
        dryRun: true,
      });
      expect(difference!.find(({ dataset }) => dataset === 'status of addresses')!.changed.rows).toEqual([
        {
          what: 'a1 Am Markt 1, 59227 Ort',
          fields: expect.arrayContaining([{ field: 'fibre_status', old: 'level_unknown', new: 'none' }]),
        },
      ]);
    });

    it('says what becomes known, and what nobody knows any more, with its values', async () => {
      const apply = (sql: string) => ({
        ...importerOf('streets'),
        apply: `${sql};\nSELECT coverage.refresh();\nSELECT 0 AS added, 0 AS changed, 0 AS removed;`,
        difference: undefined,
      });
      const told = async (sql: string) =>
        (
          await runImport(database, apply(sql), fileOf('s.csv', streets(`${KEY}1;Am Markt;`)), {
            startedBy: 'x',
            dryRun: true,
          })
        ).difference!.find(({ dataset }) => dataset === 'status of addresses')!;
      const gone = await told('DELETE FROM coverage.fixed_availability');
      expect(gone.gone.rows[0]).toEqual({
        what: 'a1 Am Markt 1, 59227 Ort',
        fields: expect.arrayContaining([{ field: 'fibre_status', old: 'level_unknown', new: null }]),
      });
      expect(differenceText([gone])).toMatch(/ - a1 Am Markt 1, 59227 Ort: .*fibre_status: level_unknown → empty/);
      const known = await told(
        "INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, valid_from, run_id) VALUES ('a2', 'glas', 'ftth', '2024-01-01', 1)",
      );
      expect(known.added.rows).toEqual([
        {
          what: 'a2 Gasse 2, 59227 Ort',
          fields: [
            { field: 'best_technology', old: null, new: 'ftth' },
            { field: 'fibre_status', old: null, new: 'level_unknown' },
            { field: 'providers', old: null, new: '["Glas"]' },
          ],
        },
      ]);
    });
  });
});
