import { MEASURES, shareOf, type DistrictFigures, type Measure, type Use } from './figures.js';

export const COLUMNS = ['name', 'addresses', ...MEASURES] as const;
export type SortColumn = (typeof COLUMNS)[number];
export interface Sorting {
  column: SortColumn;
  descending: boolean;
}

/** Reads `?sort=gigabit` or, the highest first, `?sort=-gigabit`; by name where it says nothing that is known. */
export function sortingOf(asked: unknown): Sorting {
  const text = typeof asked === 'string' ? asked : '';
  const column = COLUMNS.find((name) => name === text.replace(/^-/, ''));
  return column ? { column, descending: text.startsWith('-') } : { column: 'name', descending: false };
}

export const sortText = ({ column, descending }: Sorting): string => `${descending ? '-' : ''}${column}`;

/** What a click on a column's title leads to: figures start with the highest. */
export function nextSorting(current: Sorting, column: SortColumn): Sorting {
  if (current.column === column) return { column, descending: !current.descending };
  return { column, descending: column !== 'name' };
}

/** By shares, so that small districts can be compared with large ones; what is not known stays at the end. */
export function sorted(
  districts: DistrictFigures[],
  use: Use,
  { column, descending }: Sorting,
  locale: string,
): DistrictFigures[] {
  const { compare } = new Intl.Collator(locale);
  const sign = descending ? -1 : 1;
  const value = (district: DistrictFigures) => {
    const statistics = district[use];
    if (!statistics) return null;
    return column === 'addresses' ? statistics.addresses : shareOf(statistics, column as Measure);
  };
  return [...districts].sort((a, b) => {
    if (column === 'name') return sign * compare(a.name, b.name);
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right) || compare(a.name, b.name);
  });
}
