import type { CellContext, Column } from './layer.js';

export interface Sorting {
  column: string;
  descending: boolean;
}

/** Another click on the same column turns it round. */
export const sortedBy = (column: string, before: Sorting | null): Sorting => ({
  column,
  descending: before?.column === column && !before.descending,
});

/** Sorted as the language does; what is not known comes last, whichever way round. */
export function sortRows<Row>(
  rows: Row[],
  columns: Column<Row>[],
  sorting: Sorting | null,
  context: CellContext,
  lang: string,
): Row[] {
  const column = sorting && columns.find(({ id }) => id === sorting.column);
  if (!column) return rows;
  const collator = new Intl.Collator(lang, { numeric: true });
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return rows
    .map((row) => ({ row, value: column.value(row, context) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sorting.descending ? compare(b.value, a.value) : compare(a.value, b.value);
    })
    .map(({ row }) => row);
}
