import { exportAgenda, importAgenda, KINDS, parseAgendaFile, type AgendaFile } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Command } from 'commander';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { loadDemoCity } from '../demo/index.js';
import { registerAgendaCommand } from './index.js';

const WEIGHTS = {
  ...{ id: 'weights', wifiWeight: 1, wifiMetres: 500, helpWeight: 3, helpMetres: 1500, lendingWeight: 1 },
  ...{ lendingMetres: 3000, coursesWeight: 1, coursesMetres: 1500, slowWeight: 2, slowMbit: 50, demo: true as const },
};

describe('stadtlage agenda', () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemoCity(database, { addresses: 150 });
    await importAgenda(
      database,
      { format: 'stadtlage-agenda', version: 1, inclusionWeights: [WEIGHTS] },
      { by: 'test' },
    );
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-agenda-'));
  }, 120_000);
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await database.close();
  });
  afterEach(() => jest.restoreAllMocks());

  async function run(on: Database, ...args: string[]): Promise<string> {
    let said = '';
    jest.spyOn(console, 'log').mockImplementation((text) => void (said += `${text}\n`));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => !!(said += String(text)));
    const program = new Command().exitOverride();
    registerAgendaCommand(program, async () => ({ database: on, close: async () => {} }));
    await program.parseAsync(['agenda', ...args], { from: 'user' }).catch((error: Error) => (said += error.message));
    return said;
  }
  const parsed = async (file: string) => parseAgendaFile(await readFile(file, 'utf8'), file);
  const counts = (file: AgendaFile) => Object.fromEntries(KINDS.map(({ section }) => [section, file[section]?.length]));

  test('takes the records of every kind out, and brings them in again as the same where the same places are', async () => {
    const file = join(folder, 'all.json');
    expect(await run(database, 'export', file)).toMatch(/^\d+ records are in /);
    const before = await parsed(file);
    expect(Object.values(counts(before)).filter((count) => !count)).toEqual([]);
    await database.query('TRUNCATE agenda.record');
    await run(database, 'import', file);
    const after = await exportAgenda(database);
    for (const { section } of KINDS) expect([section, after[section]]).toEqual([section, before[section]]);
    expect(after).toEqual(before);
  }, 60_000);

  test('takes out the kinds that are asked for, with which an empty city begins', async () => {
    const file = join(folder, 'some.json');
    await run(database, 'export', file, '--kinds', 'goal, measure');
    const some = await parsed(file);
    expect(Object.keys(some)).toEqual(['format', 'version', 'goals', 'measures']);
    const empty = await testDatabase();
    try {
      const all = join(folder, 'whole.json');
      await run(database, 'export', all);
      // Its schools are at places that the empty city does not have.
      expect(await run(empty, 'import', all)).toMatch(/The school demo-school-1 .* facility .*, which there is not/);
      expect(await exportAgenda(empty)).toMatchObject({ goals: [], measures: [] });
      await run(empty, 'import', file);
      const { goals, measures, schools } = await exportAgenda(empty);
      expect({ goals, measures, schools }).toEqual({ goals: some.goals, measures: some.measures, schools: [] });
      expect(goals!.length).toBeGreaterThanOrEqual(11);
    } finally {
      await empty.close();
    }
  }, 60_000);

  test('names the kinds that there are where one is asked for that is none', async () => {
    expect(await run(database, 'export', '--kinds', 'goal,castle')).toMatch(
      /There is no kind castle\. Take some of goal, measure, school, .*, with commas between\./,
    );
  });
});
