import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { putRecords } from '../records/store.js';
import { AgendaChangesResolver } from './changes.resolver.js';

describe('what has changed of the agenda', () => {
  let database: Database;
  let changes: AgendaChangesResolver;
  beforeEach(async () => {
    database = await testDatabase();
    changes = new AgendaChangesResolver(database);
  });
  afterEach(() => database.close());

  const put = (id: string, title: string | null, expected: number, reason?: string) => {
    const content = title === null ? null : { field: 'fibre', title: { de: title, en: title }, targets: [] };
    return putRecords(database, [{ kind: 'goal', id, content, expected, reason, by: 'anna' }]);
  };
  const LONG_AGO = new Date(0);

  it('is told version by version, the oldest first, with the title that a withdrawn goal had', async () => {
    await put('one', 'First', 0);
    await put('one', 'Better', 1, 'Somebody found a better word.');
    await put('one', null, 2, 'Reached.');
    const { nodes, totalCount } = await changes.agendaChanges(LONG_AGO, 50, null);
    expect(nodes).toMatchObject([
      { kind: 'goal', id: 'one', version: 1, title: { en: 'First' }, isWithdrawn: false, reason: null },
      { version: 2, title: { en: 'Better' }, isWithdrawn: false, reason: 'Somebody found a better word.' },
      { version: 3, title: { en: 'Better' }, isWithdrawn: true, reason: 'Reached.' },
    ]);
    expect(await totalCount).toBe(3);
    expect(JSON.stringify(nodes)).not.toContain('anna');
  });

  it('begins with the moment that is asked for', async () => {
    await put('one', 'First', 0);
    const { nodes } = await changes.agendaChanges(LONG_AGO, 50, null);
    const { recordedAt } = nodes[0]!;
    expect((await changes.agendaChanges(recordedAt, 50, null)).nodes).toHaveLength(1);
    expect((await changes.agendaChanges(new Date(recordedAt.getTime() + 1), 50, null)).nodes).toEqual([]);
  });

  it('is read page by page, each once, also where several were recorded at the same moment', async () => {
    await putRecords(
      database,
      ['a', 'b', 'c', 'd', 'e'].map((id) => ({
        ...{ kind: 'goal' as const, id, expected: 0, by: 'anna' },
        content: { field: 'fibre', title: { de: id, en: id }, targets: [] },
      })),
    );
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await changes.agendaChanges(LONG_AGO, 2, after);
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    await expect(changes.agendaChanges(LONG_AGO, 2, Buffer.from('k:x').toString('base64url'))).rejects.toThrow(
      'after is not a cursor of this list',
    );
  });
});
