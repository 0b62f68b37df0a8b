// Writes what a provider states as of a day into a table in two times (migration 0011): valid and recorded.
import { sqlFile } from '@stadtlage/database';

const APPLY = sqlFile(import.meta.url, 'import-statements.sql');
const ROLLBACK = sqlFile(import.meta.url, 'import-statements-rollback.sql');
const LATE = sqlFile(import.meta.url, 'import-statements-late.sql');

/** A table of statements: it has valid_from, valid_to, recorded_at, superseded_at, recorded_by, superseded_by, run_id and evidence. */
export interface StatementTable {
  table: string;
  /** What `coverage.delivery` calls it. */
  subject: 'fixed' | 'grid' | 'mobile' | 'sites';
  /** The column that names who makes the statement. */
  provider: string;
  /** What the statement is about, besides its provider and evidence. */
  key: string[];
  /** What it says: when one of these differs, the earlier statement ends. */
  values: string[];
  /** SQL: where the statement `k` holds; without it, one that is another may be anywhere. */
  place?: string;
}

/**
 * The SQL that stores a delivery, for `Importer.apply`. Equal statements stay untouched; changed ones end the day before the new
 * one begins; those the delivery no longer has end on its day. Nothing of other providers or other evidence is touched.
 * @param prepare fills the temporary tables `incoming` and `speaking`, see import-statements.sql
 * @param then what follows from the new statements, such as a refresh of figures
 */
export function applyStatements(prepare: string, into: StatementTable, then = ''): string {
  return `${prepare}\n${fill(APPLY, into, then)}`;
}

/** The SQL that takes a delivery back. It fails where a newer delivery of the same provider stands on it. */
export function rollbackStatements(of: StatementTable, then = ''): string {
  return fill(ROLLBACK, of, then);
}

/**
 * A query for findings: the delivery is older than one that is stored already.
 * @param speaking a query for the provider_id and evidence that the staged file speaks for
 */
export function lateDelivery({ subject }: Pick<StatementTable, 'subject'>, speaking: string): string {
  return LATE.replaceAll('{subject}', subject).replaceAll('{speaking}', () => speaking);
}

// Only fixed names of this lib are put in here, never anything from a file.
function fill(sql: string, { table, subject, provider, key, values, place }: StatementTable, then: string): string {
  const columns = [...key, ...values];
  const meanings: Record<string, string> = {
    table,
    subject,
    provider,
    then,
    place: place ?? 'NULL::geometry',
    columns: columns.join(', '),
    'old columns': columns.map((name) => `k.${name}`).join(', '),
    'new columns': columns.map((name) => `i.${name}`).join(', '),
    key: [
      ...key.map((name) => `i.${name} = k.${name}`),
      `COALESCE(i.${provider}, '') = COALESCE(k.${provider}, '')`,
      'i.evidence = k.evidence',
    ].join(' AND '),
    same: values.map((name) => `i.${name} IS NOT DISTINCT FROM k.${name}`).join(' AND '),
  };
  return sql.replace(/\{([a-z ]+)\}/g, (_, name: string) => meanings[name]!);
}
