import type { Column, CellContext } from './layer.js';
import { highlight } from './highlight.js';
import { sortedBy, type Sorting } from './sort.js';

interface TableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  context: CellContext;
  /** Null: the rows are not all here, so that sorting them would say something wrong. */
  sort: { sorting: Sorting | null; set(next: Sorting): void } | null;
  place?(row: Row): { longitude: number; latitude: number } | null;
  isBusy: boolean;
}

const ROW_HEADER = { role: 'rowheader' };
const CELL = { role: 'cell' };

/** A table whose rows become blocks where there is no room. The roles are said: as a block, a row would lose its own. */
export function Table<Row extends { id: string }>({
  caption,
  columns,
  rows,
  context,
  sort,
  place,
  isBusy,
}: TableProps<Row>) {
  const titleOf = ({ id }: Column<Row>) => context.words.columns[id];
  return (
    <table className="list-table" role="table" aria-busy={isBusy}>
      <caption className="kern-sr-only">{caption}</caption>
      <thead>
        <tr role="row">
          {columns.map((column) => {
            const sorted = sort?.sorting?.column === column.id ? sort.sorting : null;
            return (
              <th
                key={column.id}
                role="columnheader"
                scope="col"
                className={column.isNumber && 'numeric'}
                aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
              >
                {sort ? (
                  <button type="button" onClick={() => sort.set(sortedBy(column.id, sort.sorting))}>
                    {titleOf(column)}
                    <span aria-hidden="true">{sorted ? (sorted.descending ? ' ▼' : ' ▲') : ' ↕'}</span>
                  </button>
                ) : (
                  titleOf(column)
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const point = () => highlight(place?.(row));
          return (
            <tr
              key={row.id}
              role="row"
              onPointerEnter={point}
              onPointerLeave={() => highlight(null)}
              onFocus={point}
              onBlur={() => highlight(null)}
            >
              {columns.map((column, i) =>
                i === 0 ? (
                  <th key={column.id} {...ROW_HEADER} scope="row">
                    {column.cell(row, context)}
                  </th>
                ) : (
                  <td key={column.id} {...CELL} className={column.isNumber && 'numeric'} data-label={titleOf(column)}>
                    {column.cell(row, context)}
                  </td>
                ),
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
