import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Command } from 'commander';
import { registerReportCommand } from './index.js';

describe('stadtlage report', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await database.query(
      `INSERT INTO coverage.report (id, address_id, address_label, claim, technology, measured_down_mbit, text, received_at, due_on)
       VALUES ('0000000001', 'gone', E'Weg 1\\u001b[2J', 'slower_than_stated', 'dsl', 12.5, E'seit\\nMai', '2026-03-01T12:00:00Z', '2026-03-08');
       INSERT INTO coverage.report_step (report, state, at, role) VALUES (1, 'received', '2026-03-01T12:00:00Z', 'resident');
       INSERT INTO coverage.report_contact (report, email) VALUES (1, 'a@b.example')`,
    );
  });
  afterAll(() => database.close());
  afterEach(() => jest.restoreAllMocks());

  async function run(...args: string[]): Promise<string> {
    let output = '';
    jest.spyOn(console, 'log').mockImplementation((text) => void (output += `${text}\n`));
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    registerReportCommand(program, async () => ({ database, close: async () => {} }));
    await program.parseAsync(['report', ...args], { from: 'user' });
    return output;
  }

  test('lists what is due with what only the city sees, releases the words, and takes steps', async () => {
    expect(await run('list', '--state', 'received')).toMatch(
      /^0000000001 {2}received, OVERDUE since 2026-03-08; 2026-03-01T12:00:00.000Z, \d+ days\n {2}Weg 1\\u\{1b\}\[2J: slower_than_stated, dsl, measured 12.5 down Mbit\/s\n {2}text \(not public\): seit \/ Mai\n {2}for questions \(never public\): a@b.example\n$/,
    );
    expect(await run('release', '0000000001')).toBe('The words of the report 0000000001 are public now.\n');
    expect(await run('move', '0000000001', 'disputed', '--note', 'Gemessen: 50 Mbit/s')).toBe(
      'The report 0000000001 is disputed now.\n',
    );
    await run('move', '0000000001', 'resolved');
    expect(await run('list')).toMatch(/resolved, outcome: not_confirmed;[^]*text \(public\): seit \/ Mai\n$/);
    expect(await run('list', '--state', 'received')).toBe('No report is like that.\n');
    await expect(run('move', '0000000001', 'passed_on')).rejects.toThrow('It is closed.');
    await expect(run('move', '0000000001', 'forgotten')).rejects.toThrow(/Allowed choices are received, passed_on/);
  });
});
