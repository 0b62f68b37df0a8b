import { mutateBytes, ODD_TEXTS, type Random, type Syntax, type Tree } from './fuzz.js';

/** A leaf is JSON text, so that it can be what JSON.stringify() never writes: 1e999, a name twice, half a surrogate pair. */
export const json: Syntax<string> = {
  parse(payload) {
    try {
      return toTree(JSON.parse(payload.toString('utf8')));
    } catch {
      return undefined;
    }
  },
  write: (tree) => Buffer.from(toText(tree)),
  surprise: (random, before) => {
    if (before !== undefined && random.chance(0.6)) return { leaf: nearby(before, random) };
    if (random.chance(0.015)) return { leaf: large(random) };
    return { leaf: random.chance(0.5) ? random.pick(ODD_VALUES) : JSON.stringify(random.pick(ODD_STRINGS)) };
  },
  label: (random) => random.pick(ODD_STRINGS),
};

function toTree(value: unknown): Tree<string> {
  if (typeof value !== 'object' || value === null) return { leaf: JSON.stringify(value) };
  const kind = Array.isArray(value) ? 'array' : 'object';
  return { kind, entries: Object.entries(value).map(([label, child]) => [label, toTree(child)] as const) };
}

function toText(tree: Tree<string>): string {
  if ('leaf' in tree) return tree.leaf;
  if (tree.kind === 'array') return `[${tree.entries.map(([, child]) => toText(child)).join()}]`;
  return `{${tree.entries.map(([label, child]) => `${JSON.stringify(label)}:${toText(child)}`).join()}}`;
}

const ODD_VALUES = [
  ...[
    'null',
    'true',
    'false',
    '{}',
    '[]',
    '[null]',
    '[[[]]]',
    '{"":{}}',
    '{"a":{"b":{"c":1}}}',
    '[1,2,3]',
    '{"value":1}',
  ],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"toString":1,"valueOf":2}'],
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '0.1',
    '1e999',
    '-1e999',
    '1e-400',
    '5e-324',
    '1.7976931348623157e308',
    '1e300',
    '1.01e300',
    '1e21',
  ],
  ...[
    '127',
    '128',
    '255',
    '256',
    '-32769',
    '65536',
    '2147483648',
    '4294967296',
    '9007199254740993',
    '18446744073709551616',
  ],
  ...[
    '1772362800',
    '1772362800000',
    '1772362800000000',
    '946684799999',
    '253402300800000',
    '8640000000000001',
    '-62135596800001',
  ],
];

const ODD_STRINGS = [
  ...ODD_TEXTS,
  ...[
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    'AAAA',
    '/+8=',
    '=',
    'ff',
    'FFFFFFFFFFFFFFFF',
    '70B3D57ED0000001',
    '-0.0',
    '1 000',
    '1e999',
  ],
  ...['1970-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'],
  ...['+275760-09-13T00:00:00Z', '-000001-01-01T00:00:00Z', '2026-02-30T25:61:61Z', '2026-03-01T12:00:00.5+14:00'],
  ...[
    '2026-03-01T12:00:00+99:99',
    '2026-03-01T12:00:00',
    '2026-03-29T02:30:00',
    '2026-10-25T02:30:00',
    '2026-03-01',
    '12:00',
  ],
  ...[
    '2026-03-01T10:00:00Z',
    '2026-03-02T11:59:59Z',
    '2026-03-02T12:00:01Z',
    '01.03.2026 12:00',
    'Sun Mar 1 2026',
    '20260301T120000Z',
  ],
];

/** 64 KiB are what one message may hold: as one text, in depth, in breadth. */
function large(random: Random): string {
  const size = random.pick([1_000, 20_000, 60_000]);
  const unit = random.pick(['x', '1', ' ', '0.', 'ä', '"', '\\', '1T', '-', '2026-03-01T', 'A=', '{"a":']);
  const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
  return random.pick([
    () => JSON.stringify(unit.repeat(size / unit.length / (/["\\]/.test(unit) ? 2 : 1))),
    () => nested('[', ']', size / 2),
    () => nested('{"a":[', ']}', size / 8),
    () => `[${'1,'.repeat(size / 2)}1]`,
    () => `{${Array.from({ length: size / 12 }, (_, i) => `"n${i}":${i}`).join()}}`,
    () => '9'.repeat(size),
  ])();
}

/** Of the same kind: another number, a text with something changed in it, also in the bytes that it stands for. */
function nearby(before: string, random: Random): string {
  const value: unknown = tryParse(before);
  if (typeof value === 'number') {
    const factor = random.pick([-1, 0.001, 0.1, 0.5, 2, 10, 1_000, 1e6]);
    return random.pick([
      () => String(value * factor),
      () => String(value + random.pick([-1e9, -3_600_000, -1, -0.5, 1, 0.1, 256, 65_536, 86_400_000])),
      () => JSON.stringify(String(value)),
      () => String(Math.round(value)),
    ])();
  }
  if (typeof value !== 'string') return random.pick(ODD_VALUES);
  for (const [shape, encoding] of BYTES_IN_TEXT) {
    if (!shape.test(value) || random.chance(0.3)) continue;
    const bytes = Buffer.from(value, encoding);
    return JSON.stringify(mutateBytes(bytes, bytes, random).toString(encoding));
  }
  const at = random.below(value.length + 1);
  const cut = value.slice(0, at) + random.pick(['', random.pick(ODD_STRINGS)]) + value.slice(at + random.below(3));
  return random.chance(0.1)
    ? value
    : JSON.stringify(random.chance(0.5) ? cut : value + random.pick([' ', '0', 'x', '\0', 'Z']));
}

const BYTES_IN_TEXT: [RegExp, BufferEncoding][] = [
  [/^([0-9a-f]{2})+$/i, 'hex'],
  [/^[a-z0-9+/]{4,}={0,2}$/i, 'base64'],
];

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
