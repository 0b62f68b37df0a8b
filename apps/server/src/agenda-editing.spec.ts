import 'reflect-metadata';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addOperator } from '@stadtlage/operators';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer, type RunningServer } from './start-server.js';

interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
  data?: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  errors?: { message: string; extensions: any }[];
}

const PUT = `mutation ($id: ID!, $content: JsonObject!, $version: Int!, $reason: String) {
  putAgendaRecord(kind: GOAL, id: $id, content: $content, expectedVersion: $version, reason: $reason) {
    kind id version title { en } changedBecause content
  }
}`;
const WITHDRAW = `mutation ($version: Int!, $reason: String!) {
  withdrawAgendaRecord(kind: GOAL, id: "wifi", expectedVersion: $version, reason: $reason)
}`;

describe('the agenda changed over GraphQL', () => {
  let database: Database;
  let server: RunningServer;
  let token: string;
  beforeAll(async () => {
    database = await testDatabase();
    token = await addOperator(database, 'Anna', 'planner');
    const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
    server = await startServer(settings, createLog('error'));
  });
  afterAll(async () => {
    await server?.close();
    await database.close();
  });

  async function ask(query: string, variables: Record<string, unknown>, authorization?: string): Promise<Answer> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }
  const goal = (en: string) => ({ field: 'inclusion', title: { de: 'WLAN', en } });
  const put = (content: unknown, version: number, more: object = {}) =>
    ask(PUT, { id: 'wifi', content, version, ...more }, `Bearer ${token}`);

  test('holds what a planner puts, with the reason, and makes no version of the same', async () => {
    const { data } = await put(goal('Wi-Fi'), 0, { reason: 'Decided.' });
    expect(data.putAgendaRecord).toEqual({
      ...{ kind: 'GOAL', id: 'wifi', version: 1, title: { en: 'Wi-Fi' }, changedBecause: 'Decided.' },
      content: { ...goal('Wi-Fi'), targets: [] },
    });
    expect((await put(goal('Wi-Fi'), 1)).data.putAgendaRecord.version).toBe(1);
    for (const reason of [undefined, null])
      expect((await put(goal('Free Wi-Fi'), 1, { reason })).errors).toEqual([
        {
          ...{
            message: 'reason: A change of a goal or a measure says why, in reason: it is public.',
            path: expect.anything(),
          },
          locations: expect.anything(),
          extensions: { code: 'BAD_USER_INPUT', faults: [{ at: 'reason', message: expect.any(String) }] },
        },
      ]);
    const changed = await put(goal('Free Wi-Fi'), 1, { reason: 'Free for all.' });
    expect(changed.data.putAgendaRecord).toMatchObject({ version: 2, changedBecause: 'Free for all.' });
  });

  test('answers the second of two with what is recorded by now, and overwrites nothing', async () => {
    const { errors } = await put(goal('Mine'), 1);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('it is at version 2'),
        extensions: {
          ...{ code: 'CONFLICT', expectedVersion: 1, currentVersion: 2 },
          currentContent: { ...goal('Free Wi-Fi'), targets: [] },
        },
      }),
    ]);
    const { data } = await ask('{ agendaRecords(kind: GOAL) { nodes { title { en } } } }', {});
    expect(data.agendaRecords.nodes).toEqual([{ title: { en: 'Free Wi-Fi' } }]);
  });

  test.each<[string, unknown, object, object]>([
    ['a content that lacks something', { field: 'fibre', title: { de: 'x' } }, {}, { at: 'title.en' }],
    ['what no schema knows', { ...goal('x'), colour: 'red' }, {}, { message: expect.stringContaining('colour') }],
    [
      'where a target began, by nobody',
      {
        ...goal('x'),
        targets: [
          {
            ...{ indicator: 'fibre-residential', date: '2030-01-01', value: 9 },
            baseline: { date: '2021-01-01', value: 1 },
          },
        ],
      },
      {},
      { at: 'targets[0].baseline.source', message: expect.stringContaining('say in source who stated it') },
    ],
    ['an identifier that is none', goal('x'), { id: 'Wi Fi' }, { at: 'id' }],
    ['a reason that is too long', goal('x'), { reason: 'x'.repeat(1_001) }, { at: 'reason' }],
  ])('says where it is wrong: %s', async (_what, content, more, fault) => {
    const { errors } = await put(content, 2, more);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', faults: [fault] } }]);
  });

  test.each<[string, unknown]>([
    ['a text for an object', 'x'],
    ['a list for an object', []],
    ['what refers to nothing', { ...goal('x'), field: 'nowhere' }],
    ['the character U+0000', goal('a\u0000b')],
    ['half a character', goal('\ud800')],
  ])('takes no %s, and says so in a sentence', async (_what, content) => {
    const { errors } = await put(content, 2);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('is refused to the public and to void tokens, and that is recorded', async () => {
    const variables = { id: 'wifi', content: goal('Forged'), version: 2 };
    expect(await ask(PUT, variables)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await ask(PUT, variables, 'Bearer guess')).toMatchObject({ status: 401 });
    expect(await ask(WITHDRAW, { version: 2, reason: 'x' })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(
      (await ask('{ agendaRecords(kind: GOAL) { nodes { title { en } } } }', {})).data.agendaRecords.nodes,
    ).toEqual([{ title: { en: 'Free Wi-Fi' } }]);
    expect(await database.query('SELECT who, action, why, about, times FROM agenda.refused_edit')).toEqual([
      { who: '', action: 'graphql', why: 'not-signed-in', about: 'goal/wifi', times: 3 },
    ]);
  });

  test('loses a record that a planner withdraws, of the version that was read', async () => {
    const withdraw = (version: number, reason = 'Too dear.') => ask(WITHDRAW, { version, reason }, `Bearer ${token}`);
    expect((await withdraw(2, ' ')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await withdraw(0)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await withdraw(1)).errors).toMatchObject([{ extensions: { code: 'CONFLICT', currentVersion: 2 } }]);
    expect((await withdraw(2)).data.withdrawAgendaRecord).toBe(3);
    expect((await put(goal('Late'), 2, { reason: 'Late.' })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', currentVersion: 3, currentContent: null } },
    ]);
    expect((await ask('{ agendaRecords(kind: GOAL) { nodes { id } } }', {})).data.agendaRecords.nodes).toEqual([]);
  });

  test('puts one of two at once, and the other is answered with the content of the first, each time', async () => {
    const race = (content: unknown, version: number) =>
      ask(PUT, { id: 'race', content, version, reason: 'Decided.' }, `Bearer ${token}`);
    for (let version = 0; version < 8; version++) {
      const both = await Promise.all(['Mine', 'Yours'].map((one) => race(goal(`${one} ${version}`), version)));
      const [won, lost] = both.sort((a) => (a.errors ? 1 : -1));
      expect(won!.data.putAgendaRecord).toMatchObject({ version: version + 1 });
      expect(lost!.errors).toMatchObject([
        {
          extensions: {
            ...{ code: 'CONFLICT', currentVersion: version + 1 },
            currentContent: won!.data.putAgendaRecord.content,
          },
        },
      ]);
    }
  });

  test('answers a put with what it put, even where the next one follows at once', async () => {
    const versions = Array.from({ length: 8 }, (_, version) => version);
    const put = async (version: number): Promise<Answer> => {
      const variables = { id: 'chain', content: goal(`No. ${version}`), version, reason: 'Next.' };
      const answer = await ask(PUT, variables, `Bearer ${token}`);
      // Those before it have to be there.
      return answer.errors?.[0]!.extensions.currentVersion < version ? put(version) : answer;
    };
    for (const [version, { data }] of (await Promise.all(versions.map(put))).entries())
      expect(data.putAgendaRecord).toMatchObject({ version: version + 1, title: { en: `No. ${version}` } });
  });
});
