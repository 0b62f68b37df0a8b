import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import type { Importer, SourceFile, StagedRow } from './importer.js';
import { ImportRunResolver } from './import-runs.js';
import { loadProvenance } from './provenance.js';
import { FileError, verbatim } from './phrases.js';
import type { Report } from './report.js';
import { type ImportOptions, runImport } from './run.js';
import { fileOf } from './testing.js';

const BAD = { en: 'The value is bad.', de: 'Der Wert ist schlecht.' };

/** One line `id value` per record; "bad" is an error, "odd" a remark, "torn" the end of what can be read. */
const readings: Importer = {
  dataset: 'readings',
  accepts: 'lines',
  source: 'somewhere',
  staging: [
    { name: 'id', type: 'text' },
    { name: 'value', type: 'integer' },
  ],
  key: ['id'],
  async *read(file: SourceFile, report: Report): AsyncIterable<StagedRow> {
    let text = '';
    for await (const chunk of file.open()) text += chunk.toString();
    if (text.startsWith('?')) throw new FileError(verbatim('This is no list of readings.'));
    for (const [i, line] of text.trim().split('\n').entries()) {
      const [id, value] = line.split(' ');
      if (value === 'torn') throw new FileError(verbatim('The file breaks off.'));
      if (value === 'bad') report.error(BAD, { row: i + 1, column: 'value', value, fix: verbatim('Mend it.') });
      else yield [i + 1, id, value === 'odd' ? null : value];
    }
  },
  check: `SELECT source_row AS row, 'value' AS column, NULL AS value, 'quality' AS level, 'There is no value.' AS problem, NULL AS fix,
                 'Der Wert fehlt.' AS problem_de, NULL AS fix_de
          FROM :staging WHERE value IS NULL`,
  apply: `
    CREATE TEMP TABLE before ON COMMIT DROP AS SELECT id FROM imports.test_reading;
    INSERT INTO imports.test_reading (id, value, run_id, day) SELECT id, value, :run, :date FROM :staging
    ON CONFLICT (id) DO UPDATE SET value = excluded.value, run_id = excluded.run_id;
    SELECT count(*) FILTER (WHERE b.id IS NULL) AS added, count(b.id) AS changed, 0 AS removed
    FROM :staging s LEFT JOIN before b USING (id);`,
  touches: ['readings'],
};

describe('an import', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(
      'CREATE TABLE imports.test_reading (id text PRIMARY KEY, value integer CHECK (value < 1000), run_id bigint, day date)',
    );
  });
  afterAll(async () => {
    await database.query('DROP TABLE imports.test_reading');
    await database.close();
  });
  beforeEach(() => database.query('TRUNCATE imports.test_reading, datasets.state CASCADE'));

  const load = (content: string, options: Partial<ImportOptions> = {}, importer = readings) =>
    runImport(database, importer, fileOf('readings.txt', content), { startedBy: 'Erika', ...options });
  const stored = () => database.query('SELECT id, value FROM imports.test_reading ORDER BY id');
  const run = async (id: number) => (await database.query('SELECT * FROM imports.run WHERE id = $1', [id]))[0]!;
  const leftovers = () =>
    database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'imports' AND tablename ~ '^staging_[0-9]+$'");
  const versions = () => database.query('SELECT dataset, version FROM datasets.state');

  it('refuses what was told of a file that has no place for it', async () => {
    for (const [told, problem] of [
      [{ crs: 25832 }, /^--crs: the coordinates of readings\.txt.* Leave the option out/],
      [{ layer: 'west' }, '--layer: readings.txt has no layers. Leave the option out.'],
      [{ evidence: 'city' }, /^--evidence: readings\.txt makes no statements about networks.* Leave the option out/],
    ] as const) {
      const { state, report } = await load('a 1\n', told);
      expect([state, report.findings[0]!.problem]).toEqual(['refused', expect.stringMatching(problem)]);
    }
  });

  it('records the licence of its source: the one it is told, else what the importer knows of its own source', async () => {
    const known: Importer = { ...readings, licence: 'odbl' };
    const licenceOf = async (options: Partial<ImportOptions>, importer: Importer) =>
      (await run((await load('a 1\n', options, importer)).run))['licence'];
    expect(await licenceOf({}, readings)).toBeNull();
    expect(await licenceOf({ licence: 'cc-by/4.0' }, readings)).toBe('cc-by/4.0');
    expect(await licenceOf({}, known)).toBe('odbl');
    expect(await licenceOf({ source: 'the mayor' }, known)).toBeNull();
    expect(await licenceOf({ licence: 'cc-by/4.0' }, known)).toBe('cc-by/4.0');
  });

  it('stores the rows, records the run, raises the version and clears its staging table away', async () => {
    await load('a 1\n');
    const result = await load('a 2\nb 3\n', { dataDate: '2024-02-29', source: 'the mayor' });
    expect(result).toMatchObject({
      state: 'imported',
      rows: { read: 2, added: 1, changed: 1, removed: 0, rejected: 0 },
    });
    expect(await stored()).toEqual([
      { id: 'a', value: 2 },
      { id: 'b', value: 3 },
    ]);
    expect(await run(result.run)).toMatchObject({
      dataset: 'readings',
      origin: 'file',
      file_name: 'readings.txt',
      file_bytes: 8,
      started_by: 'Erika',
      state: 'imported',
      file_sha256: '8f9c2fb3d5b963b84ac14ad9af31a7fa2b9b82e610679a5f2ed161e0a2b367ea',
      source: 'the mayor',
      data_date: '2024-02-29',
      rows_read: 2,
      rows_added: 1,
      rows_changed: 1,
      finished_at: expect.any(Date),
    });
    expect(await versions()).toEqual([{ dataset: 'readings', version: 2 }]);
    expect(await leftovers()).toEqual([]);
  });

  it('changes nothing when one row has an error, and says which', async () => {
    const result = await load('a 1\nb bad\nc odd\n');
    expect(result).toMatchObject({ state: 'refused', rows: { read: 3, added: 0, rejected: 1 } });
    expect(result.report.findings).toMatchObject([
      { row: 2, column: 'value', problem: 'The value is bad.', problemDe: 'Der Wert ist schlecht.', level: 'error' },
      { row: 3, level: 'quality' },
    ]);
    expect(await stored()).toEqual([]);
    expect(await versions()).toEqual([]);
    expect(await leftovers()).toEqual([]);
    expect(await run(result.run)).toMatchObject({
      state: 'refused',
      rows_rejected: 1,
      report: { counts: { error: 1, quality: 1 } },
    });
  });

  it('finds records that stand in the file twice', async () => {
    const result = await load('a 1\nb 2\na 3\n');
    expect(result.state).toBe('refused');
    expect(result.report.findings).toMatchObject([
      { row: 3, column: 'id', value: 'a', problem: 'The same id stands in row 1.' },
    ]);
  });

  it('refuses a file that cannot be read at all', async () => {
    const result = await load('? what');
    expect(result).toMatchObject({ state: 'refused' });
    expect(result.report.findings).toMatchObject([{ row: null, problem: 'This is no list of readings.' }]);
  });

  it('judges no file by the part of it that could be read, nor by rows that have errors', async () => {
    const torn = await load('a odd\na odd\nb torn\n');
    expect(torn.state).toBe('refused');
    expect(torn.report.findings).toMatchObject([{ row: null, problem: 'The file breaks off.' }]);
    const counting: Importer = {
      ...readings,
      check:
        "SELECT NULL AS row, NULL AS value, 'quality' AS level, count(*) || ' rows' AS problem, count(*) || ' Zeilen' AS problem_de FROM :staging",
    };
    const problems = async (content: string) =>
      (await load(content, {}, counting)).report.findings.map(({ problem }) => problem);
    expect(await problems('a bad\n')).toEqual(['The value is bad.']);
    expect(await problems('a 1\n')).toEqual(['1 rows']);
  });

  it('has no check that speaks one language only', async () => {
    const check = readings.check!.replace(', NULL AS fix,', ", 'Add it.' AS fix,");
    await expect(load('a odd\n', {}, { ...readings, check })).rejects.toThrow('says "Add it." in one language only');
  });

  it('refuses a file that lacks much of what is stored, unless that is allowed', async () => {
    const whole: Importer = {
      ...readings,
      removals: {
        what: verbatim('readings'),
        figures: `SELECT count(*)::integer AS stored, count(*) FILTER (WHERE s.id IS NULL)::integer AS missing,
                         count(*) FILTER (WHERE s.id IS NULL AND r.value > 0)::integer AS removed, NULL AS example
                  FROM imports.test_reading r LEFT JOIN :staging s USING (id)`,
      },
    };
    const some = (count: number, value = 1) =>
      Array.from({ length: count }, (_, i) => `r${i} ${i % 2 ? 0 : value}\n`).join('');
    await load(some(2000));
    const of = async (content: string, options: Partial<ImportOptions> = {}) => {
      const { state, report } = await load(content, { dryRun: true, ...options }, whole);
      return [state, ...report.findings.map(({ level, problem }) => `${level}: ${problem}`)];
    };
    expect(await of(some(2000))).toEqual(['checked']);
    expect(await of(some(1998))).toEqual([
      'checked',
      'information: 1 of 2,000 readings is no longer in the file, and nothing refers to it.',
    ]);
    expect(await of(some(1600))).toEqual(['checked', expect.stringMatching(/^quality: 200 of 2,000/)]);
    const lacks =
      'The file lacks 402 of the 2,000 readings that earlier files have brought (20 %); 201 of them would be gone, 201 stay because something refers to them.';
    expect(await of(some(1598))).toEqual(['refused', `error: ${lacks}`]);
    expect(await of(some(1598), { allowRemovals: true })).toEqual(['checked', `quality: ${lacks}`]);
  });

  it('has as its source whom it names, if it is one, else its file', async () => {
    const named = (otherwise?: string): Importer => ({ ...readings, source: { named: 'id', otherwise } });
    const sourceOf = async (content: string, options: Partial<ImportOptions>, importer: Importer) =>
      (await run((await load(content, options, importer)).run))['source'];
    expect(await sourceOf('Glas 1\n', {}, named())).toBe('Glas');
    expect(await sourceOf('Glas 1\nKabel 2\n', {}, named('The atlas'))).toBe('Lieferung readings.txt');
    expect(await sourceOf('? what', {}, named())).toBe('Lieferung readings.txt');
    expect(await sourceOf('? what', {}, named('The atlas'))).toBe('The atlas');
    expect(await sourceOf('Glas 1\n', { source: 'the mayor' }, named())).toBe('the mayor');
  });

  it('only tries when it is a dry run', async () => {
    const result = await load('a 1\n', { dryRun: true });
    expect(result).toMatchObject({ state: 'checked', rows: { added: 1 } });
    expect(await stored()).toEqual([]);
    expect(await versions()).toEqual([]);
    expect(await run(result.run)).toMatchObject({ state: 'checked', dry_run: true, rows_added: 1 });
  });

  it.each([
    ['storing', 'a 1\nb 5000\n', /check constraint "test_reading_value_check"/],
    ['staging', 'a 1\nb much\n', /invalid input syntax for type integer: "much"/],
    ['staging', 'a 1\nb 1000000000000\n', /out of range/],
  ])('refuses the file when the database does not take its data while %s', async (_when, content, problem) => {
    const result = await load(content);
    expect(result).toMatchObject({ state: 'refused', rows: { added: 0, changed: 0, removed: 0 } });
    expect(result.report.findings).toMatchObject([{ level: 'error', problem: expect.stringMatching(problem) }]);
    expect(await stored()).toEqual([]);
    expect(await versions()).toEqual([]);
    expect(await leftovers()).toEqual([]);
    expect(await run(result.run)).toMatchObject({ state: 'refused', report: { counts: { error: 1 } } });
  });

  it('leaves nothing but the record of its failure when the database fails', async () => {
    const broken = { ...readings, apply: `${readings.apply}\nSELECT added FROM imports.nowhere;` };
    await expect(load('a 1\n', {}, broken)).rejects.toThrow(/"imports.nowhere" does not exist/);
    expect(await stored()).toEqual([]);
    expect(await leftovers()).toEqual([]);
    const [last] = await database.query('SELECT state, report FROM imports.run ORDER BY id DESC LIMIT 1');
    expect(last).toMatchObject({ state: 'failed', report: { failure: expect.stringContaining('nowhere') } });
  });

  it('stays recorded as imported when the connection breaks after the data was stored', async () => {
    let storing = false;
    const breaking: Database = Object.create(database, {
      transaction: {
        value: async (work: Parameters<Database['transaction']>[0]) => {
          await database.transaction(work);
          if (storing) throw new Error('The connection broke.');
        },
      },
    });
    const broken = runImport(breaking, readings, fileOf('readings.txt', 'a 1\n'), {
      startedBy: 'Erika',
      onProgress: ({ phase }) => (storing = phase === 'storing'),
    });
    await expect(broken).rejects.toThrow('The connection broke.');
    expect(await stored()).toEqual([{ id: 'a', value: 1 }]);
    const [last] = await database.query('SELECT state, rows_added FROM imports.run ORDER BY id DESC LIMIT 1');
    expect(last).toEqual({ state: 'imported', rows_added: 1 });
  });

  it.each(['reading', 'checking', 'storing'] as const)(
    'leaves nothing when it is cancelled while %s',
    async (phase) => {
      const cancel = new AbortController();
      const cancelled = load('a 1\n', {
        signal: cancel.signal,
        onProgress: (progress) => progress.phase === phase && cancel.abort(),
      });
      await expect(cancelled).rejects.toThrow('The import of readings.txt was cancelled. Nothing has changed.');
      expect(await stored()).toEqual([]);
      expect(await leftovers()).toEqual([]);
      const [last] = await database.query('SELECT state FROM imports.run ORDER BY id DESC LIMIT 1');
      expect(last).toEqual({ state: 'failed' });
    },
  );

  const onRealPostgres = process.env['TEST_DATABASE_URL'] ? it : it.skip;
  onRealPostgres(
    'breaks off a statement that runs long (needs TEST_DATABASE_URL: the embedded database cannot hear it)',
    async () => {
      const cancel = new AbortController();
      setTimeout(() => cancel.abort(), 300);
      const slow = { ...readings, apply: 'SELECT pg_sleep(20);' };
      const started = performance.now();
      await expect(load('a 1\n', { signal: cancel.signal }, slow)).rejects.toThrow(/cancelled/);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  it('clears away what a killed process left, but nothing of an import that still runs', async () => {
    // No process has this number: it is above what the system gives out.
    const [dead] = await database.query<{ id: number }>(
      `INSERT INTO imports.run (dataset, origin, started_by, report) VALUES ('readings', 'file', 'x', '{"process": "99999999/x"}') RETURNING id`,
    );
    await database.query(`CREATE TABLE imports.staging_${dead!.id} (a text)`);
    let during: unknown[] = [];
    const watching: Importer = {
      ...readings,
      async *read(file, report) {
        await load('z 1\n');
        during = await leftovers();
        yield* readings.read(file, report);
      },
    };
    expect(await load('a 1\n', {}, watching)).toMatchObject({ state: 'imported' });
    expect(during).toHaveLength(1);
    expect(await leftovers()).toEqual([]);
    expect(await run(dead!.id)).toMatchObject({
      state: 'failed',
      report: { failure: expect.stringContaining('process ended') },
    });
  });

  it('holds many rows in short batches, not in memory', async () => {
    let highest = 0;
    const many: Importer = {
      ...readings,
      async *read() {
        for (let row = 1; row <= 100_000; row++) {
          if (row % 20_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
          yield [row, `id${row}`, row % 1000];
        }
      },
    };
    const before = process.memoryUsage().heapUsed;
    const seen: number[] = [];
    const result = await load('x', { onProgress: ({ rows }) => seen.push(rows) }, many);
    expect(result.rows).toMatchObject({ read: 100_000, added: 100_000 });
    expect(seen).toEqual(expect.arrayContaining([5_000, 50_000, 100_000]));
    expect(highest - before).toBeLessThan(100_000_000);
  }, 90_000);

  it('says that a date is no date before it does anything', async () => {
    await expect(load('a 1\n', { dataDate: '2023-02-29' })).rejects.toThrow(/"2023-02-29" is not a calendar day/);
  });

  it('takes the day of today for its data, and none that is to come', async () => {
    const [day] = await database.query<{ today: string; tomorrow: string }>(
      'SELECT current_date::text AS today, (current_date + 1)::text AS tomorrow',
    );
    expect(await load('a 1\n', { dataDate: day!.today })).toMatchObject({ state: 'imported' });
    await expect(load('a 1\n', { dataDate: day!.tomorrow })).rejects.toThrow(/lies in the future.* at the latest/);
    const dated = (when: string): typeof readings => ({
      ...readings,
      async *read(file, report) {
        report.describes(when, verbatim('it says so'));
        yield* readings.read(file, report);
      },
    });
    expect(await load('a 1\n', {}, dated(day!.tomorrow))).toMatchObject({ state: 'refused' });
    expect(await load('a 1\n', {}, dated(day!.today))).toMatchObject({ state: 'imported' });
  });

  it('gives its rows their provenance', async () => {
    const result = await load('a 1\n', { dataDate: '2024-01-31' });
    expect(await loadProvenance({}, database, result.run)).toEqual({
      source: 'somewhere',
      dataDate: '2024-01-31',
      importedAt: expect.any(Date),
      isDemo: false,
    });
    const [demo] = await database.query<{ id: number }>(
      "INSERT INTO imports.run (dataset, origin, started_by, file_name) VALUES ('demo', 'demo', 'x', 'f.csv') RETURNING id",
    );
    expect(await loadProvenance({}, database, demo!.id)).toMatchObject({ source: 'f.csv', isDemo: true });
  });

  it('is listed newest first, page by page, without who started it', async () => {
    await load('a 1\n');
    await load('b bad\n');
    const resolver = new ImportRunResolver(database);
    const first = await resolver.importRuns('readings', 1, null);
    expect(first.nodes).toMatchObject([
      { dataset: 'readings', state: 'refused', rowsRejected: 1, fileName: 'readings.txt' },
    ]);
    expect(first.nodes[0]).not.toHaveProperty('startedBy');
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await resolver.importRuns('readings', 1, first.pageInfo.endCursor);
    expect(second.nodes).toMatchObject([{ state: 'imported', rowsAdded: 1 }]);
    expect(await first.totalCount).toBeGreaterThan(2);
    await expect(resolver.importRuns(null, 1, Buffer.from('k:x').toString('base64url'))).rejects.toThrow(
      /not a cursor/,
    );
  });
});
