import { mutateBytes, ODD_TEXTS, type Entry, type Random, type Syntax, type Tree } from './fuzz.js';

/** https://protobuf.dev/programming-guides/encoding/ without its schema: what can be read as a message is taken for one. */
interface Leaf {
  wireType: number;
  /** Without the length that stands before those of wire type 2. */
  bytes: Buffer;
}

const MESSAGE = 'message';
const FIXED: Record<number, number> = { 1: 8, 5: 4 };

export const protobuf: Syntax<Leaf> = {
  parse: (payload) => (payload.length ? toMessage(payload) : undefined),
  write: (tree) => toBytes(tree),
  surprise(random, before) {
    if (before && random.chance(0.4)) {
      const { wireType, bytes } = before;
      return { leaf: { wireType, bytes: wireType === 2 ? mutateBytes(bytes, bytes, random) : odd(wireType, random) } };
    }
    const wireType = before && random.chance(0.8) ? before.wireType : random.pick([0, 0, 1, 2, 5, 3]);
    return { leaf: { wireType, bytes: odd(wireType, random) } };
  },
  label: (random) => random.pick([...Array(20).keys(), 1_000, 2 ** 28]),
};

function toMessage(bytes: Buffer, depth = 0): Tree<Leaf> | undefined {
  const entries: Entry<Leaf>[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag, start] = readVarint(bytes, at);
    const wireType = Number(tag & 7n);
    const label = Number(tag >> 3n);
    let from = start;
    let end = from + (FIXED[wireType] ?? 0);
    if (wireType === 0) [, end] = readVarint(bytes, from);
    else if (wireType === 2) {
      const [length, after] = readVarint(bytes, from);
      from = after;
      end = after + Number(length);
    } else if (!FIXED[wireType]) return undefined;
    if (!label || label > 1_000 || end > bytes.length) return undefined;
    const content = bytes.subarray(from, end);
    const message = wireType === 2 && content.length > 1 && depth < 5 ? toMessage(content, depth + 1) : undefined;
    entries.push([label, message ?? { leaf: { wireType, bytes: content } }]);
    at = end;
  }
  return { kind: MESSAGE, entries };
}

function toBytes(tree: Tree<Leaf>): Buffer {
  if ('leaf' in tree) return tree.leaf.bytes;
  return Buffer.concat(
    tree.entries.flatMap(([label, child]) => {
      const wireType = 'leaf' in child ? child.leaf.wireType : 2;
      const content = toBytes(child);
      const tag = varint((BigInt(label) << 3n) | BigInt(wireType));
      return wireType === 2 ? [tag, varint(BigInt(content.length)), content] : [tag, content];
    }),
  );
}

const ODD_INTEGERS = [
  0n,
  1n,
  2n,
  3n,
  8n,
  11n,
  13n,
  17n,
  127n,
  128n,
  255n,
  256n,
  500n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n + 1n,
].concat([
  2n ** 63n,
  2n ** 64n - 1n,
  1_772_362_800n,
  1_772_362_800_000n,
  1_772_359_200_000n,
  946_684_799_999n,
  253_402_300_800_000n,
]);
const ODD_NUMBERS = [0, -0, 1, -1, 0.1, 12.1, 1e38, 1e300, -1.01e300, 5e-324, NaN, Infinity, -Infinity];

function odd(wireType: number, random: Random): Buffer {
  const bytes = Buffer.alloc(FIXED[wireType] ?? 0);
  if (wireType === 0) return random.chance(0.02) ? Buffer.alloc(11, 0xff) : varint(random.pick(ODD_INTEGERS));
  if (wireType === 1) bytes.writeDoubleLE(random.pick(ODD_NUMBERS));
  if (wireType === 5) bytes.writeFloatLE(random.pick(ODD_NUMBERS));
  if (wireType !== 2) return bytes;
  if (random.chance(0.01)) return Buffer.alloc(60_000, random.pick(['x', '\n\0', '\u0012\0', '\xff']), 'latin1');
  return Buffer.from(random.pick([...ODD_TEXTS, '\0', 'engUnit', 'Quality', '°C']));
}

function readVarint(bytes: Buffer, at: number): [value: bigint, end: number] {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [value, Infinity];
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (; value > 0x7fn; value >>= 7n) bytes.push(Number(value & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(value)]);
}
