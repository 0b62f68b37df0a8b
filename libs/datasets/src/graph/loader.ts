import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';

/** What one request may bring in all, and what one event of a subscription may. */
const MOST_VALUES = 200_000;
const MOST_OF_AN_EVENT = 10_000;
/** What is being read then is finished, within the time that the database gives a statement. */
const MOST_SECONDS = 30;

/** What a resolver gets as `@Context()`: one per request. */
export interface GraphContext {
  /** Who of the city asks, and whether they may do everything or change the agenda alone; absent for the public. */
  operator?: { name: string; role: 'operator' | 'planner' };
  /** The network address that the request came from: for limits only; nothing but a hash of it is kept, for a day. */
  client?: string;
  /** Is called when the query is read and checked, before anything is done for it. */
  checked?: () => void;
  /** All that was done for it has to be done once more. */
  isAgain?: boolean;
  /** One of the web app's own operations, known since the build: what it may cost was seen then. */
  isPersisted?: boolean;
  loaders?: Map<string, DataLoader<string, unknown>>;
  /** What was read already, before any field asked for it. */
  foreseen?: Map<string, Map<string, unknown>>;
  /** How many values it may still bring. */
  left?: number;
  /** Until when it may begin to read more: ms of `performance.now()`. */
  until?: number;
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
 * @throws GraphQLError BAD_USER_INPUT, or QUERY_TOO_SLOW, that says how to ask for less
 */
export function spend(context: GraphContext, { values, fix }: Cost): void {
  const now = performance.now();
  context.until ??= now + MOST_SECONDS * 1_000;
  if (now > context.until) {
    const seconds = Math.round((now - context.until) / 1_000) + MOST_SECONDS;
    throw new GraphQLError(
      `This request has taken ${seconds} s; after ${MOST_SECONDS} s nothing more is read for it. ${fix} Or send several requests.`,
      { extensions: { code: 'QUERY_TOO_SLOW' } },
    );
  }
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
  context.foreseen = undefined;
  context.left = MOST_OF_AN_EVENT;
  context.until = undefined;
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
  const known = foreseen<Value>(context, name, key, cost);
  if (known !== undefined) return known;
  spend(context, cost);
  const value = await loaderOf(context, name, load, missing, cost).load(key);
  const more = Array.isArray(value) ? value.length - cost.values : 0;
  if (more > 0) spend(context, { ...cost, values: more });
  return value;
}

function loaderOf<Value>(
  context: GraphContext,
  name: string,
  load: (keys: string[]) => Promise<Map<string, Value>>,
  missing: Value,
  cost: Cost,
): DataLoader<string, Value> {
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
  return loader;
}

/** Keeps what a query has read for fields further below, see {@link LookAhead}: {@link loadFor} and {@link foreseen} take it from here. */
export function foresee<Value>(context: GraphContext, name: string, key: string, value: Value): void {
  context.foreseen ??= new Map();
  const known = context.foreseen.get(name);
  if (known) known.set(key, value);
  else context.foreseen.set(name, new Map([[key, value]]));
}

/** What is known already, at once: a promise for each of many fields would take longer than to read them. Costs what loading does. */
export function foreseen<Value>(context: GraphContext, name: string, key: string, cost = ONE): Value | undefined {
  const value = context.foreseen?.get(name)?.get(key) as Value | undefined;
  if (value === undefined) return undefined;
  spend(context, { ...cost, values: Array.isArray(value) ? Math.max(value.length, cost.values) : cost.values });
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
