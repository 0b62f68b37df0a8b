import type { Column } from './layer.js';

/** Of a day to come: by when what is listed promises to be done. A promise stands apart from the status, and says that it is one. */
export const promisedBy = <Row>(dayOf: (row: Row) => string | null): Column<Row> => ({
  id: 'promisedBy',
  cell: (row, { words, format }) => {
    const day = dayOf(row);
    return day ? words.promise(format.date(day)) : words.noPromise;
  },
  value: dayOf,
  isPromise: true,
});
