import { dayOf } from './import-rollout-projects-days.js';

describe('a day in a rollout file', () => {
  it.each([
    ['2025-06-30', '2025-06-30', '2025-06-30'],
    ['30.06.2025', '2025-06-30', '2025-06-30'],
    ['1.2.2024', '2024-02-01', '2024-02-01'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['02/2023', '2023-02-01', '2023-02-28'],
    ['Q2 2025', '2025-04-01', '2025-06-30'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['3. Quartal 2026', '2026-07-01', '2026-09-30'],
    ['2027', '2027-01-01', '2027-12-31'],
  ])('may be written %s, of which a window takes the first or the last day', (text, first, last) => {
    expect([dayOf(text, 'first'), dayOf(text, 'last')]).toEqual([first, last]);
  });

  it.each(['31.06.2025', '2025-02-30', '2025-13', 'Q5 2025', '0000', 'bald', '', '45000'])(
    'is not found in "%s"',
    (text) => {
      expect(dayOf(text, 'first')).toBeUndefined();
    },
  );
});
