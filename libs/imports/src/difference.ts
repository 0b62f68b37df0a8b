// What an import changes, row by row, told from within its transaction.
import type { Queryable } from '@stadtlage/database';
import { type KeptTable, keptTables } from './kept-tables.js';

export interface Change {
  /** Which row: its key, and its name if it has one. */
  what: string;
  /** For a changed row: what was and what is, as text; null where there is no value. */
  fields: { field: string; old: string | null; new: string | null }[];
}

/** Of one dataset: how many rows, and the first twenty of each kind. */
export interface Difference {
  dataset: string;
  added: { count: number; examples: Change[] };
  changed: { count: number; examples: Change[] };
  gone: { count: number; examples: Change[] };
}

const EXAMPLES = 20;
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

/** The first examples only, each with the count of its kind. */
function shorten(query: string): string {
  return `WITH line AS (${query.replace(/;\s*$/, '')}),
    placed AS (SELECT *, dense_rank() OVER (PARTITION BY dataset, kind ORDER BY what) AS place FROM line),
    counted AS (SELECT *, max(place) OVER (PARTITION BY dataset, kind) AS count FROM placed)
    SELECT dataset, kind, what, field, left(old, ${LONGEST_VALUE}) AS old, left(new, ${LONGEST_VALUE}) AS new, count
    FROM counted WHERE place <= ${EXAMPLES} ORDER BY dataset, kind, place, field`;
}

/** What this transaction wrote is known by its xmin, and what it replaced by the images that it left. */
function comparison(table: KeptTable): string {
  const { name, title, key, image } = table;
  const what = (content: string, keyText: string) =>
    `(SELECT string_agg(part, ' / ') FROM jsonb_array_elements_text(${keyText}::jsonb) part) || COALESCE(' ' || (${content}->>'name'), '')`;
  return `
    WITH old AS (SELECT b.key, b.content FROM imports.before_image b WHERE b.run_id = $1 AND b.table_name = '${name}'),
    now AS (
      SELECT ${key} AS key, ${image} AS content FROM ${name} o WHERE o.xmin = pg_current_xact_id()::xid
    )
    SELECT '${title}' AS dataset, 'added' AS kind, ${what('now.content', 'now.key')} AS what,
           NULL AS field, NULL AS old, NULL AS new
    FROM now WHERE NOT EXISTS (SELECT FROM old WHERE old.key = now.key)
    UNION ALL
    SELECT '${title}', 'changed', ${what('now.content', 'now.key')}, f.field, ${readable('old', 'f.field')}, ${readable('now', 'f.field')}
    FROM old JOIN now USING (key)
    CROSS JOIN LATERAL (
      SELECT n.key AS field FROM jsonb_each(now.content) n
      WHERE n.key NOT IN ('run_id', 'geom_run_id') AND n.value IS DISTINCT FROM old.content->n.key
    ) f
    UNION ALL
    SELECT '${title}', 'gone', ${what('old.content', 'old.key')}, NULL, NULL, NULL
    FROM old WHERE NOT EXISTS (SELECT FROM ${name} o WHERE ${key} = old.key)`;
}

/** Nobody reads EWKB. */
const readable = (row: string, field: string) =>
  `CASE WHEN ${field} IN ('geom', 'location') THEN ST_AsText((${row}.content->>${field})::geometry, 6) ELSE ${row}.content->>${field} END`;

function toDifferences(lines: Line[]): Difference[] {
  const byDataset = new Map<string, Difference>();
  for (const { dataset, kind, what, field, old, new: now, count } of lines) {
    const empty = () => ({ count: 0, examples: [] as Change[] });
    let difference = byDataset.get(dataset);
    if (!difference) {
      difference = { dataset, added: empty(), changed: empty(), gone: empty() };
      byDataset.set(dataset, difference);
    }
    const part = difference[kind];
    part.count = count;
    if (part.examples.at(-1)?.what !== what) part.examples.push({ what, fields: [] });
    if (field !== null) part.examples.at(-1)!.fields.push({ field, old, new: now });
  }
  return [...byDataset.values()];
}

/** The difference for a terminal. */
export function differenceText(differences: Difference[]): string {
  const lines = differences.flatMap(({ dataset, ...kinds }) => [
    '',
    `Difference in ${dataset}: ${(['added', 'changed', 'gone'] as const).map((kind) => `${kinds[kind].count.toLocaleString('en')} ${kind}`).join(', ')}`,
    ...(['added', 'changed', 'gone'] as const).flatMap((kind) => exampleLines(SIGNS[kind], kinds[kind])),
  ]);
  return lines.join('\n');
}

const SIGNS = { added: '+', changed: '~', gone: '-' };

function exampleLines(sign: string, { count, examples }: { count: number; examples: Change[] }): string[] {
  const lines = examples.map(({ what, fields }) => {
    const changes = fields.map(({ field, old, new: now }) => `${field}: ${old ?? 'none'} → ${now ?? 'none'}`);
    return `  ${sign} ${printable(what)}${changes.length ? `: ${printable(changes.join('; '))}` : ''}`;
  });
  return count > examples.length
    ? [...lines, `  ${sign} … and ${(count - examples.length).toLocaleString('en')} more`]
    : lines;
}

/** Names come from files: control characters could rule the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}+/gu, ' ');
