import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { findOperator } from '@stadtlage/operators';
import { Command } from 'commander';
import { registerOperatorCommand } from './index.js';

describe('stadtlage operator', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  afterEach(() => jest.restoreAllMocks());

  async function run(...args: string[]): Promise<string> {
    let output = '';
    jest.spyOn(console, 'log').mockImplementation((text) => void (output += `${text}\n`));
    const program = new Command().exitOverride();
    registerOperatorCommand(program, async () => ({ database, close: async () => {} }));
    await program.parseAsync(['operator', ...args], { from: 'user' });
    return output;
  }

  test('shows a token once, lists who has one, and makes it void', async () => {
    expect(await run('list')).toBe('There is no operator. "stadtlage operator add <name>" makes one.\n');
    const added = await run('add', 'Erika Mustermann');
    const token = /^ {2}([\w-]{43})$/m.exec(added)![1]!;
    expect(added).toContain('in the header "Authorization: Bearer <token>"');
    expect(await findOperator(database, token)).toEqual({ name: 'Erika Mustermann', role: 'operator' });

    const listed = await run('list');
    expect(listed).toMatch(/^active {3}Erika Mustermann, operator; last used \d{4}-.*Z\n$/);
    expect(listed).not.toContain(token);
    expect(await run('revoke', 'Erika Mustermann')).toBe('The token of "Erika Mustermann" is void.\n');
    expect(await findOperator(database, token)).toBeUndefined();
    expect(await run('list')).toMatch(/^revoked \d{4}-.*Z {2}Erika Mustermann/);
  });

  test('gives planners the agenda alone, and names the roles that there are', async () => {
    const added = await run('add', 'Max Muster', '--role', 'planner');
    expect(added).toContain('/agenda/edit');
    const token = /^ {2}([\w-]{43})$/m.exec(added)![1]!;
    expect(await findOperator(database, token)).toEqual({ name: 'Max Muster', role: 'planner' });
    expect(await run('list')).toContain('Max Muster, planner; last used ');
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await expect(run('add', 'x', '--role', 'king')).rejects.toThrow(/Allowed choices are operator, planner/);
  });
});
