import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';

/** What one request may bring in all, and what one event of a subscription may. */
const MOST_VALUES = 200_000;
const MOST_OF_AN_EVENT = 10_000;

/** What a resolver gets as `@Context()`: one per request. */
export interface GraphContext {
  /** Who of the city asks; absent for the public. */
  operator?: { name: string };
  /** The network address that the request came from: for limits only; nothing but a hash of it is kept, for a day. */
  client?: string;
  loaders?: Map<string, DataLoader<string, unknown>>;
  /** How many values it may still bring. */
  left?: number;
}

export interface Cost {
  /** At most so many come of it. */
  values: number;
  /** How to ask for less, as a sentence. */
  fix: string;
}

const ONE: Cost = { values: 1, fix: 'Ask for fewer entries.' };

/**
 * Counts values before they are read: whatever a request asks for, under however many aliases, is limited in all.
 * @throws GraphQLError BAD_USER_INPUT that says how to ask for less
 */
export function spend(context: GraphContext, { values, fix }: Cost): void {
  context.left = (context.left ?? MOST_VALUES) - values;
  if (context.left >= 0) return;
  const most = `at most ${MOST_VALUES}, and ${MOST_OF_AN_EVENT} with each event of a subscription`;
  throw new GraphQLError(
    `This could bring more values than one request may: ${most}. ${fix} Or send several requests.`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

/** One context serves a whole subscription: what was loaded and spent for the last event is not for the next one. */
export function beginEvent(context: GraphContext): void {
  context.loaders = undefined;
  context.left = MOST_OF_AN_EVENT;
}

/**
 * Loads something for many parents in one query: all calls with the same `name` in one request are answered by one call of
 * `load`, which gets the distinct keys and returns a map. A key that is not in the map yields `missing`.
 * @param cost of this one; a list that turns out longer costs what it has
 * @throws as {@link spend}
 */
export async function loadFor<Value>(
  context: GraphContext,
  name: string,
  key: string,
  load: (keys: string[]) => Promise<Map<string, Value>>,
  missing: Value,
  cost = ONE,
): Promise<Value> {
  spend(context, cost);
  context.loaders ??= new Map();
  let loader = context.loaders.get(name) as DataLoader<string, Value> | undefined;
  if (!loader) {
    loader = new DataLoader(async (keys) => {
      // Another field may have asked for too much since: then nobody gets an answer.
      spend(context, { ...cost, values: 0 });
      const found = await load([...keys]);
      return keys.map((k) => found.get(k) ?? missing);
    });
    context.loaders.set(name, loader as DataLoader<string, unknown>);
  }
  const value = await loader.load(key);
  const more = Array.isArray(value) ? value.length - cost.values : 0;
  if (more > 0) spend(context, { ...cost, values: more });
  return value;
}

/** Collects rows under their key, in the order of the rows: what a loader of lists returns. */
export function groupBy<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
