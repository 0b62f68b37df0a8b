// Whatever is sent to a codec, what comes out can be stored, or is a RejectedPayload.
//   FUZZ_COUNT=100000 FUZZ_SEED=17   how many payloads for each format, and which ones
import { isDeepStrictEqual } from 'node:util';
import { RejectedPayload, type Codec, type CodecContext, type Example, type Incoming } from './codec.js';
import { checkedContext, decodeAndCheck } from './fuzz-check.js';
import { json } from './fuzz-json.js';
import { protobuf } from './fuzz-protobuf.js';
import { mutate, mutateBytes, mutateTopic, Random, type Syntax, type Tree } from './fuzz.js';
import { CODECS } from './index.js';
import { matches } from './route.js';
import { contextOf, examplesOf, messageOf } from './testing-examples.js';

const COUNT = Number(process.env['FUZZ_COUNT'] ?? 2_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const LARGEST = 65_536;
const MOST_FAULTS = 5;
/** No measure of speed, which is printed: only for what never ends. */
const HANGS = 5_000;

test.each(CODECS.map((codec) => [codec.id, codec] as const))(
  '%s survives hostile payloads',
  async (id, codec) => {
    const outcomes: Record<string, number> = {};
    const faults = new Map<string, string>();
    let slowest = { ms: 0, bytes: 0 };
    let i = 0;
    const start = performance.now();

    for (const { message, context, fresh } of cases(codec, await examplesOf(id), new Random(SEED))) {
      const run = (given: CodecContext) => {
        const begin = performance.now();
        const result = decodeAndCheck(codec, message, given);
        return { result, ms: performance.now() - begin };
      };
      try {
        const { result, ms } = run(context ?? fresh());
        const outcome =
          result instanceof RejectedPayload ? result.reason : result.readings.length ? 'decoded' : 'understood';
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        if (ms > slowest.ms) {
          // Once more: the time may have been another process's.
          const again = Math.min(ms, run(fresh()).ms);
          if (again > HANGS) throw new Error(`It takes ${again} ms.`);
          if (again > slowest.ms) slowest = { ms: again, bytes: message.payload.length };
        }
        // What a codec keeps to itself (a regular expression with /g, a cache) shows as a different answer.
        if (!context && i % 10 === 0 && !isDeepStrictEqual(run(fresh()).result, result))
          throw new Error('It is not pure.');
      } catch (error) {
        const place = placeOf(error as Error);
        const kind = place || String(error).slice(0, 40);
        if (!faults.has(kind)) faults.set(kind, `${String(error).slice(0, 300)}${place}\n${describeCase(i, message)}`);
      }
      if (++i >= COUNT || faults.size >= MOST_FAULTS) break;
    }

    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    const counts = Object.entries(outcomes).sort((a, b) => b[1] - a[1]);
    process.stdout.write(
      `fuzz ${id}: ${i} in ${seconds} s (seed ${SEED}), the slowest ${slowest.ms.toFixed(1)} ms for ${slowest.bytes} bytes\n` +
        `  ${counts.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}\n`,
    );
    expect([...faults.values()].join('\n\n')).toBe('');
    // Payloads that are all refused test the first lines of a codec only.
    expect((outcomes['decoded'] ?? 0) / i).toBeGreaterThanOrEqual(0.05);
  },
  60_000 + COUNT * 10,
);

interface Case {
  message: Incoming;
  /** Absent: a fresh one. */
  context?: CodecContext;
  fresh: () => CodecContext;
}

function* cases(codec: Codec, examples: Example[], random: Random): Generator<Case> {
  const accepted = examples.filter(({ rejects }) => !rejects);
  const seeds = new Map(examples.map((example) => [example, seedOf(example)]));
  const all = [...seeds.values()];
  let running: CodecContext | undefined;
  for (let i = 0; ; i++) {
    // Half of them meet what the ones before have left behind.
    if (i % 200 === 0) running = checkedContext(contextOf(random.pick(accepted)));
    const example = random.pick(random.chance(0.8) ? accepted : examples);
    const message = { ...messageOf(example), payload: mutatePayload(seeds.get(example)!, all, random) };
    if (random.chance(0.15)) {
      const topic = mutateTopic(message.topic, random.pick(examples).topic, random);
      if (codec.filters.some((filter) => matches(filter, topic))) message.topic = topic;
    }
    const fresh = () => checkedContext(contextOf(example));
    yield { message: Object.freeze(message), fresh, ...(random.chance(0.5) && { context: running }) };
  }
}

interface Seed {
  payload: Buffer;
  syntax?: Syntax<never>;
  tree?: Tree<never>;
}

function seedOf(example: Example): Seed {
  const { payload } = messageOf(example);
  for (const syntax of [json, protobuf] as Syntax<never>[]) {
    const tree = syntax.parse(payload);
    if (tree) return { payload, syntax, tree };
  }
  return { payload };
}

function mutatePayload({ payload, syntax, tree }: Seed, all: Seed[], random: Random): Buffer {
  let mutated = payload;
  if (syntax && tree && random.chance(0.9)) {
    const donors = all.filter((seed) => seed.syntax === syntax).map((seed) => seed.tree!);
    let changed = tree;
    do changed = mutate(changed, donors, syntax, random);
    while (random.chance(0.4));
    mutated = syntax.write(changed);
  }
  while (mutated === payload || random.chance(0.05)) mutated = mutateBytes(mutated, random.pick(all).payload, random);
  return mutated.length > LARGEST ? mutated.subarray(0, LARGEST) : mutated;
}

/** The first line of the stack that is a codec's. */
function placeOf({ stack = '' }: Error): string {
  const line = stack.split('\n').find((text) => text.includes('/codecs/') && !text.includes('/fuzz'));
  return line ? ` ${line.trim()}` : '';
}

function describeCase(i: number, { topic, payload }: Incoming): string {
  const text = payload.toString('utf8');
  const isText = Buffer.from(text).equals(payload) && !text.includes('\0');
  const shown = (isText ? text : payload.toString('hex')).replace(
    /(.{1,8}?)\1{30,}/gs,
    (run, unit: string) => `${unit}… (${run.length / unit.length} times)`,
  );
  return `payload ${i} of FUZZ_SEED=${SEED}, topic ${JSON.stringify(topic)}, ${payload.length} bytes: ${shown.slice(0, 2_000)}`;
}
