import { storableDetail } from './detail.js';

test('the detail of a rejection is cut, and shows NUL as U+FFFD', () => {
  expect(storableDetail('a\0b')).toBe('a\uFFFDb');
  expect(storableDetail('x'.repeat(1_000_000))).toHaveLength(500);
});
