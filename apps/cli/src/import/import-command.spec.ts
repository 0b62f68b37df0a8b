import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Command } from 'commander';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerImportCommand } from './import-command.js';

describe('stadtlage import', () => {
  let database: Database;
  let folder: string;
  beforeEach(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-import-'));
  });
  afterEach(async () => {
    process.exitCode = undefined;
    await database.close();
    await rm(folder, { recursive: true });
  });

  const file = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  let closed = 0;
  const run = async (...args: string[]) => {
    let output = '';
    const program = new Command().exitOverride().configureOutput({ writeOut: (text) => void (output += text) });
    registerImportCommand(program, async () => ({ database, close: async () => void closed++ }));
    await program.parseAsync(['import', ...args], { from: 'user' });
    return output;
  };
  const GOOD = 'strassenschluessel;bezeichnung;geometry\n05570004000000001;Weg;POINT (7.9 51.8)\n';

  it('imports several files, each for itself, and fails with a status when one is refused', async () => {
    const output = await run(
      'streets',
      await file('bad.csv', '<html></html>'),
      await file('good.csv', GOOD),
      '--source',
      'Rathaus',
      '--date',
      '2024-01-31',
    );
    expect(output).toMatch(/bad\.csv: refused, nothing has changed.*\n[^]*HTML page/);
    expect(output).toMatch(/good\.csv: imported\. 1 rows read; 1 added, 0 changed, 0 removed \(run 2/);
    expect(output).toContain('Delimiter: semicolon');
    expect(process.exitCode).toBe(1);
    expect(closed).toBe(1);
    expect(await database.query('SELECT state, source, data_date FROM imports.run ORDER BY id')).toEqual([
      { state: 'refused', source: 'Rathaus', data_date: '2024-01-31' },
      { state: 'imported', source: 'Rathaus', data_date: '2024-01-31' },
    ]);
    expect((await database.query<{ who: string }>('SELECT started_by AS who FROM imports.run'))[0]!.who).not.toBe('');
  });

  it('records the licence and reads the coordinates as it is told', async () => {
    const metres = GOOD.replace('7.9 51.8', '423392.178 5734928.147');
    await run('streets', await file('utm.csv', metres), '--licence', 'DL-DE-BY-2.0', '--crs', 'EPSG:25832');
    expect(await database.query('SELECT state, licence FROM imports.run')).toEqual([
      { state: 'imported', licence: 'dl-by-de/2.0' },
    ]);
    const output = await run('streets', await file('good.csv', GOOD), '--layer', 'west');
    expect(output).toContain('--layer: good.csv has no layers. Leave the option out.');
  });

  it('passes on what a delivery rests on, and that streets may go', async () => {
    const none = await run('streets', await file('good.csv', GOOD), '--evidence', 'city');
    expect(none).toContain('--evidence: good.csv makes no statements about networks');
    await expect(run('streets', await file('good.csv', GOOD), '--evidence', 'hearsay')).rejects.toThrow(
      '--evidence: "hearsay" is not known. Write measurement, city, operator or official_grid.',
    );
    const many = Array.from({ length: 40 }, (_, i) => `055700040000001${i + 10};Weg ${i};\n`).join('');
    await run('streets', await file('many.csv', GOOD + many));
    expect(await run('streets', await file('good.csv', GOOD))).toMatch(
      /good\.csv: refused[^]*40 of the 41 streets[^]*--allow-removals/,
    );
    expect(await run('streets', await file('good.csv', GOOD), '--allow-removals')).toMatch(/imported.*40 removed/);
  });

  it('stores nothing in a dry run', async () => {
    expect(await run('streets', await file('good.csv', GOOD), '--dry-run')).toMatch(
      /checked, nothing stored.*1 would be added/,
    );
    expect(process.exitCode).toBeUndefined();
    expect(await database.query('SELECT FROM places.street')).toEqual([]);
  });

  it('names the datasets it knows and the file that is missing, before it opens the database', async () => {
    closed = 0;
    await expect(run('sewers', 'x.csv')).rejects.toThrow(
      /There is no import for "sewers"\. Known are streets, districts, .*fibre-network/,
    );
    await expect(run('streets', join(folder, 'missing.csv'))).rejects.toThrow(/There is no file .*missing\.csv/);
    await expect(run('streets', folder)).rejects.toThrow(/is not a file/);
    expect(closed).toBe(0);
  });

  it('tells in a dry run what would be different, value by value', async () => {
    await run('streets', await file('good.csv', GOOD));
    const output = await run('streets', await file('new.csv', GOOD.replace('Weg', 'Pfad')), '--dry-run');
    expect(output).toContain(
      'Difference in streets: 0 added, 1 changed, 0 gone\n  ~ 05570004000000001 Weg: name: Weg → Pfad',
    );
  });

  it('writes the reports of all its files as JSON, and as a page', async () => {
    const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
    const paths = [await file('bad.csv', '<html></html>'), await file('good.csv', GOOD)];
    await run('streets', ...paths, '--report', json);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
      imports: [
        { file: 'bad.csv', state: 'refused', counts: { conformance: 1 }, findings: [{ tier: 'conformance' }] },
        { file: 'good.csv', state: 'imported', rows: { added: 1 }, detected: { Delimiter: 'semicolon' } },
      ],
    });
    const output = await run('streets', ...paths, '--report', html, '--report-language', 'de');
    expect(output).toMatch(/bad\.csv: abgelehnt, nichts geändert[^]*Fehler \(1\)\n {2}bad\.csv ist eine HTML-Seite/);
    expect(await readFile(html, 'utf8')).toMatch(/<html lang="de">[^]*bad\.csv[^]*Abgelehnt[^]*good\.csv/);
  });

  it.each([
    [['--report', 'report.pdf'], /neither \.json nor \.html/],
    [['--report', '/nowhere/report.json'], /folder of .* does not exist/],
    [['--report', 'report.html', '--report-language', 'fr'], /"fr" is neither de nor en/],
    [['--licence', 'GPL-3.0'], /"GPL-3\.0" is no licence that is known here\. Known are .*odbl \(SPDX: ODbL-1\.0\)/],
    [['--crs', 'EPSG:2263'], /"EPSG:2263" is no coordinate system that is read here\. Known are .*25832/],
  ])('says that %j will not do before it opens the database', async (options, message) => {
    closed = 0;
    await expect(run('streets', await file('good.csv', GOOD), ...options)).rejects.toThrow(message);
    expect(closed).toBe(0);
  });

  it('lists what was imported, and takes an import back by its number', async () => {
    expect(await run('list')).toBe('Nothing has been imported yet.\n');
    await run('streets', await file('good.csv', GOOD));
    const [listed] = await database.query<{ id: number }>('SELECT max(id) AS id FROM imports.run');
    const { id } = listed!;
    expect(await run('list', '--dataset', 'streets')).toMatch(
      new RegExp(`^run .*\n${id} +streets +good\\.csv +\\d{4}-\\d\\d-\\d\\d .* imported +1 read, 1 added`),
    );
    await run('streets', await file('better.csv', GOOD));
    expect(await run('list', '--limit', '1')).toMatch(
      /^run [^\n]*\n[^\n]*better\.csv[^\n]*\n… and 1 more: --all, or --limit 2\n$/,
    );
    expect(await run('list', '--all')).toMatch(/^run [^\n]*\n[^\n]*better\.csv[^\n]*\n[^\n]*good\.csv[^\n]*\n$/);
    await run('rollback', String(id + 1));
    expect(await run('rollback', String(id))).toBe(
      `Run ${id} (streets, good.csv) is rolled back.\n  streets: 0 as before, 1 removed\n`,
    );
    expect(await database.query('SELECT FROM places.street')).toEqual([]);
    expect(await run('list')).toMatch(/rolled back \d{4}-\d\d-\d\d \d\d:\d\d by \S+/);
    await expect(run('rollback', 'last')).rejects.toThrow(/"last" is not a whole number/);
    await expect(run('list', '--dataset', 'sewers')).rejects.toThrow(/no import for "sewers"/);
  });
});
