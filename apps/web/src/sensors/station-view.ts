export const RANGES = ['day', 'week', 'month', 'year'] as const;
export type Range = (typeof RANGES)[number];

/** Beside the station itself. */
export const MOST_COMPARED = 2;

/** What a station's page shows, as the page's address says it: `?sensor=ID&station=week&property=temperature&compare=ID`. */
export interface StationView {
  range: Range;
  /** The last day of the time that is shown, such as 2026-03-29; null: up to now. */
  until: string | null;
  /** The observed property; null: what such a station is asked for first. */
  property: string | null;
  /** Ids of the other stations that are drawn, too. */
  compare: string[];
}

export const FIRST_VIEW: StationView = { range: 'day', until: null, property: null, compare: [] };

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export function stationOf(query: URLSearchParams): StationView | null {
  const asked = query.get('station');
  if (asked === null) return null;
  const until = query.get('until');
  const others = new Set(query.getAll('compare').filter((id) => id !== '' && id !== query.get('sensor')));
  return {
    range: RANGES.find((range) => range === asked) ?? FIRST_VIEW.range,
    until: until !== null && isDay(until) ? until : null,
    property: query.get('property'),
    compare: [...others].slice(0, MOST_COMPARED),
  };
}

export function addStation(query: URLSearchParams, { range, until, property, compare }: StationView): void {
  query.set('station', range);
  if (until) query.set('until', until);
  if (property) query.set('property', property);
  for (const id of compare) query.append('compare', id);
}
