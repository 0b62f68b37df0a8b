const DEEP = 20_000;
const HUGE = 1_100_000;

const KINDS: readonly string[] = [
  '{"values": {"number": 1',
  '{"values": {"num\\u0000ber": 1}}',
  '{"ts": "yesterday", "values": {"number": 1}}',
  '{"values": {"number": "much"}}',
  '{"values": []}',
  '',
  '\u0000',
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  `{"values": {"number": "${'9'.repeat(HUGE)}"}}`,
];

/** A payload that no codec can store, each of its kind in turn. */
export const poison = (n: number): string => KINDS[n % KINDS.length]!;
