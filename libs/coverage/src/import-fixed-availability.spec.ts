import { type Database, sqlFile } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { type ImportOptions, type ImportResult, rollbackRun, runImport } from '@stadtlage/imports';
import { fileOf } from '@stadtlage/imports/testing';
import { loadTown } from '@stadtlage/places/testing';
import { fixedAvailability } from './import-fixed-availability.js';
import { readProviders } from './providers/provider.js';

const COVERAGE = sqlFile(import.meta.url, 'testing-coverage.sql');
const HEADER = 'Straße;Hnr;PLZ;Ort;Technologie;Download;Upload;Anschlussstufe;Nutzung;Anbieter;Gültig ab';
const FIRST = [
  'Bahnhofstraße;1;59227;Ahlen;FTTH;1000;500;homes activated;;Glasfaser Nord;',
  'Bahnhofsweg;5;59227;Ahlen;FTTH;1000;500;passed;;Glasfaser Nord;',
  'Bahnhofsweg;6;59227;Ahlen;FTTH;1000;500;passed;;Glasfaser Nord;',
];
const DATE = '2024-06-30';

describe('a delivery by address', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE imports.run RESTART IDENTITY CASCADE; TRUNCATE coverage.provider CASCADE');
    await loadTown(database);
    await database.query(COVERAGE);
  });
  afterAll(() => database.close());

  const load = (rows: string[], options: Partial<ImportOptions> = {}, header = HEADER, name = 'delivery.csv') =>
    runImport(database, fixedAvailability, fileOf(name, `${header}\n${rows.join('\n')}\n`), {
      startedBy: 'test',
      dataDate: DATE,
      ...options,
    });
  /** What the provider says now, without what it no longer says. */
  const now = (provider = 'glas') =>
    database.query(
      `SELECT address_id AS at, technology, connection_level AS level, max_down_mbit::int AS down, valid_from AS since, valid_to AS until, run_id AS source,
              recorded_by AS by FROM coverage.fixed_availability
       WHERE provider_id = $1 AND superseded_at IS NULL ORDER BY address_id, technology, valid_from`,
      [provider],
    );
  const asOf = async (day: string, known = 'infinity') =>
    (
      await database.query<{ line: string }>(
        `SELECT concat_ws(' ', address_id, technology, connection_level, max_down_mbit) AS line FROM coverage.fixed_as_of($1, $2)
         WHERE provider_id = 'glas' ORDER BY 1`,
        [day, known],
      )
    ).map(({ line }) => line);
  const findings = ({ report }: ImportResult, level: string) =>
    report.findings.filter((finding) => finding.level === level);

  it('is the whole statement of its provider as of its day, and of nobody else', async () => {
    const others = await now('kabel');
    const result = await load(FIRST);
    expect(result).toMatchObject({ state: 'imported', rows: { read: 3, added: 2, changed: 0, removed: 3 } });
    const run = result.run;
    expect(await now()).toEqual([
      // Said before and said again: untouched.
      {
        at: 'b1',
        technology: 'ftth',
        level: 'activated',
        down: 1000,
        since: '2024-01-01',
        until: null,
        source: 1,
        by: null,
      },
      // No longer said: it ends on the day of the delivery, and stays the statement of its source.
      {
        at: 'b2',
        technology: 'fttb',
        level: 'connected',
        down: 1000,
        since: '2024-01-01',
        until: DATE,
        source: 1,
        by: run,
      },
      {
        at: 'b5',
        technology: 'ftth',
        level: 'passed',
        down: 1000,
        since: '2024-01-01',
        until: DATE,
        source: 1,
        by: run,
      },
      { at: 'far', technology: 'ftth', level: null, down: 400, since: '2024-01-01', until: DATE, source: 1, by: run },
      { at: 'w5', technology: 'ftth', level: 'passed', down: 1000, since: DATE, until: null, source: run, by: run },
      { at: 'w6', technology: 'ftth', level: 'passed', down: 1000, since: DATE, until: null, source: run, by: run },
    ]);
    expect(await now('kabel')).toEqual(others);
    expect(
      await database.query(
        "SELECT fibre_status FROM coverage.address_status WHERE address_id IN ('w5', 'b5') ORDER BY address_id",
      ),
    ).toMatchObject([{ fibre_status: 'passed' }]);
  });

  it('changes nothing when the same file comes again, on its day or later', async () => {
    await load(FIRST);
    const before = await database.query('SELECT * FROM coverage.fixed_availability ORDER BY id');
    const version = async () =>
      (await database.query(`SELECT version FROM datasets.state WHERE dataset = 'fixed-availability'`))[0]!['version'];
    const first = Number(await version());
    for (const dataDate of [DATE, '2024-12-31']) {
      const again = await load(FIRST, { dataDate });
      expect(again.rows).toMatchObject({ added: 0, changed: 0, removed: 0 });
      // That it is known of a later day is something new.
      expect(await version()).toBe(dataDate === DATE ? first : first + 1);
    }
    expect(await database.query('SELECT * FROM coverage.fixed_availability ORDER BY id')).toEqual(before);
  });

  it('keeps what was true before a change, and what was believed before it was known', async () => {
    await load(FIRST);
    const [{ moment }] = (await database.query('SELECT clock_timestamp()::text AS moment')) as [{ moment: string }];
    const result = await load([FIRST[0]!, FIRST[1]!.replace('passed', 'connected')], { dataDate: '2024-12-31' });
    expect(result.rows).toMatchObject({ added: 0, changed: 1, removed: 1 });
    expect(await asOf('2024-12-30')).toEqual(['b1 ftth activated 1000', 'w5 ftth passed 1000', 'w6 ftth passed 1000']);
    expect(await asOf('2024-12-31')).toEqual(['b1 ftth activated 1000', 'w5 ftth connected 1000']);
    expect(await asOf('2025-06-01', moment)).toEqual([
      'b1 ftth activated 1000',
      'w5 ftth passed 1000',
      'w6 ftth passed 1000',
    ]);
  });

  it('corrects a delivery of the same day', async () => {
    await load(FIRST);
    await load([FIRST[0]!, FIRST[1]!.replace('passed', 'prepared')]);
    expect(await asOf(DATE)).toEqual(['b1 ftth activated 1000', 'w5 ftth prepared 1000']);
    expect(await asOf('2024-06-29')).toEqual([
      'b1 ftth activated 1000',
      'b2 fttb connected 1000',
      'b5 ftth passed 1000',
      'far ftth 400',
    ]);
  });

  it('takes since when each offer holds from the file, past and future', async () => {
    await load([
      FIRST[0]!,
      'Bahnhofsweg;5;59227;Ahlen;FTTH;1000;500;passed;privat;Glasfaser Nord;01.03.2024',
      'Bahnhofsweg;6;59227;Ahlen;Kabel;500,5;50;;Gewerbe;Glasfaser Nord;2024-09-01',
    ]);
    expect(await asOf('2024-03-01')).toContain('w5 ftth passed 1000');
    expect(await asOf('2024-08-31')).not.toContain('w6 hfc 500.5');
    expect(await asOf('2024-09-01')).toContain('w6 hfc 500.5');
  });

  it('is refused after a newer one', async () => {
    const newer = await load(FIRST, { dataDate: '2024-12-31' });
    const result = await load([FIRST[0]!]);
    expect(result.state).toBe('refused');
    expect(findings(result, 'error')).toMatchObject([
      { value: 'glas', problem: expect.stringContaining(`2024-12-31 (run ${newer.run})`) },
    ]);
  });

  it('is taken back as if it had not come, and both stay on record', async () => {
    const before = (await now()).map((row) => ({ ...row, by: undefined }));
    const { run } = await load(FIRST);
    const back = await rollbackRun(database, [fixedAvailability], run, { by: 'test' });
    expect(back.tables).toEqual([{ title: 'fixed-availability', restored: 3, removed: 2 }]);
    expect((await now()).map((row) => ({ ...row, by: undefined }))).toEqual(before);
    expect(
      await database.query('SELECT count(*)::int AS rows FROM coverage.fixed_availability WHERE superseded_by = $1', [
        run,
      ]),
    ).toEqual([{ rows: 3 + 3 + 2 }]);
    // It is free for the delivery of an earlier day now.
    expect(await load([FIRST[0]!], { dataDate: '2024-05-31' })).toMatchObject({ state: 'imported' });
  });

  it('is not taken back from under a newer one', async () => {
    const { run } = await load(FIRST);
    await load([FIRST[0]!], { dataDate: '2024-12-31' });
    await expect(rollbackRun(database, [fixedAvailability], run, { by: 'test' })).rejects.toThrow(
      /newer delivery.*roll that one back first/,
    );
  });

  it('finds the official address behind the spelling, and says how for each row', async () => {
    const row = (address: string) => `${address};FTTH;1000;500;passed;;Glasfaser Nord;`;
    const result = await load(
      [
        'Bahnhofstraße;1;59227;Ahlen', // as it is
        'bahnhofstr.;5 A;59227;Ahlen (Westf.)', // spelling
        'Grosse Kampstr;10;59229;', // spelling
        'Dolbergerstraße;2;59229;Ahlen', // without a space
        'Bahnhofweg;5;59227;Ahlen', // similar
        'Dolberger Straße;3;59227;Ahlen', // wrong postcode
        'Große Kampstraße;1-3;59229;Ahlen', // a row of buildings
        'Bahnhofstraße;5;;Ahlen', // there are two
        'Bahnhofstraße;7;59227;Ahlen', // the street is there, the number is not
        'Bahnhofsallee;6;59227;Ahlen', // no such street
        'Bahnhofsweg;;59227;Ahlen', // no number
      ].map(row),
    );
    expect(result.state).toBe('imported');
    expect(result.report.findings.find(({ problem }) => problem.startsWith('Matched to official'))).toMatchObject({
      problem:
        'Matched to official addresses: 1 rows exactly, 3 by normalised spelling, 3 by similarity, 4 not at all.',
      fix: expect.stringMatching(/at least 0\.5/),
    });
    expect(findings(result, 'quality').map((f) => [f.row, f.value, f.problem])).toEqual([
      [6, 'Bahnhofweg 5 59227 Ahlen', 'Matched to a similar address: Bahnhofsweg 5, 59227 Ahlen.'],
      [
        7,
        'Dolberger Straße 3 59227 Ahlen',
        'The postcode differs: officially it is 59229. Matched to Dolberger Straße 3, 59229 Ahlen.',
      ],
      [8, 'Große Kampstraße 1-3 59229 Ahlen', 'Matched to a similar address: Große Kampstraße 1, 59229 Ahlen.'],
      [9, 'Bahnhofstraße 5 Ahlen', 'Several official addresses may be meant.'],
      [10, 'Bahnhofstraße 7 59227 Ahlen', 'There is no such official address.'],
      [11, 'Bahnhofsallee 6 59227 Ahlen', 'There is no such official address.'],
      [12, 'Bahnhofsweg 59227 Ahlen', 'The house number is missing, or cannot be read.'],
    ]);
    const german = (line: number) => {
      const found = findings(result, 'quality').find((f) => f.row === line)!;
      return [found.problemDe, found.fixDe];
    };
    expect(german(6)[1]).toMatch(/^Ähnlichkeit 0,\d\d\. Prüfen/);
    expect(german(7)).toEqual([
      'Die Postleitzahl ist eine andere: Amtlich ist sie 59229. Zugeordnet: Dolberger Straße 3, 59229 Ahlen.',
      'Prüfen, welche stimmt; wenn eine andere Adresse gemeint ist, die Zeile berichtigen.',
    ]);
    expect(german(8)[1]).toMatch(/^Die Straße ist dieselbe, die Hausnummer eine andere\./);
    expect(german(12)).toEqual([
      'Die Hausnummer fehlt, oder sie lässt sich nicht lesen.',
      'Die Zeile wird ausgelassen: bitte die Hausnummer schreiben, etwa 12 oder 12a.',
    ]);
    expect((await now()).filter(({ until }) => !until).map(({ at }) => at)).toEqual([
      'b1',
      'b5a',
      'd2',
      'd3',
      'k1',
      'k10',
      'w5',
    ]);
  });

  describe('in a city whose official addresses have no postcode', () => {
    const row = (address: string) => `${address};FTTH;1000;500;passed;;Glasfaser Nord;`;
    const matches = async (...addresses: string[]) => {
      const result = await load(addresses.map(row));
      expect(findings(result, 'error')).toEqual([]);
      const odd = findings(result, 'quality').map((f) => `${f.row}: ${f.problem} ${f.fix}`);
      return { at: (await now()).filter(({ until }) => !until).map(({ at }) => at), odd, all: result.report.findings };
    };
    beforeEach(() => database.query('UPDATE places.address SET postcode = NULL'));

    it('matches rows with and without postcode and place alike, and says where no postcode was compared', async () => {
      const { at, odd, all } = await matches(
        'Bahnhofsweg;5;59227;Ahlen',
        'bahnhofsweg;6;59227;Ahlen (Westf.)',
        'Große Kampstraße;1;;Ahlen',
        'Große Kampstr.;2;59229;',
        'Dolberger Straße;1;;',
        'Dolbergerstr;2;99999;Ahlen',
        'Dolbreger Straße;3;59229;Ahlen',
      );
      expect(at).toEqual(['d1', 'd2', 'd3', 'k1', 'k2', 'w5', 'w6']);
      expect(odd).toEqual([expect.stringMatching(/^8: Matched to a similar address: Dolberger Straße 3, Ahlen/)]);
      expect(all.map(({ problem }) => problem)).toEqual(
        expect.arrayContaining([
          'Matched to official addresses: 3 rows exactly, 3 by normalised spelling, 1 by similarity, 0 not at all.',
          'The official addresses have no postcode to compare with: 5 rows.',
        ]),
      );
    });

    it('takes no address of another place for its own, and says what the official data lack', async () => {
      const { at, odd } = await matches(
        'Bahnhofsweg;5;;',
        'Bahnhofsweg;6;48143;Münster',
        'Bahnhofstraße;5;59227;Ahlen',
      );
      expect(at).toEqual(['w5']);
      expect(odd).toEqual([
        expect.stringMatching(
          /^3: There is no such official address.*officially there is such a street in Ahlen, without a postcode/,
        ),
        expect.stringMatching(
          /^4: Several official addresses may be meant, and not all of them have a postcode.*adress_id/,
        ),
      ]);
    });

    it('tells two streets of one name apart where one of them has a postcode, or both', async () => {
      await database.query("UPDATE places.address SET postcode = '59229' WHERE id LIKE 'o%'");
      expect((await matches('Bahnhofstraße;5;59229;Ahlen')).at).toEqual(['o5']);
      expect((await matches('Bahnhofstraße;5;59227;Ahlen')).at).toEqual(['b5']);
      expect((await matches('Bahnhofsweg;5;;', 'Bahnhofstraße;5;;Ahlen')).odd).toHaveLength(1);
      await database.query("UPDATE places.address SET postcode = '59227' WHERE postcode IS NULL");
      expect((await matches('Bahnhofstraße;5;59227;Ahlen', 'Bahnhofstraße;6;59229;')).at).toEqual(['b5', 'o6']);
      expect((await matches('Bahnhofsweg;5;;', 'Bahnhofstraße;5;;Ahlen')).odd).toEqual([
        expect.stringMatching(/^3: Several official addresses may be meant\. .*add its postcode/),
      ]);
    });

    it('does so where they name no place either', async () => {
      await database.query('UPDATE places.address SET place = NULL');
      expect((await matches('Bahnhofsweg;5;59227;Ahlen', 'Bahnhofsweg;6;;', 'Bahnhofsweeg;5;59227;Ahlen')).at).toEqual([
        'w5',
        'w6',
      ]);
    });
  });

  it('finds a street with a misspelt ending, but none of another kind', async () => {
    const row = (address: string) => `${address};59227;Ahlen;FTTH;1000;500;passed;;Glasfaser Nord;`;
    const result = await load(
      [
        'Bahnhofstrase;1',
        'Bahnhofstr;2',
        'Bahnhofstarße;15',
        'Bahnhofswge;5',
        'Bahnhofweg;50',
        'Bahnhofallee;50',
        'Bahnhof;50',
      ].map(row),
    );
    expect((await now()).filter(({ until }) => !until).map(({ at }) => at)).toEqual(['b1', 'b15', 'b2', 'w5']);
    expect(findings(result, 'quality').map(({ row: at, problem }) => `${at}: ${problem}`)).toEqual([
      '2: Matched to a similar address: Bahnhofstraße 1, 59227 Ahlen.',
      '4: Matched to a similar address: Bahnhofstraße 15, 59227 Ahlen.',
      '5: Matched to a similar address: Bahnhofsweg 5, 59227 Ahlen.',
      '6: There is no such official address.',
      '7: There is no such official address.',
      '8: There is no such official address.',
    ]);
  });

  describe('says what it rests on', () => {
    const said = (provider = 'glas') =>
      database.query(
        `SELECT address_id AS at, evidence, max_down_mbit::int AS down FROM coverage.fixed_availability
         WHERE provider_id = $1 AND superseded_at IS NULL AND valid_to IS NULL ORDER BY 1, 2`,
        [provider],
      );

    it('with --evidence, and takes nothing back that rests on something else', async () => {
      const before = await said();
      const { run } = await load([FIRST[1]!], { evidence: 'city' });
      expect(await said()).toEqual([...before, { at: 'w5', evidence: 'city', down: 1000 }]);
      await load([FIRST[2]!], { evidence: 'city', dataDate: '2024-07-31' });
      expect(await said()).toEqual([...before, { at: 'w6', evidence: 'city', down: 1000 }]);
      // A later delivery of the operator is not late because the city's is newer.
      expect(await load([FIRST[0]!])).toMatchObject({ state: 'imported' });
      await expect(rollbackRun(database, [fixedAvailability], run, { by: 'test' })).rejects.toThrow(/newer delivery/);
    });

    it('in a column, row by row, before --evidence', async () => {
      const header = 'strasse,hnr,plz,technologie,download,anbieter,Nachweis';
      const rows = [
        'Bahnhofsweg,5,59227,dsl,16,Neu,Messung',
        'Bahnhofsweg,5,59227,dsl,50,Neu,Betreiber',
        'Bahnhofsweg,6,59227,dsl,16,Neu,',
      ];
      const result = await load(rows, { evidence: 'city' }, header);
      expect(findings(result, 'error')).toEqual([]);
      expect(await said('neu')).toEqual([
        { at: 'w5', evidence: 'measurement', down: 16 },
        { at: 'w5', evidence: 'operator', down: 50 },
        { at: 'w6', evidence: 'city', down: 16 },
      ]);
      const odd = await load([rows[0]!.replace('Messung', 'resident_report')], {}, header);
      expect(findings(odd, 'error')).toMatchObject([
        { column: 'Nachweis', fix: expect.stringMatching(/official_grid/) },
      ]);
    });
  });

  it('has as its source the provider that it names, else its file', async () => {
    const sourceOf = async (rows: string[]) => {
      const { run } = await load(rows);
      return (await database.query('SELECT source FROM imports.run WHERE id = $1', [run]))[0]!['source'];
    };
    expect(await sourceOf(FIRST)).toBe('Glasfaser Nord');
    expect(await sourceOf([FIRST[0]!, FIRST[1]!.replace('Glasfaser Nord', 'Kabel West')])).toBe(
      'Lieferung delivery.csv',
    );
  });

  it('takes the official identifier of an address before its spelling', async () => {
    const header = 'adress_id,strasse,hnr,technologie,download,anbieter';
    await load(['k2,Falsche Straße,9,ftth,500,Neue Netze GmbH', ',Bahnhofsweg,5,dsl,16,Neue Netze GmbH'], {}, header);
    expect(await now('neue-netze-gmbh')).toMatchObject([
      { at: 'k2', down: 500 },
      { at: 'w5', down: 16 },
    ]);
  });

  it('knows its provider from --source where the file does not name it', async () => {
    const header = 'strasse,hnr,plz,ort,technologie,download,upload';
    const nobody = await load(['Bahnhofsweg,5,59227,Ahlen,dsl,16,1'], {}, header);
    expect(findings(nobody, 'error')).toMatchObject([{ problem: 'The file does not say whose offer this is.' }]);
    await load(['Bahnhofsweg,5,59227,Ahlen,dsl,16,1'], { source: 'kabel west' }, header);
    expect((await now('kabel')).filter(({ until }) => !until)).toMatchObject([{ at: 'w5', down: 16 }]);
  });

  it('knows its day from a column or its name', async () => {
    const header = 'strasse,hnr,plz,ort,technologie,download,anbieter';
    const row = 'Bahnhofsweg,5,59227,Ahlen,dsl,16,Kabel West';
    expect(await load([row], { dataDate: undefined }, header, 'kabel_2024-03-31.csv')).toMatchObject({
      dataDate: '2024-03-31',
    });
    expect(await load([`${row},30.04.2024`], { dataDate: undefined }, `${header},Stand`)).toMatchObject({
      dataDate: '2024-04-30',
    });
    const without = await load([row], { dataDate: undefined }, header);
    expect(without.report.findings[0]!.problem).toMatch(/--date/);
  });

  it('is refused where its day lies in the future, and says where it says so', async () => {
    const header = 'strasse,hnr,plz,ort,technologie,download,anbieter,Datenstand';
    const rows = ['Bahnhofsweg,5,59227,Ahlen,dsl,16,Kabel West,2031-10-01'];
    const late = await load(rows, { dataDate: undefined }, header);
    expect(late.state).toBe('refused');
    expect(findings(late, 'error')).toMatchObject([
      { row: 2, column: 'Datenstand', value: '2031-10-01', problem: expect.stringContaining('in the future') },
    ]);
    expect(await load(rows, {}, header)).toMatchObject({ state: 'imported', dataDate: DATE });
  });

  it('names in the findings of the database, too, the columns that the file has', async () => {
    const strange = await load([FIRST[0]!, 'Nirgendwo;7;59227;Ahlen;FTTH;1000;500;;;Glasfaser Nord;']);
    expect(findings(strange, 'quality')).toMatchObject([{ row: 3, column: 'Straße, Hnr' }]);
  });

  it('that is taken back leaves nobody in the list of providers whom it alone brought', async () => {
    const names = async () => (await readProviders(database)).map(({ name }) => name);
    const before = await names();
    const { run } = await load(FIRST.map((row) => row.replace('Glasfaser Nord', 'Ganz Neu')));
    expect(await names()).toEqual([...before, 'Ganz Neu'].sort());
    await rollbackRun(database, [fixedAvailability], run, { by: 'test' });
    expect(await names()).toEqual(before);
    expect(await now('ganz-neu')).toEqual([]);
    const more = await load(FIRST);
    await rollbackRun(database, [fixedAvailability], more.run, { by: 'test' });
    expect(await names()).toEqual(before);
  });

  it('counts a row that stands twice once, and is refused when the two differ', async () => {
    const twice = await load([FIRST[0]!, FIRST[0]!.replace('Bahnhofstraße', 'Bahnhofstr.')]);
    expect(twice.state).toBe('imported');
    expect(findings(twice, 'quality')).toMatchObject([{ row: 3, fix: 'They say the same: it is counted once.' }]);
    const differ = await load([FIRST[0]!, FIRST[0]!.replace('1000', '400')]);
    expect(differ.state).toBe('refused');
    expect(findings(differ, 'error')).toMatchObject([{ row: 3, fix: expect.stringMatching(/different/) }]);
  });

  it.each([
    ['an unknown technology', 'Rohrpost;1000;500;passed;;Kabel West;', 'Technologie', /Write ftth/],
    ['a mobile network', 'LTE;1000;500;passed;;Kabel West;', 'Technologie', /mobile-availability/],
    ['a speed that may be one or a thousand', 'FTTH;1.000;500;passed;;Kabel West;', 'Download', /thousands/],
    ['an unknown level', 'FTTH;1000;500;fertig;;Kabel West;', 'Anschlussstufe', /activated/],
    ['an unknown use', 'FTTH;1000;500;;Hobby;Kabel West;', 'Nutzung', /residential/],
    ['a day that is none', 'FTTH;1000;500;;;Kabel West;31.02.2024', 'Gültig ab', /30\.06\.2024/],
  ])('is refused when a row has %s', async (_what, rest, column, fix) => {
    const result = await load([FIRST[0]!, `Bahnhofsweg;5;59227;Ahlen;${rest}`]);
    expect(result.state).toBe('refused');
    expect(findings(result, 'error')).toMatchObject([{ row: 3, column, fix: expect.stringMatching(fix) }]);
  });

  it('is refused when it is about another city, or has no column for the house number', async () => {
    const elsewhere = await load(['Rue de la Gare;1;75001;Paris;FTTH;1000;500;;;Kabel West;']);
    expect(findings(elsewhere, 'error')).toMatchObject([{ problem: 'No row is at an official address.' }]);
    const without = await load(['Bahnhofsweg;dsl;16'], {}, 'strasse;technologie;download');
    expect(without.report.findings[0]!.problem).toMatch(/column hnr/);
  });

  describe('of the FCC', () => {
    const BDC =
      'frn,provider_id,brand_name,location_id,technology,max_advertised_download_speed,max_advertised_upload_speed,low_latency,business_residential_code,state_usps,block_geoid,h3_res8_id';
    const bdc = (location: string, technology: string, down: string, use = 'X') =>
      `0001,130077,Prairie Net,${location},${technology},${down},20,1,${use},WY,560130001001,8826`;

    it('has codes for technology and use, and its day in its name', async () => {
      const result = await load(
        [
          bdc('b1', '50', '1000', 'R'),
          bdc('b2', '40', '500', 'B'),
          bdc('b5', '70', '25'),
          bdc('b5', '71', '100'),
          bdc('1000000001', '10', '10'),
        ],
        { dataDate: undefined },
        BDC,
        'bdc_56_fixed_broadband_J23_05dec2023.csv',
      );
      expect(result).toMatchObject({ state: 'imported', dataDate: '2023-06-30', rows: { added: 3 } });
      expect(result.report.dialect.get('Format')).toMatch(/FCC/);
      expect(
        await database.query(
          `SELECT address_id AS at, technology, use, max_down_mbit::int AS down, definition, p.name FROM coverage.fixed_availability f
           JOIN coverage.provider p ON p.id = f.provider_id WHERE provider_id = 'fcc-130077' ORDER BY 1`,
        ),
      ).toEqual([
        { at: 'b1', technology: 'ftth', use: 'residential', down: 1000, definition: 'fcc_bdc', name: 'Prairie Net' },
        { at: 'b2', technology: 'hfc', use: 'commercial', down: 500, definition: 'fcc_bdc', name: 'Prairie Net' },
        { at: 'b5', technology: 'fixed_wireless', use: 'any', down: 100, definition: 'fcc_bdc', name: 'Prairie Net' },
      ]);
      expect(findings(result, 'quality').map(({ row, fix }) => [row, fix!.slice(0, 20)])).toEqual([
        [5, 'The fastest counts.'],
        [6, 'The row is left out:'],
      ]);
    });

    it('is refused with a code that the FCC does not have', async () => {
      const result = await load([bdc('b1', '99', '1000')], {}, BDC);
      expect(findings(result, 'error')).toMatchObject([
        { row: 2, column: 'technology', fix: expect.stringMatching(/Codes are/) },
      ]);
    });
  });
});
