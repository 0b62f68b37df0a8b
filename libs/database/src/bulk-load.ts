import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const ROWS_PER_STATEMENT = 5_000;

/** Rows that are there, or that come many at a time: a step of a stream for each row would take longer than to write it. */
export type BulkRows = Iterable<unknown[]> | AsyncIterable<Iterable<unknown[]>>;

/** See {@link Transaction.bulkLoad}. Values are null, strings, numbers, booleans, dates, or objects (written as JSON). */
export async function bulkLoad(
  client: pg.ClientBase,
  embedded: boolean,
  table: string,
  columns: string[],
  rows: BulkRows,
): Promise<number> {
  return embedded ? insertInBatches(client, table, columns, rows) : copy(client, table, columns, rows);
}

async function copy(client: pg.ClientBase, table: string, columns: string[], rows: BulkRows) {
  const stream = client.query(
    copyFrom(`COPY ${quote(table)} (${columns.map(pg.escapeIdentifier).join(', ')}) FROM STDIN`),
  );
  await pipeline(Readable.from(copyLines(rows)), stream);
  return stream.rowCount;
}

/** COPY's text format: https://www.postgresql.org/docs/15/sql-copy.html (File Formats, Text Format). */
async function* copyLines(rows: BulkRows): AsyncGenerator<string> {
  let lines = '';
  for await (const batch of batchesOf(rows)) {
    for (const row of batch) {
      for (let i = 0; i < row.length; i++) lines += i ? '\t' + copyField(row[i]) : copyField(row[i]);
      lines += '\n';
      if (lines.length > 65_536) {
        yield lines;
        lines = '';
      }
    }
  }
  if (lines) yield lines;
}

const batchesOf = (rows: BulkRows) => (Symbol.iterator in rows ? [rows] : rows);

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const SPECIAL = /[\\\n\r\t]/;

/** Most fields are texts without special characters: to look for one is half the work of replacing none. */
function copyField(value: unknown): string {
  const text = typeof value === 'string' ? value : toText(value);
  if (text === null) return '\\N';
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]!) : text;
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function arrayLiteral(values: unknown[]): string {
  const items = values.map((value) => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`));
  return `{${items.join(',')}}`;
}

async function insertInBatches(
  client: pg.ClientBase,
  table: string,
  columns: string[],
  rows: BulkRows,
): Promise<number> {
  const types = await columnTypes(client, table, columns);
  const names = columns.map(pg.escapeIdentifier).join(', ');
  // Every value travels as text and is cast to its column's type, as COPY does.
  const aliases = columns.map((_, i) => `c${i}`);
  const sql = `INSERT INTO ${quote(table)} (${names})
    SELECT ${aliases.map((alias, i) => `${alias}::${types[i]}`).join(', ')}
    FROM unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(', ')}) AS rows(${aliases.join(', ')})`;
  let count = 0;
  let batch: (string | null)[][] = [];
  const flush = async () => {
    await client.query(
      sql,
      columns.map((_, i) => batch.map((row) => row[i] ?? null)),
    );
    count += batch.length;
    batch = [];
  };
  for await (const some of batchesOf(rows)) {
    for (const row of some) {
      batch.push(row.map(toText));
      if (batch.length === ROWS_PER_STATEMENT) await flush();
    }
  }
  if (batch.length) await flush();
  return count;
}

async function columnTypes(client: pg.ClientBase, table: string, columns: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  const types = new Map(rows.map((row) => [row.name, row.type]));
  return columns.map((column) => {
    const type = types.get(column);
    if (!type) throw new Error(`${table} has no column ${column}`);
    return type;
  });
}

function quote(table: string): string {
  return table.split('.').map(pg.escapeIdentifier).join('.');
}
