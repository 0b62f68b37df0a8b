/** No format nests deeper by half; what does breaks whatever walks through it, here and in the database. */
export const MOST_NESTED = 64;

/** Where JSON nests deeper than any format does, such as `features[0].properties.a…`; undefined where it does not. */
export function tooDeepAt(json: unknown): string | undefined {
  const path = deepPath(json, MOST_NESTED);
  if (!path) return undefined;
  const steps = path.slice(0, 4).map((key) => (typeof key === 'number' ? `[${key}]` : `.${key.slice(0, 40)}`));
  return `${steps.join('').replace(/^\./, '')}…`;
}

function deepPath(value: unknown, left: number): (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (left === 0) return [];
  const isList = Array.isArray(value);
  for (const key of isList ? value.keys() : Object.keys(value)) {
    const inner = (value as Record<string | number, unknown>)[key];
    if (typeof inner !== 'object') continue;
    const path = deepPath(inner, left - 1);
    if (path) return [key, ...path];
  }
  return undefined;
}
