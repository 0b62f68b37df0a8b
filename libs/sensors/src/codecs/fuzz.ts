// Makes payloads that are almost right: the parts of real ones, changed, dropped, doubled and put where they do not belong.
// Random bytes end in the first line of a codec; these reach its last one. The same seed makes the same payloads.

export class Random {
  constructor(private state: number) {}

  /** A number in [0, 1). Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: ArrayLike<T>): T {
    return list[this.below(list.length)]!;
  }
}

/** A payload taken apart: leaves under names or numbers, whatever its syntax. Shared between payloads, so never changed. */
export type Tree<Leaf> = { leaf: Leaf } | { kind: string; entries: readonly Entry<Leaf>[] };
export type Entry<Leaf> = readonly [label: string | number, tree: Tree<Leaf>];

export interface Syntax<Leaf> {
  /** Undefined where the payload is of another syntax. */
  parse(payload: Buffer): Tree<Leaf> | undefined;
  write(tree: Tree<Leaf>): Buffer;
  /** A value that is likely to be a bad surprise, or the one there was, only a little different. */
  surprise(random: Random, before?: Leaf): Tree<Leaf>;
  /** A name or number for an entry. */
  label(random: Random): string | number;
}

/** Changes one thing in a tree, on its way down from the root. @param donors other trees, to take parts of */
export function mutate<Leaf>(
  tree: Tree<Leaf>,
  donors: readonly Tree<Leaf>[],
  syntax: Syntax<Leaf>,
  random: Random,
): Tree<Leaf> {
  const graft = () => partOf(random.pick(donors), random);
  if ('leaf' in tree) return random.chance(0.85) ? syntax.surprise(random, tree.leaf) : graft();
  const { kind, entries } = tree;
  if (!entries.length || random.chance(0.01)) return random.chance(0.5) ? graft() : syntax.surprise(random);
  const i = random.below(entries.length);
  const [label, child] = entries[i]!;
  const replacedBy = (...others: Entry<Leaf>[]) => ({ kind, entries: entries.toSpliced(i, 1, ...others) });
  switch (random.below(22)) {
    case 0:
      return replacedBy();
    case 1:
      return replacedBy([label, child], [label, random.chance(0.5) ? child : graft()]);
    case 2:
      return replacedBy([syntax.label(random), child]);
    case 3:
      return replacedBy([label, graft()]);
    case 4:
      return replacedBy([label, child], [syntax.label(random), graft()]);
    case 5: {
      const other = random.below(entries.length);
      const swapped = entries.with(i, [label, entries[other]![1]]).with(other, [entries[other]![0], child]);
      return { kind, entries: swapped };
    }
    case 6:
      return replacedBy([label, syntax.surprise(random)]);
    default:
      return replacedBy([label, mutate(child, donors, syntax, random)]);
  }
}

function partOf<Leaf>(tree: Tree<Leaf>, random: Random): Tree<Leaf> {
  if ('leaf' in tree || !tree.entries.length || random.chance(0.2)) return tree;
  return partOf(random.pick(tree.entries)[1], random);
}

const SIGNIFICANT = [0, 1, 0x0a, 0x22, 0x2c, 0x5b, 0x5c, 0x7b, 0x7d, 0x7f, 0x80, 0xbf, 0xc3, 0xed, 0xff];

/** Flips, cuts, inserts, doubles, or crosses with another payload. */
export function mutateBytes(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([before, after.map((byte, i) => (i === 0 ? byte ^ (1 << random.below(8)) : byte))]);
    case 1:
      return Buffer.from(before);
    case 2:
      return Buffer.concat([before, Buffer.from([random.pick(SIGNIFICANT)]), after]);
    case 3:
      return Buffer.concat([before, after.subarray(1 + random.below(4))]);
    case 4:
      return Buffer.concat([before, after.subarray(0, random.below(64)), after]);
    default:
      return Buffer.concat([before, other.subarray(random.below(other.length + 1))]);
  }
}

/** Names and texts that are seldom thought of; all of them can be in a topic, apart from NUL, + and #. */
export const ODD_TEXTS = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '/',
    '-1',
    '0',
    '1e3',
    '12,5',
    '0x10',
    'NaN',
    'Infinity',
    'true',
    'null',
    'undefined',
    '[object Object]',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'length',
    'then',
    'id',
    'value',
  ],
  ...[
    'Grüße',
    '😀',
    '👩‍👩‍👧',
    'e\u0301',
    '\u202eabc',
    '\u200b',
    '\ufeff',
    '\u0007',
    '\n',
    '\u0085',
    '\ufffd',
    '\u{10ffff}',
  ],
  ...[
    '%00',
    '%2F',
    "'; DROP TABLE sensors.thing; --",
    '<script>',
    '$SYS',
    'x'.repeat(200),
    'x'.repeat(201),
    'ß'.repeat(5_000),
  ],
];

const CANNOT_BE_IN_TOPICS = /[+#\0]/;

/** Empties, replaces, adds and removes levels. */
export function mutateTopic(topic: string, other: string, random: Random): string {
  const levels = topic.split('/');
  const at = random.below(levels.length);
  const level = random.chance(0.3) ? random.pick(other.split('/')) : random.pick(ODD_TEXTS);
  const count = random.pick([0, 1, 1, 1, 1, 1]);
  const mutated = levels.toSpliced(at, count, ...(random.chance(0.1) ? [] : [level])).join('/');
  return CANNOT_BE_IN_TOPICS.test(mutated) ? topic : mutated;
}
