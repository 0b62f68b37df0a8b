import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, runImport } from '@stadtlage/imports';
import { fileOf, zipOf } from '@stadtlage/imports/testing';
import { addresses, streetKey } from './import-addresses.js';
import { loadTown } from './testing.js';

// All made up. The first position is 7.89 E 51.76 N, in the town's western district.
const EAST = '423392,178';
const NORTH = '5734928,147';
const row = (id: number, more: Record<string, string> = {}) => ({
  oid: `DENW01AL0000000${id}`,
  qua: 'A',
  sss: '00077',
  hnr: '5',
  adz: '',
  east: EAST,
  north: NORTH,
  stn: 'Am Prüfstein',
  nba: 'N',
  ...more,
});
type Row = ReturnType<typeof row>;

const v1 = (...rows: Row[]) =>
  rows
    .map((r) =>
      [
        r.nba,
        r.oid,
        r.qua,
        '05',
        '5',
        '70',
        '004',
        '0000',
        r.sss,
        r.hnr,
        r.adz,
        `32${r.east}`,
        r.north,
        r.stn,
        '2024-01-01',
      ]
        .join(';')
        .concat('\r\n'),
    )
    .join('');
const v2 = (...rows: Row[]) =>
  rows
    .map(
      (r) =>
        `${r.nba};${r.oid};${r.qua};05;Nordrhein-Westfalen;5;Münster;70;Warendorf;004;Ahlen;0000;;${r.sss};${r.stn};${r.hnr};${r.adz};;${r.east};${r.north};2024-01-01\n`,
    )
    .join('');
const adv = (plz: string, ...rows: Row[]) =>
  rows
    .map(
      (r) =>
        `${r.nba};${r.oid};${r.qua};05;5;70;004;0000;${r.sss};${r.hnr};${r.adz};32${r.east};${r.north};${r.stn};${plz};Ahlen;Westf;;;2024-01-01\n`,
    )
    .join('');

describe('a street key', () => {
  it('is made of the parts that house coordinates name, with zeros for the association of municipalities', () => {
    expect(streetKey('05', '5', '70', '004', '15605')).toBe('05570000000415605');
  });
});

describe('an import of house coordinates', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    // Everything that an import brings refers to its run.
    await database.query('TRUNCATE imports.run, datasets.change RESTART IDENTITY CASCADE');
    await loadTown(database);
  });
  afterAll(() => database.close());

  const load = (content: string | Buffer, name = 'gebref.txt', options: Partial<ImportOptions> = {}) =>
    runImport(database, addresses, fileOf(name, content, 4_096), { startedBy: 'test', ...options });
  const stored = () =>
    database.query(
      `SELECT right(id, 1) AS id, street_key AS key, label, district_id AS district, use, premises,
              round(ST_X(geom)::numeric, 6) AS x, round(ST_Y(geom)::numeric, 6) AS y
       FROM places.address WHERE id LIKE 'DENW01%' ORDER BY id`,
    );

  it('is told in a dry run by what people call an address, not by its id alone', async () => {
    await load(adv('59227', row(1), row(2, { hnr: '6' })));
    const dry = await load(adv('59229', row(1), row(3, { adz: 'a' })), 'hk.txt', { dryRun: true, allowRemovals: true });
    expect(dry.difference!.find(({ dataset }) => dataset === 'addresses')).toMatchObject({
      added: { rows: [{ what: 'DENW01AL00000003 Am Prüfstein 5a, 59229 Ahlen' }] },
      changed: { rows: [{ what: 'DENW01AL00000001 Am Prüfstein 5, 59229 Ahlen' }] },
      gone: { rows: [{ what: 'DENW01AL00000002 Am Prüfstein 6, 59227 Ahlen' }] },
    });
  });

  describe('where addresses have only come to one of many streets', () => {
    const FIGURES = [
      'address_status',
      'street_status',
      'cell_status',
      'statistic',
      'statistic_change',
      'district_statistics',
    ];
    const figures = async () =>
      Object.fromEntries(
        await Promise.all(
          FIGURES.map(async (table) => [
            table,
            (await database.query<{ row: string }>(`SELECT t::text AS row FROM coverage.${table} t ORDER BY 1`)).map(
              ({ row: one }) => one,
            ),
          ]),
        ),
      );
    const states = async () =>
      new Map(
        (
          await database.query<{ dataset: string; version: number; whole: number }>(
            'SELECT dataset, version, whole_version AS whole FROM datasets.state',
          )
        ).map(({ dataset, ...state }) => [dataset, state]),
      );
    beforeEach(() =>
      database.query(`
        INSERT INTO places.street (key, name, run_id) SELECT '0557000400009' || n, 'Weg ' || n, 1 FROM generate_series(1000, 1060) n;
        INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glas Nord') ON CONFLICT DO NOTHING;
        INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, run_id)
        VALUES ('b1', 'glas', 'ftth', 'connected', 1000, '2024-01-01', 1), ('w5', 'glas', 'fttc', NULL, 100, '2024-01-01', 1);
        SELECT coverage.refresh(), datasets.touch('streets'), datasets.touch('facilities')`),
    );

    const boxes = (dataset: string) =>
      database.query(
        `SELECT ST_Intersects(box, ST_Transform(ST_Point(423392, 5734928, 25832), 3857)) AS has_old,
                ST_Intersects(box, ST_Transform(ST_Point(428392, 5734928, 25832), 3857)) AS has_new
         FROM datasets.state s JOIN datasets.change c USING (dataset, version)
         CROSS JOIN LATERAL (SELECT ST_MakeEnvelope(c.west, c.south, c.east, c.north, 3857) AS box) b
         WHERE dataset = $1 ORDER BY c.west`,
        [dataset],
      );

    it('has the same figures as if all were counted anew', async () => {
      await load(adv('59227', row(1), row(2, { hnr: '6' })));
      const some = await figures();
      expect(some['street_status']).toHaveLength(6);
      await database.query('SELECT coverage.refresh()');
      expect(some).toEqual(await figures());
    });

    it('tells of changes there only: maps of all other places are as they were', async () => {
      const before = await states();
      await load(adv('59227', row(1)));
      const after = await states();
      for (const dataset of ['address-coverage', 'streets']) {
        expect(after.get(dataset)!.version).toBeGreaterThan(before.get(dataset)!.version);
        expect([dataset, after.get(dataset)!.whole]).toEqual([dataset, before.get(dataset)!.whole]);
      }
      expect(after.get('facilities')).toEqual(before.get('facilities'));
      // Which counts them.
      expect(after.get('mobile-statistics')).not.toEqual(before.get('mobile-statistics'));
    });

    it('tells of changes of an address where it is and where it was, and of what shows its label', async () => {
      await load(adv('59227', row(1), row(2, { hnr: '6' })));
      await database.query(
        "INSERT INTO places.facility (id, kind, name, address_id, geom, run_id) SELECT 's', 'school', 'S', id, geom, 1 FROM places.address WHERE id LIKE 'DENW01%2'",
      );
      const before = await states();
      // 5 km to the east.
      await load(adv('59227', row(1, { east: '428392,178' }), row(2, { hnr: '6' })), 'hk.txt');
      const after = await states();
      expect(after.get('facilities')).toEqual(before.get('facilities'));
      expect(after.get('address-coverage')!.whole).toBe(before.get('address-coverage')!.whole);
      expect(after.get('address-coverage')!.version).toBe(before.get('address-coverage')!.version + 1);
      expect(await boxes('address-coverage')).toEqual([
        { has_old: true, has_new: false },
        { has_old: false, has_new: true },
      ]);
      await load(adv('59227', row(1, { east: '428392,178' }), row(2, { hnr: '8' })), 'hk.txt');
      expect((await states()).get('facilities')!.version).toBe(after.get('facilities')!.version + 1);
    });

    it('tells of nothing when the same file comes again', async () => {
      await load(adv('59227', row(1)));
      const before = await states();
      await load(adv('59227', row(1)));
      expect(await states()).toEqual(before);
    });
  });

  it('takes NRW version 1: creates the street, finds the district, and leaves open what the file does not say', async () => {
    const result = await load(v1(row(1), row(2, { adz: 'a' }), row(3, { hnr: '0012', adz: ' ½' })));
    expect(result).toMatchObject({ state: 'imported', rows: { read: 3, added: 3, changed: 0, removed: 0 } });
    const common = {
      key: '05570000000400077',
      district: 'east',
      use: null,
      premises: null,
      x: 7.89,
      y: 51.76,
    };
    const town = await database.query<{ id: string }>(
      'SELECT id FROM places.district WHERE ST_Intersects(geom, (SELECT geom FROM places.address WHERE id = $1)) ORDER BY ST_Area(geom), id LIMIT 1',
      ['DENW01AL00000001'],
    );
    common.district = town[0]!.id;
    expect(await stored()).toEqual([
      { id: '1', label: 'Am Prüfstein 5', ...common },
      { id: '2', label: 'Am Prüfstein 5a', ...common },
      { id: '3', label: 'Am Prüfstein 12½', ...common },
    ]);
    expect(
      await database.query("SELECT name, run_id AS run FROM places.street WHERE key = '05570000000400077'"),
    ).toEqual([{ name: 'Am Prüfstein', run: result.run }]);
    expect(result.report.toText()).toMatch(/version 1[^]*EPSG:4647[^]*no postcodes/);
  });

  it('finds the district of each address of a street that crosses a boundary, and leaves those outside all without', async () => {
    await load(
      v1(
        row(1, { east: '422692,178' }),
        row(2, { east: '424092,178' }),
        row(3, { east: '430392,178' }),
        row(4, { sss: '00078', east: '422692,178' }),
        row(5, { sss: '00079', east: '430392,178' }),
      ),
    );
    expect((await stored()).map(({ id, district }) => [id, district])).toEqual([
      ['1', 'west'],
      ['2', 'east'],
      ['3', null],
      ['4', 'west'],
      ['5', null],
    ]);
  });

  it('takes NRW version 2, with the municipality as the place', async () => {
    const result = await load(v2(row(1)));
    expect(result.state).toBe('imported');
    expect(await stored()).toMatchObject([{ label: 'Am Prüfstein 5, Ahlen', x: 7.89, y: 51.76 }]);
    expect(result.report.dialect.get('Coordinates')).toBe(
      'ETRS89 / UTM zone 32 (EPSG:25832): the system of the state 05',
    );
  });

  it('takes the archive in which they are given out, with the lists of keys beside them', async () => {
    const files = {
      'gebref_schluessel.txt': 'G;05;5;70;004;Ahlen\r\nG;05;5;70;008;Beckum\r\n',
      'gebref.txt': v1(row(1)),
    };
    const result = await load(zipOf(files), 'gebref_EPSG4647_ASCII.zip');
    expect(result).toMatchObject({ state: 'imported', rows: { added: 1 } });
    expect(result.report.dialect.get('File in the archive')).toBe('gebref.txt');
    expect(await stored()).toMatchObject([{ id: '1', x: 7.89, y: 51.76 }]);
  });

  it('takes the coordinates in the system that it is told', async () => {
    const wrong = await load(v2(row(1)), 'gebref.txt', { crs: 25833 });
    expect(wrong.report.dialect.get('Coordinates')).toBe('ETRS89 / UTM zone 33 (EPSG:25833): as told');
    expect(Number((await stored())[0]!['x'])).toBeCloseTo(13.89, 1);
    const far = await load(v2(row(1)), 'gebref.txt', { crs: 31467 });
    expect(far.report.findings[0]).toMatchObject({
      row: 1,
      problem: 'The position is far outside Germany in DHDN / Gauß-Krüger zone 3 (EPSG:31467), as --crs says.',
    });
  });

  it('takes the AdV layout with postcodes, with a header or without', async () => {
    await load(adv('59227', row(1)));
    expect(await stored()).toMatchObject([{ label: 'Am Prüfstein 5, 59227 Ahlen' }]);
    const header = 'NBA;OI;QUA;LAN;RBZ;KRS;GMD;OTT;SSS;HNR;ADZ;EEEEEEEE_EEE;NNNNNNN_NNN;STN;PLZ;ONM;ZON;POT;PSN;AND\n';
    const again = await load(header + adv('59229', row(1)));
    expect(again.rows).toMatchObject({ added: 0, changed: 1 });
    expect(await stored()).toMatchObject([{ label: 'Am Prüfstein 5, 59229 Ahlen' }]);
  });

  it('keeps the postcode, use and premises that are known when a file does not say them', async () => {
    await load(adv('59227', row(1)));
    await database.query("UPDATE places.address SET use = 'mixed', premises = 3 WHERE id LIKE 'DENW01%'");
    const result = await load(v1(row(1, { hnr: '7' })));
    expect(result.rows).toMatchObject({ added: 0, changed: 1, removed: 0 });
    expect(await stored()).toMatchObject([{ label: 'Am Prüfstein 7, 59227 Ahlen', use: 'mixed', premises: 3 }]);
  });

  it('changes nothing when the same file comes a second time', async () => {
    await load(v1(row(1), row(2)));
    expect((await load(v1(row(1), row(2)))).rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('uses a street that is known under a key with an association of municipalities, and the name that the street list has', async () => {
    await database.query(
      "INSERT INTO places.street (key, name, run_id) VALUES ('05570999900400077', 'Am Prüfsteine', 1)",
    );
    await database.query("UPDATE imports.run SET dataset = 'streets' WHERE id = 1");
    await load(v1(row(1)));
    expect(await stored()).toMatchObject([{ key: '05570999900400077', label: 'Am Prüfsteine 5' }]);
  });

  it('removes addresses of its municipality that the file no longer has, but none that something refers to, and says so', async () => {
    await load(adv('59227', row(1), row(2, { hnr: '6' }), row(3, { hnr: '7' })));
    await database.query(
      "INSERT INTO places.facility (id, kind, name, address_id, geom, run_id) SELECT 's', 'school', 'S', id, geom, 1 FROM places.address WHERE id LIKE 'DENW01%2'",
    );
    const result = await load(adv('59227', row(3, { hnr: '7' })));
    expect(result.rows).toMatchObject({ added: 0, changed: 0, removed: 1 });
    expect((await stored()).map(({ id }) => id)).toEqual(['2', '3']);
    expect(result.report.findings).toMatchObject(
      [
        {
          level: 'quality',
          value: 'Am Prüfstein 5, 59227 Ahlen',
          problem: '1 of 3 addresses is no longer in the file, and nothing refers to it.',
        },
        {
          level: 'information',
          value: 'DENW01AL00000002',
          fix: 'It stays, because something refers to it: a facility.',
          fixDe: 'Die Adresse bleibt, weil etwas auf sie verweist: eine Einrichtung.',
        },
      ].sort((a, b) => a.level.localeCompare(b.level)),
    );
    // The town is another municipality.
    expect(await database.query("SELECT count(*) FROM places.address WHERE id = 'b1'")).toEqual([{ count: 1 }]);
  });

  describe('that lacks more than a fifth of what an earlier file brought', () => {
    const some = (from: number, to: number) =>
      v1(...Array.from({ length: to - from }, (_, i) => row(from + i, { hnr: String(from + i) })));
    const removed = (rows: number) => ({ state: 'imported', rows: { removed: rows } });

    it('is refused with the figures, also when it is only tried, and changes nothing', async () => {
      await load(some(100, 200));
      for (const dryRun of [true, false]) {
        const result = await load(some(100, 170), 'gebref.txt', { dryRun });
        expect(result).toMatchObject({ state: 'refused', rows: { removed: 0 } });
        expect(result.report.findings.filter(({ level }) => level === 'error')).toMatchObject([
          {
            problem:
              'The file lacks 30 of the 100 addresses that earlier files have brought (30 %); 30 of them would be gone.',
            fix: expect.stringMatching(/ask the sender.*--allow-removals/),
          },
        ]);
      }
      expect((await database.query("SELECT FROM places.address WHERE id LIKE 'DENW01%'")).length).toBe(100);
    });

    it('goes through with --allow-removals, and notes it', async () => {
      await load(some(100, 200));
      const tried = await load(some(100, 170), 'gebref.txt', { allowRemovals: true, dryRun: true });
      const result = await load(some(100, 170), 'gebref.txt', { allowRemovals: true });
      expect(result).toMatchObject(removed(30));
      for (const { report } of [tried, result])
        expect(report.findings).toContainEqual(
          expect.objectContaining({ level: 'quality', fix: 'They are removed, as --allow-removals says.' }),
        );
    });

    it('goes through where only a few go, or less than a fifth', async () => {
      await load(some(100, 200));
      expect(await load(some(100, 180))).toMatchObject(removed(20));
      expect(await load(some(100, 165))).toMatchObject(removed(15));
      expect(await load(some(100, 146))).toMatchObject(removed(19));
    });

    it('does not count what the demo city brought', async () => {
      await load(some(100, 200));
      await database.query("UPDATE imports.run SET origin = 'demo'");
      const result = await load(some(300, 301));
      expect(result).toMatchObject({ state: 'imported', rows: { added: 1, removed: 0 } });
      expect(result.report.findings.filter(({ problem }) => /no longer|lacks/.test(problem))).toEqual([]);
    });

    it('is not said to lack the rows that have errors', async () => {
      await load(some(100, 200));
      const bad = Array.from({ length: 40 }, (_, i) => row(160 + i, { hnr: String(160 + i), stn: '' }));
      const result = await load(some(100, 160) + v1(...bad));
      expect(result.state).toBe('refused');
      expect(result.report.findings.filter(({ problem }) => /lacks/.test(problem))).toEqual([]);
    });
  });

  it('counts addresses of unknown use and premises among all only', async () => {
    await load(v1(row(1)));
    const district = (await stored())[0]!['district'];
    const figures = await database.query(
      "SELECT use, addresses, premises FROM coverage.district_statistics WHERE district_id = $1 AND use = 'all'",
      [district],
    );
    const town = await database.query<{ addresses: number; premises: number }>(
      "SELECT count(*) AS addresses, sum(premises) AS premises FROM places.address WHERE district_id = $1 AND id NOT LIKE 'DENW%'",
      [district],
    );
    expect(figures).toEqual([{ use: 'all', addresses: town[0]!.addresses + 1, premises: town[0]!.premises }]);
  });

  it('leaves out numbers that only the cadastre uses and rows without a number, and counts them', async () => {
    const result = await load(v1(row(1), row(2, { qua: 'C' }), row(3, { hnr: '' }), row(4, { hnr: '0' })));
    expect(result).toMatchObject({ state: 'imported', rows: { added: 1 } });
    expect(result.report.findings.map(({ problem }) => problem)).toEqual(
      expect.arrayContaining([
        'One row has a house number that only the cadastre uses (quality C).',
        '2 rows have no house number.',
      ]),
    );
  });

  it('puts swapped axes in order when the whole file has them, and says so', async () => {
    const result = await load(v2(row(1, { east: NORTH, north: EAST })));
    expect(result.state).toBe('imported');
    expect(await stored()).toMatchObject([{ x: 7.89, y: 51.76 }]);
    expect(result.report.findings).toContainEqual(expect.objectContaining({ level: 'quality', column: 'ostwert' }));
  });

  it.each<[string, string, string | null, RegExp]>([
    ['a delivery of changes', v1(row(1), row(2, { nba: 'L' })), null, /holds changes only/],
    ['a position in the sea', v1(row(1), row(2, { north: '100' })), 'ostwert', /outside Germany/],
    ['axes swapped in one row', v2(row(1), row(2, { east: NORTH, north: EAST })), 'ostwert', /swapped/],
    ['no number for a coordinate', v1(row(1), row(3), row(4), row(2, { north: 'n/a' })), 'ostwert', /not two numbers/],
    ['a street without name', v1(row(1), row(2, { stn: '' })), 'stn', /no name/],
    ['a key that lost its zeros', v1(row(1), row(2, { sss: '77' })), 'sss', /17 digits/],
    ['no identifier', v1(row(1), row(2, { oid: '' })), 'oid', /no identifier/],
    ['an identifier that comes twice', v1(row(1), row(1)), 'id', /same id/],
    ['other columns', 'a;b;c\n1;2;3\n', null, /gebref/],
    ['rows that are too short', `${v1(row(1), row(3), row(4))}N;DENW01AL00000002;A\n`, null, /3 of 15 columns/],
  ])('is refused with %s, and nothing of it stays', async (_what, content, column, problem) => {
    const result = await load(content);
    expect(result.state).toBe('refused');
    expect(result.report.findings.find(({ level }) => level === 'error')).toMatchObject({
      column,
      problem: expect.stringMatching(problem),
    });
    expect(await stored()).toEqual([]);
  });

  describe('into a database without addresses', () => {
    beforeEach(() => database.query('DELETE FROM places.facility; DELETE FROM places.address'));
    const schema = () =>
      database.query(
        `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = 'places.address'::regclass
         UNION ALL SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'places.address'::regclass
         ORDER BY 1`,
      );

    it('has all its indexes and foreign keys afterwards', async () => {
      const before = await schema();
      expect((await load(v1(row(1)))).rows.added).toBe(1);
      expect(await schema()).toEqual(before);
    });

    it('works as well while somebody reads the streets', async () => {
      if (database.embedded) return;
      const before = await schema();
      await database.transaction(async (reader) => {
        await reader.query('SELECT FROM places.street LIMIT 1');
        expect((await load(v1(row(1)))).rows.added).toBe(1);
      });
      expect(await schema()).toEqual(before);
    });
  });
});
