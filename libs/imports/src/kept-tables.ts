// The tables whose rows are kept as they were before an import changed them: see the migration import_rollback.
import type { Queryable } from '@stadtlage/database';

export interface KeptTable {
  /** With its schema. */
  name: string;
  /** What an operator calls its rows. */
  title: string;
  /** SQL: whether the row `o` was written by the run $1; null for a table that is computed from others. */
  added: string | null;
  /** SQL: what people call the row whose columns are `image.content`. */
  label: string;
  datasets: string[];
  /** A statement that computes what is derived from the table. */
  refresh: string | null;
  /** SQL: the key of the row `o`, as it stands in imports.before_image. */
  key: string;
  /** SQL: the row `o` as it stands in imports.before_image. */
  image: string;
  keyColumns: string[];
  /** All but the generated ones. */
  columns: string[];
}

/** In an order in which each table comes after those it refers to. */
export function keptTables(database: Queryable): Promise<KeptTable[]> {
  return database.query<KeptTable>(
    `SELECT table_name AS name, title, added, label, datasets, refresh, imports.image_key(t.id) AS key,
            'jsonb_build_object(' || imports.image_columns(t.id) || ')' AS image, imports.key_columns(t.id) AS "keyColumns",
            (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = t.id AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
     FROM imports.kept_table CROSS JOIN LATERAL (SELECT table_name::regclass AS id) t
     WHERE imports.image_key(t.id) IS NOT NULL
     ORDER BY place`,
  );
}

/** SQL: the image that the run $1 left of the row `o` of this table, as `b`. */
export const imageOf = ({ name, key }: KeptTable) =>
  `SELECT FROM imports.before_image b WHERE b.run_id = $1 AND b.table_name = '${name}' AND b.key = ${key}`;
