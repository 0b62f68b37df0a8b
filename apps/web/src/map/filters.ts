import type { ExpressionSpecification } from 'maplibre-gl';
import type { FixedTechnology } from '../generated/graphql.js';

/** Which addresses the group "fixed" shows, and counts from afar. Null: all. */
export interface AddressFilter {
  technology: FixedTechnology | null;
  /** At least so many Mbit/s in download. */
  speed: Speed | null;
  /** Name of a provider, as the tiles name them. */
  provider: string | null;
  /** Homes and businesses: addresses of mixed use are both. */
  use: Use | null;
  level: Level | null;
}

export const TECHNOLOGIES: FixedTechnology[] = ['FTTH', 'FTTB', 'HFC', 'FTTC', 'DSL', 'FIXED_WIRELESS', 'SATELLITE'];
export const SPEEDS = [30, 100, 250, 1000] as const;
export type Speed = (typeof SPEEDS)[number];
export const USES = ['residential', 'commercial', 'public'] as const;
export type Use = (typeof USES)[number];
export const LEVELS = [
  'activated',
  'connected',
  'prepared',
  'passed',
  'level_unknown',
  'under_construction',
  'planned',
  'none',
  'unknown',
] as const;
export type Level = (typeof LEVELS)[number];

export const NO_FILTER: AddressFilter = { technology: null, speed: null, provider: null, use: null, level: null };

export const activeFilters = (filter: AddressFilter): number =>
  Object.values(filter).filter((value) => value !== null).length;

/** Conditions of a MapLibre filter on points of the dataset address-coverage. What is unknown never matches a demand. */
export function conditionsOf(filter: AddressFilter): ExpressionSpecification[] {
  const text = (column: string): ExpressionSpecification => ['to-string', ['coalesce', ['get', column], '']];
  const conditions: ExpressionSpecification[] = [];
  if (filter.technology) conditions.push(['==', text('best_technology'), filter.technology.toLowerCase()]);
  if (filter.speed !== null)
    conditions.push(['>=', ['to-number', ['coalesce', ['get', 'max_down_mbit'], -1]], filter.speed]);
  // The tiles have the names in one text, separated by commas: a name within a name must not match.
  if (filter.provider) conditions.push(['in', `, ${filter.provider}, `, ['concat', ', ', text('providers'), ', ']]);
  if (filter.use === 'public') conditions.push(['==', text('use'), 'public']);
  else if (filter.use) conditions.push(['in', text('use'), ['literal', [filter.use, 'mixed']]]);
  if (filter.level) conditions.push(['==', text('fibre_status'), filter.level === 'unknown' ? '' : filter.level]);
  return conditions;
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | null =>
  values.find((value) => value === text) ?? null;

/** Longer ones than any name are refused by the tiles. */
const LONGEST_NAME = 200;
const namedIn = (text: string | null) => (text && text.length <= LONGEST_NAME ? text : null);

/** Reads the filters of a page's address; what it does not understand does not filter. */
export function filterOf(query: URLSearchParams): AddressFilter {
  return {
    technology: oneOf(TECHNOLOGIES, query.get('technology')),
    speed: SPEEDS.find((speed) => String(speed) === query.get('speed')) ?? null,
    provider: namedIn(query.get('provider')),
    use: oneOf(USES, query.get('use')),
    level: oneOf(LEVELS, query.get('level')),
  };
}

export function addFilter(query: URLSearchParams, filter: AddressFilter): void {
  for (const [name, value] of Object.entries(filter)) if (value !== null) query.set(name, String(value));
}
