// Where the pages of records are: of those of the agenda, and of the rows of other open datasets that its figures are counted from.
import { KINDS } from '../kinds/index.js';

export const RECORDS_PATH = '/agenda/record';

/** Rows that have no other page of their own: how it calls them, and the dataset that they are in. */
export const ROWS = { facility: 'facilities', 'mobile-site': 'mobile-sites', usage: 'dataset-usage' } as const;
export type RowKind = keyof typeof ROWS;

export const isRowKind = (kind: string): kind is RowKind => Object.hasOwn(ROWS, kind);

/** @param kind of a record, or of such a row. The ids of some rows have slashes in them. */
export const pathOfRecord = (kind: string, id: string): string =>
  `${RECORDS_PATH}/${kind}/${id.split('/').map(encodeURIComponent).join('/')}`;

/** The page of what has this id in a dataset; undefined where there is none. */
export function pathOfRow(dataset: string, id: string): string | undefined {
  const kind =
    KINDS.find(({ datasets: [first] }) => first === dataset)?.id ??
    Object.entries(ROWS).find(([, rows]) => rows === dataset)?.[0];
  return kind && pathOfRecord(kind, id);
}
