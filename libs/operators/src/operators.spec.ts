import { UserError, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { identify, requireOperator, requirePlanner } from './identify.js';
import { addOperator, findOperator, listOperators, revokeOperator } from './operators.js';
import { closeSession, findSession, isFormOf, openSession } from './sessions.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('an operator', () => {
  test('gets a token that is shown once and stored only as its hash', async () => {
    const token = await addOperator(database, 'Erika Mustermann');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [row] = await database.query('SELECT * FROM operators.operator');
    expect(row!['token_hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await listOperators(database)).toEqual([
      { name: 'Erika Mustermann', role: 'operator', createdAt: expect.any(Date), lastUsedAt: null, revokedAt: null },
    ]);
  });

  test('is known by the token, and when it was last used is noted', async () => {
    const token = await addOperator(database, 'known');
    expect(await findOperator(database, token)).toEqual({ name: 'known', role: 'operator' });
    const operators = await listOperators(database);
    expect(operators.find(({ name }) => name === 'known')!.lastUsedAt).toBeInstanceOf(Date);
  });

  test('is unknown once revoked, and a new token of the same name leaves the old one void', async () => {
    const old = await addOperator(database, 'leaver');
    await expect(addOperator(database, 'leaver')).rejects.toThrow(
      'There is an operator "leaver" already. For a new token, revoke the old one first: stadtlage operator revoke leaver',
    );
    await revokeOperator(database, 'leaver');
    expect(await findOperator(database, old)).toBeUndefined();
    await expect(revokeOperator(database, 'leaver')).rejects.toThrow(UserError);
    const token = await addOperator(database, 'leaver');
    expect(await findOperator(database, token)).toEqual({ name: 'leaver', role: 'operator' });
    expect(await findOperator(database, old)).toBeUndefined();
  });

  test.each([
    ['empty', ''],
    ['blank', ' '],
    ['indented', ' x'],
    ['of two lines', 'a\nb'],
    ['of 101 characters', 'x'.repeat(101)],
  ])('cannot have a name that is %s', async (_, name) => {
    await expect(addOperator(database, name)).rejects.toThrow('cannot be used: write 1 to 100 printable characters');
  });
});

describe('a planner', () => {
  test('may do what is for planners, and nothing that is for operators', async () => {
    const token = await addOperator(database, 'planner', 'planner');
    const operator = await identify(database, `Bearer ${token}`);
    expect(requirePlanner({ operator })).toEqual({ name: 'planner', role: 'planner' });
    expect(() => requireOperator({ operator })).toThrow(
      expect.objectContaining({
        message: 'Only operators may do this; "planner" is a planner, who may change the digital agenda alone.',
        extensions: { code: 'FORBIDDEN' },
      }),
    );
    expect(() => requirePlanner({})).toThrow(expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } }));
  });

  test('gets another role with another token', async () => {
    await addOperator(database, 'promoted', 'planner');
    await revokeOperator(database, 'promoted');
    const token = await addOperator(database, 'promoted', 'operator');
    expect(await findOperator(database, token)).toEqual({ name: 'promoted', role: 'operator' });
  });
});

describe('a session', () => {
  test('is opened with a token, is stored as a hash, and is over once closed', async () => {
    expect(await openSession(database, 'guess')).toBeUndefined();
    const secret = (await openSession(database, await addOperator(database, 'worker', 'planner')))!;
    expect(await findSession(database, secret)).toMatchObject({ name: 'worker', role: 'planner' });
    expect(JSON.stringify(await database.query('SELECT * FROM operators.session'))).not.toContain(secret);
    await closeSession(database, secret);
    expect(await findSession(database, secret)).toBeUndefined();
  });

  test('ends by itself, and with the token it was opened with', async () => {
    const secret = (await openSession(database, await addOperator(database, 'sleeper')))!;
    await database.query("UPDATE operators.session SET ends_at = now() - interval '1 s' WHERE operator = 'sleeper'");
    expect(await findSession(database, secret)).toBeUndefined();
    const other = (await openSession(database, await addOperator(database, 'mover')))!;
    await revokeOperator(database, 'mover');
    await addOperator(database, 'mover');
    expect(await findSession(database, other)).toBeUndefined();
  });

  test('knows the forms that were made for it, and no others', async () => {
    const token = await addOperator(database, 'filler');
    const [one, other] = await Promise.all(
      [1, 2].map(async () => (await findSession(database, (await openSession(database, token))!))!),
    );
    expect(isFormOf(one!, one!.formToken)).toBe(true);
    expect(isFormOf(one!, other!.formToken)).toBe(false);
    expect(isFormOf(one!, '')).toBe(false);
  });
});

describe('a request', () => {
  test('without a token, or for a proxy before us, is of the public', async () => {
    expect(await identify(database, undefined)).toBeUndefined();
    expect(await identify(database, 'Basic dXNlcjpwYXNzd29yZA==')).toBeUndefined();
    expect(() => requireOperator({})).toThrow(/Only operators.*Authorization: Bearer.*stadtlage operator add/);
  });

  test('with the token of an operator is theirs', async () => {
    const token = await addOperator(database, 'asker');
    const operator = await identify(database, `bearer ${token}`);
    expect(requireOperator({ operator })).toEqual({ name: 'asker', role: 'operator' });
  });

  test.each(['Bearer', 'Bearer wrong', 'Bearer two words'])(
    'with "%s" is refused and not answered as one of the public',
    async (header) => {
      await expect(identify(database, header)).rejects.toMatchObject({
        message: expect.stringContaining('This token is unknown or revoked.'),
        extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
      });
    },
  );
});
