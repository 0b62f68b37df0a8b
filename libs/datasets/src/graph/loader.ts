import DataLoader from 'dataloader';

/** What a resolver gets as `@Context()`: one per request. */
export interface GraphContext {
  /** Who of the city asks; absent for the public. */
  operator?: { name: string };
  loaders?: Map<string, DataLoader<string, unknown>>;
}

/**
 * Loads something for many parents in one query: all calls with the same `name` in one request are answered by one call of
 * `load`, which gets the distinct keys and returns a map. A key that is not in the map yields `missing`.
 */
export function loadFor<Value>(
  context: GraphContext,
  name: string,
  key: string,
  load: (keys: string[]) => Promise<Map<string, Value>>,
  missing: Value,
): Promise<Value> {
  context.loaders ??= new Map();
  let loader = context.loaders.get(name) as DataLoader<string, Value> | undefined;
  if (!loader) {
    loader = new DataLoader(async (keys) => {
      const found = await load([...keys]);
      return keys.map((k) => found.get(k) ?? missing);
    });
    context.loaders.set(name, loader as DataLoader<string, unknown>);
  }
  return loader.load(key);
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
