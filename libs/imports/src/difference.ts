// What an import changes, row by row, told from within its transaction.
import type { Queryable } from '@stadtlage/database';
import { differenceTitle } from './difference-titles.js';
import type { Language } from './phrases.js';
import { type KeptTable, keptTables } from './kept-tables.js';

export interface Change {
  /** Which row: its key, and what people call it, such as the name of a street or the text of an address. */
  what: string;
  /** For a changed row: what was and what is, as text; null where there is no value. */
  fields: { field: string; old: string | null; new: string | null }[];
}

/** Of one dataset: how many rows, and the first {@link MOST_LISTED} of each kind. */
export interface Difference {
  dataset: string;
  added: Changes;
  changed: Changes;
  gone: Changes;
}

export interface Changes {
  /** Of all, also of those that are not listed. */
  count: number;
  rows: Change[];
}

/** So many rows of each kind are told; people are shown the first {@link MOST_SHOWN}. */
export const MOST_LISTED = 10_000;
export const MOST_SHOWN = 20;
const LONGEST_VALUE = 200;

interface Line {
  dataset: string;
  kind: 'added' | 'changed' | 'gone';
  what: string;
  field: string | null;
  old: string | null;
  new: string | null;
  count: number;
}

/**
 * Compares what the transaction of this run has stored with what was there before.
 * @param told a query of the importer for lines (dataset, kind, what, field, old, new); without it, before-images tell
 */
export async function differenceOf(tx: Queryable, run: number, told?: string): Promise<Difference[]> {
  if (told) return toDifferences(await tx.query<Line>(shorten(told)));
  // Whatever the merge has just written has no statistics yet.
  await tx.query('ANALYZE imports.before_image');
  const lines: Line[] = [];
  for (const table of await keptTables(tx)) lines.push(...(await tx.query<Line>(shorten(comparison(table)), [run])));
  return toDifferences(lines);
}

/** The first rows of each kind only, each with the count of its kind. */
function shorten(query: string): string {
  return `WITH line AS (${query.replace(/;\s*$/, '')}),
    placed AS (SELECT *, dense_rank() OVER (PARTITION BY dataset, kind ORDER BY what) AS place FROM line),
    counted AS (SELECT *, max(place) OVER (PARTITION BY dataset, kind) AS count FROM placed)
    SELECT dataset, kind, what, field, left(old, ${LONGEST_VALUE}) AS old, left(new, ${LONGEST_VALUE}) AS new, count
    FROM counted WHERE place <= ${MOST_LISTED} ORDER BY dataset, kind, place, field`;
}

/**
 * What this transaction wrote is known by its xmin, and what it replaced by the images that it left. Of a table that is computed, a
 * row that comes or goes is a value that becomes known or unknown: it is told with its fields.
 */
function comparison(table: KeptTable): string {
  const { name, title, key, image, label, added } = table;
  const what = (row: string) =>
    `(SELECT string_agg(part, ' / ') FROM jsonb_array_elements_text(${row}.key::jsonb) part)
     || COALESCE(' ' || (SELECT ${label} FROM (SELECT ${row}.content) image), '')`;
  const fieldsOf = (row: string) => `LEFT JOIN LATERAL (
      SELECT v.key AS field FROM jsonb_each(${row}.content) v
      WHERE ${added === null} AND v.value NOT IN ('null', '[]') AND v.key <> ALL ('{${table.keyColumns.join()}}')
    ) f ON true`;
  return `
    WITH old AS (SELECT b.key, b.content FROM imports.before_image b WHERE b.run_id = $1 AND b.table_name = '${name}'),
    now AS (
      SELECT ${key} AS key, ${image} AS content FROM ${name} o WHERE o.xmin = pg_current_xact_id()::xid
    )
    SELECT '${title}' AS dataset, 'added' AS kind, ${what('now')} AS what,
           f.field, NULL AS old, ${readable('now', 'f.field')} AS new
    FROM now ${fieldsOf('now')} WHERE NOT EXISTS (SELECT FROM old WHERE old.key = now.key)
    UNION ALL
    SELECT '${title}', 'changed', ${what('now')}, f.field, ${readable('old', 'f.field')}, ${readable('now', 'f.field')}
    FROM old JOIN now USING (key)
    CROSS JOIN LATERAL (
      SELECT n.key AS field FROM jsonb_each(now.content) n
      WHERE n.key NOT IN ('run_id', 'geom_run_id') AND n.value IS DISTINCT FROM old.content->n.key
    ) f
    UNION ALL
    SELECT '${title}', 'gone', ${what('old')}, f.field, ${readable('old', 'f.field')}, NULL
    FROM old ${fieldsOf('old')} WHERE NOT EXISTS (SELECT FROM ${name} o WHERE ${key} = old.key)`;
}

/** Nobody reads EWKB. */
const readable = (row: string, field: string) =>
  `CASE WHEN ${field} IN ('geom', 'location') THEN ST_AsText((${row}.content->>${field})::geometry, 6) ELSE ${row}.content->>${field} END`;

function toDifferences(lines: Line[]): Difference[] {
  const byDataset = new Map<string, Difference>();
  for (const { dataset, kind, what, field, old, new: now, count } of lines) {
    const empty = (): Changes => ({ count: 0, rows: [] });
    let difference = byDataset.get(dataset);
    if (!difference) {
      difference = { dataset, added: empty(), changed: empty(), gone: empty() };
      byDataset.set(dataset, difference);
    }
    const part = difference[kind];
    part.count = count;
    if (part.rows.at(-1)?.what !== what) part.rows.push({ what, fields: [] });
    if (field !== null) part.rows.at(-1)!.fields.push({ field, old, new: now });
  }
  return [...byDataset.values()];
}

const SIGNS = { added: '+', changed: '~', gone: '-' };
const WORDS = {
  en: {
    title: 'Difference in',
    added: 'added',
    changed: 'changed',
    gone: 'gone',
    none: 'empty',
    and: 'and',
    more: 'more',
  },
  de: {
    title: 'Unterschied in',
    added: 'neu',
    changed: 'geändert',
    gone: 'entfallen',
    none: 'leer',
    and: 'und',
    more: 'weitere',
  },
};

/** The difference for a terminal: the first rows of each kind. */
export function differenceText(differences: Difference[], language: Language = 'en'): string {
  const words = WORDS[language];
  const number = (value: number) => value.toLocaleString(language);
  const kindsOf = ['added', 'changed', 'gone'] as const;
  const linesOf = (sign: string, { count, rows }: Changes): string[] => {
    const shown = rows.slice(0, MOST_SHOWN);
    const lines = shown.map(({ what, fields }) => {
      const changes = fields.map(({ field, old, new: now }) => `${field}: ${old ?? words.none} → ${now ?? words.none}`);
      return `  ${sign} ${printable(what)}${changes.length ? `: ${printable(changes.join('; '))}` : ''}`;
    });
    return count > shown.length
      ? [...lines, `  ${sign} … ${words.and} ${number(count - shown.length)} ${words.more}`]
      : lines;
  };
  const lines = differences.flatMap(({ dataset, ...kinds }) => [
    '',
    `${words.title} ${differenceTitle(dataset, language)}: ${kindsOf.map((kind) => `${number(kinds[kind].count)} ${words[kind]}`).join(', ')}`,
    ...kindsOf.flatMap((kind) => linesOf(SIGNS[kind], kinds[kind])),
  ]);
  return lines.join('\n');
}

/** Names come from files: control characters could rule the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}+/gu, ' ');
