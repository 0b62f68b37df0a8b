import { NOTHING_WRONG, reconcile } from './reconcile.js';

const ledger = { published: 4, acknowledged: [0, 1, 2], repeated: [], poisoned: [] };
const { lost, duplicates, strangers } = NOTHING_WRONG;
const rows = (...ids: number[]) => {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

describe('reconciling what was published with what is stored', () => {
  test('finds nothing where each acknowledged message has its row', () => {
    expect(reconcile(ledger, rows(0, 1, 2))).toEqual({
      published: 4,
      acknowledged: 3,
      rows: 3,
      lost,
      duplicates,
      strangers,
    });
  });

  test('a message that was not acknowledged may be stored, once', () => {
    expect(reconcile(ledger, rows(0, 1, 2, 3))).toMatchObject({ lost, duplicates, strangers });
    expect(reconcile(ledger, rows(0, 1, 2, 3, 3))).toMatchObject({ duplicates: [3] });
  });

  test('finds an acknowledged message that has no row', () => {
    expect(reconcile(ledger, rows(0, 2))).toMatchObject({ lost: [1], rows: 2 });
  });

  test('finds a message that has two rows', () => {
    expect(reconcile(ledger, rows(0, 1, 1, 2))).toMatchObject({ duplicates: [1], rows: 4 });
  });

  test('finds a row of a message that was never published', () => {
    expect(reconcile(ledger, rows(0, 1, 2, 4))).toMatchObject({ strangers: [4] });
  });

  test('excuses two rows only where the publisher sent a message without time twice', () => {
    const twice = { ...ledger, repeated: [1] };
    expect(reconcile(twice, rows(0, 1, 1, 2, 2), true)).toMatchObject({ duplicates: [2] });
    expect(reconcile(twice, rows(0, 1, 1, 2))).toMatchObject({ duplicates: [1] });
  });

  test('expects no row of poison', () => {
    const poisoned = { ...ledger, poisoned: [1] };
    expect(reconcile(poisoned, rows(0, 2))).toMatchObject({ lost, strangers });
    expect(reconcile(poisoned, rows(0, 1, 2))).toMatchObject({ strangers: [1] });
  });
});
