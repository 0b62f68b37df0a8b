import type { Database } from '@stadtlage/database';
import type { DatasetDefinition } from '../definition.js';
import { quoted, read } from '../read.js';
import { EVERYTHING, type Selection } from './selection.js';

/** The first ones come soon. Later ones are larger: many views are put together anew for each page. */
const FIRST_ROWS = 5_000;
const PAGE_ROWS = 20_000;
const PAGE_TIMEOUT = 60_000;

/** Seven decimals of a degree are about a centimetre. */
const GEOMETRY = {
  wkt: 'ST_AsText(geom, 7)',
  // RFC 7946 wants outer rings counter-clockwise.
  geojson: 'ST_AsGeoJSON(ST_ForcePolygonCCW(geom), 7, 0)',
};

/** A row of a view: its columns, and where the dataset has one, its geometry as text in `geom`. */
export type PageRow = Record<string, unknown> & { id: string | number; geom?: string | null };

/**
 * Reads a view, or what is selected of it, page by page, in the order of the dataset. Each page is a query of its own, so a slow reader holds neither a
 * connection nor a snapshot; rows that change meanwhile appear in their old or their new form, never twice.
 * @param inTurn does the work of a page when its turn comes
 */
export async function* readPages(
  database: Database,
  { view, columns, order = ['id'], geometry }: DatasetDefinition,
  format: keyof typeof GEOMETRY,
  { from, conditions, values }: Selection = EVERYTHING,
  inTurn: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
): AsyncGenerator<PageRow[]> {
  const fields = Object.keys(columns).map(quoted);
  if (geometry) fields.push(`${GEOMETRY[format]} AS geom`);
  const keys = order.map(quoted);
  // As text: a time has more digits in PostgreSQL than in JavaScript.
  const position = `ARRAY[${keys.map((key) => `${key}::text`).join(', ')}]`;
  const page = (rows: number, ...more: string[]) => {
    const where = [...conditions, ...more].join(' AND ');
    return `SELECT ${fields.join(', ')}, ${position} AS position FROM ${from ?? `open.${view}`} ${where && `WHERE ${where}`} ORDER BY ${keys.join(', ')} LIMIT ${rows}`;
  };
  // A function works out all of its rows for each page.
  const firstRows = from ? PAGE_ROWS : FIRST_ROWS;
  const first = page(firstRows);
  const next = page(
    PAGE_ROWS,
    `(${keys.join(', ')}) > (${keys.map((_, i) => `$${values.length + i + 1}`).join(', ')})`,
  );
  for (let after: string[] | undefined; ;) {
    const rows = await inTurn(() =>
      read<PageRow & { position: string[] }>(database, PAGE_TIMEOUT, after ? next : first, [
        ...values,
        ...(after ?? []),
      ]),
    );
    const isLast = rows.length < (after ? PAGE_ROWS : firstRows);
    after = rows.at(-1)?.position;
    if (rows.length) yield rows.map(({ position: _, ...row }) => row as PageRow);
    if (isLast) return;
  }
}
