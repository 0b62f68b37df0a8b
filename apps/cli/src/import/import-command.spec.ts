import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Command } from 'commander';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
      'There is no import for "sewers". Known are streets, districts, availability-shares, fibre-network.',
    );
    await expect(run('streets', join(folder, 'missing.csv'))).rejects.toThrow(/There is no file .*missing\.csv/);
    await expect(run('streets', folder)).rejects.toThrow(/is not a file/);
    expect(closed).toBe(0);
  });
});
