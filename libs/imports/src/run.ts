import { cancellable, type Database, type Queryable, UserError } from '@stadtlage/database';
import { beginRun, THIS_PROCESS } from './alive.js';
import { findingsOf } from './check-findings.js';
import { type Difference, differenceOf } from './difference.js';
import type { Licence } from '@stadtlage/datasets';
import type { Importer, SourceFile } from './importer.js';
import { lockForImport } from './locks.js';
import { FileError, joined, verbatim } from './phrases.js';
import { type NewFinding, Report } from './report.js';
import { say } from './report-phrases.js';
import { type RemovalFigures, removalFinding } from './removals.js';
import { hashOf } from './source-file.js';
import { knownSource, toldSource } from './source-name.js';
import { fillSql, statementsOf } from './sql.js';
import { analyzeStaging, clearRemains, createStaging, dropStaging, fillStaging, stagingTable } from './staging.js';
import { Told } from './told.js';

export interface ImportOptions {
  /** Tries everything, stores nothing. */
  dryRun?: boolean;
  /** The operator's name. Kept in the run, never published. */
  startedBy: string;
  /** Where the data comes from; default: what the importer says. */
  source?: string;
  /** The licence of the source; default: that of the importer's source, else that of the dataset. */
  licence?: Licence;
  /** The day the data describes, YYYY-MM-DD; default: what the file says. */
  dataDate?: string;
  /** EPSG code of the coordinates, for a file that does not say it or says it wrongly. */
  crs?: number;
  /** Which layer of a GeoPackage, or which file of an archive. */
  layer?: string;
  /** What the statements of the file rest on: a class of coverage's EvidenceClass, in small letters. */
  evidence?: string;
  /** Lets a file take away much of what earlier ones brought. Without it, such a file is taken for one that was cut off. */
  allowRemovals?: boolean;
  /** Breaks the import off; nothing stays of it but the record of the run. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  phase: 'reading' | 'checking' | 'storing';
  /** Of the file, so far. */
  bytesRead: number;
  bytes: number;
  rows: number;
}

export interface ImportResult {
  run: number;
  state: 'imported' | 'checked' | 'refused';
  sha256: string;
  dataDate: string | null;
  rows: RowCounts;
  report: Report;
  /** Of a dry run: what would be different in each dataset. */
  difference?: Difference[];
}

/** So many days an import can be taken back. */
export const REVERSIBLE_DAYS = 90;

/** Rows of the file that were read and rejected, and rows of the dataset that were (or would be) added, changed, removed. */
export interface RowCounts {
  read: number;
  added: number;
  changed: number;
  removed: number;
  rejected: number;
}

/**
 * Imports one file, all or nothing. Every try is recorded in imports.run. A file with errors is not an exception: the
 * result says `refused` and its report says why, also where only the database noticed what is wrong with the data.
 * @throws UserError when it was cancelled or the options are wrong; whatever breaks the database
 */
export async function runImport(
  database: Database,
  importer: Importer,
  file: SourceFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const [now] = await database.query<{ today: string }>('SELECT current_date::text AS today');
  checkDate(options.dataDate, now!.today);
  await clearRemains(database);
  const otherSource = options.source?.trim();
  const source = otherSource || knownSource(importer);
  // What the importer knows of its own source says nothing about another.
  const licence = options.licence ?? (otherSource ? undefined : importer.licence);
  const run = await beginRun(
    database,
    `INSERT INTO imports.run (dataset, origin, file_name, file_bytes, source, licence, data_date, dry_run, started_by, report)
     VALUES ($1, 'file', $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      importer.dataset,
      file.name,
      file.bytes,
      source ?? null,
      licence ?? null,
      options.dataDate ?? null,
      options.dryRun ?? false,
      options.startedBy,
      { process: THIS_PROCESS },
    ],
  );
  const report = new Report(options.dataDate, now!.today);
  const rows: RowCounts = { read: 0, added: 0, changed: 0, removed: 0, rejected: 0 };
  const attempt: Attempt = { database, importer, file, options, id: run.id, report, rows };
  try {
    await createStaging(database, run.id, importer);
    const state = await readCheckAndStore(attempt);
    // A stored import has recorded itself in its own transaction.
    if (state !== 'imported') await finish(database, attempt, state);
    const { difference } = attempt;
    return { run: run.id, state, sha256: await attempt.sha256!, dataDate: report.dataDate, rows, report, difference };
  } catch (error) {
    const cancelled = options.signal?.aborted ?? false;
    const failure = cancelled ? 'It was cancelled.' : (error as Error).message;
    await finish(database, attempt, 'failed', { failure }).catch(() => {});
    throw cancelled ? cancelledError(file) : error;
  } finally {
    // A failure to clear away must not hide what happened; the next import tries again.
    await dropStaging(database, run.id).catch(() => {});
    run.end();
  }
}

const cancelledError = ({ name }: SourceFile) =>
  new UserError(`The import of ${name} was cancelled. Nothing has changed.`);

async function readCheckAndStore(attempt: Attempt): Promise<ImportResult['state']> {
  const { report, rows } = attempt;
  try {
    await readAndCheck(attempt);
    return report.refused ? 'refused' : await store(attempt);
  } catch (error) {
    if (!isAboutData(error)) throw error;
    Object.assign(rows, { added: 0, changed: 0, removed: 0 });
    report.error(say('The database does not take the data: {message}.', { message: error.message }), {
      value: error.detail,
      fix: say('Correct it in the file.'),
    });
    return 'refused';
  }
}

/** Classes 22 (data exception) and 23 (constraint violation): https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isAboutData(error: unknown): error is Error & { detail?: string } {
  return error instanceof Error && /^2[23]...$/.test((error as { code?: string }).code ?? '');
}

/** What `apply` says at its end: the area as the database writes it. */
type Outcome = RowCounts & { area: string | null };

interface Attempt {
  database: Database;
  importer: Importer;
  file: SourceFile;
  options: ImportOptions;
  id: number;
  report: Report;
  rows: RowCounts;
  sha256?: Promise<string>;
  difference?: Difference[];
}

/** Fills the staging table and lets the database judge it. What is wrong with the file ends up in the report. */
async function readAndCheck(attempt: Attempt): Promise<void> {
  const { database, importer, file, options, id, report, rows } = attempt;
  const progress: Progress = { phase: 'reading', bytesRead: 0, bytes: file.bytes, rows: 0 };
  const tell = (change: Partial<Progress>) => options.onProgress?.(Object.assign(progress, change));
  const told = new Told(options);
  const watched: SourceFile = {
    ...file,
    told,
    async *open() {
      let bytesRead = 0;
      for await (const chunk of file.open()) {
        options.signal?.throwIfAborted();
        yield chunk;
        bytesRead += chunk.length;
        if (bytesRead > progress.bytesRead) tell({ bytesRead });
      }
    },
  };
  let isWhole = true;
  try {
    await fillStaging(database, id, importer, importer.read(watched, report), (read) => {
      options.signal?.throwIfAborted();
      rows.read = read;
      tell({ rows: read });
    });
    if (!report.refused) told.refuseUnused(file.name);
    if (!rows.read && !report.refused) throw new FileError(say('The file holds no record.'));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    report.error(error.text);
    isWhole = false;
  }
  // While the database works on the rows, this process has nothing else to do.
  attempt.sha256 = hashOf(file, options.signal);
  attempt.sha256.catch(() => {});
  const isStaged = rows.read > 0;
  // Rows with errors were not passed on.
  rows.read += report.rejectedRows;
  tell({ phase: 'checking' });
  await analyzeStaging(database, id);
  const source = await toldSource(database, id, importer, file);
  // What was read of a file before it broke off says nothing about the rest.
  if (isWhole && isStaged) await check(attempt);
  await database.query('UPDATE imports.run SET source = $2 WHERE id = $1 AND source IS NULL', [id, source]);
  rows.rejected = report.rejectedRows;
  options.signal?.throwIfAborted();
  if (!report.refused) tell({ phase: 'storing' });
}

async function check(attempt: Attempt): Promise<void> {
  const { database, importer, options, report } = attempt;
  // Both at once: each looks at all rows.
  const [duplicates, findings] = await Promise.all([
    findDuplicates(attempt),
    importer.check ? findingsOf(database, fill(importer.check, attempt)) : [],
  ]);
  for (const finding of [...duplicates, ...findings]) report.add(finding);
  // Rows with errors were not staged, and would seem to be gone.
  if (!importer.removals || report.refused) return;
  const [figures] = await database.query<RemovalFigures>(fill(importer.removals.figures, attempt));
  const finding = removalFinding(figures!, importer.removals.what, options.allowRemovals ?? false);
  if (finding) report.add(finding);
}

async function findDuplicates({ database, importer, id, report }: Attempt): Promise<NewFinding[]> {
  const key = importer.key.join(', ');
  const duplicates = await database.query<{ row: number; first: number; value: string }>(
    `SELECT max(source_row) AS row, min(source_row) AS first, concat_ws(' / ', ${key}) AS value
     FROM ${stagingTable(id)} GROUP BY ${key} HAVING count(*) > 1 ORDER BY 1 LIMIT 1000`,
  );
  const columns = joined(
    importer.key.map((column) => verbatim(report.titleOf(column))),
    say(' and '),
  );
  return duplicates.map(({ row, first, value }) => ({
    row,
    column: key,
    value,
    level: 'error',
    problem: say('The same {columns} stands in row {first}.', { columns, first: String(first) }),
    fix: say('Remove one of the two, or give it its own.'),
  }));
}

/** Merges what was staged into the domain in one transaction, and rolls it back if it was only to be tried. */
async function store(attempt: Attempt): Promise<'imported' | 'checked'> {
  const { database, importer, id, rows, options } = attempt;
  const onlyTried = new Error('dry run');
  try {
    await database.transaction((tx) =>
      cancellable(database, tx, options.signal, async () => {
        await lockForImport(tx, importer.dataset);
        // From here on, what is changed or deleted is kept as it was.
        await tx.query(`SELECT set_config('stadtlage.run', $1, true), set_config('stadtlage.dry_run', $2, true)`, [
          String(id),
          options.dryRun ? 'on' : 'off',
        ]);
        let outcome: Partial<Outcome>[] = [];
        for (const statement of statementsOf(fill(importer.apply, attempt))) {
          options.signal?.throwIfAborted();
          outcome = await tx.query(statement);
        }
        const { area = null, ...counts } = outcome[0] ?? {};
        Object.assign(rows, counts);
        if (options.dryRun) {
          const told = importer.difference && fill(importer.difference, attempt);
          attempt.difference = await differenceOf(tx, id, told);
        }
        await keepSources(tx, attempt);
        await finish(tx, attempt, 'imported');
        for (const dataset of importer.touches)
          await tx.query('SELECT datasets.touch($1, $2, $3::geometry)', [dataset, id, area]);
        options.signal?.throwIfAborted();
        if (options.dryRun) throw onlyTried;
      }),
    );
    return 'imported';
  } catch (error) {
    if (error === onlyTried) return 'checked';
    throw error;
  }
}

/** Which import the datasets had as their source before: a rollback makes it that again. */
async function keepSources(tx: Queryable, { importer, id }: Attempt): Promise<void> {
  await tx.query(
    `INSERT INTO imports.before_image (run_id, table_name, key, content)
     SELECT $1, 'datasets.state', dataset, jsonb_build_object('run_id', run_id) FROM datasets.state WHERE dataset = ANY ($2)`,
    [id, importer.touches],
  );
}

function fill(sql: string, { id, report }: Attempt): string {
  return fillSql(sql, {
    staging: stagingTable(id),
    run: String(id),
    date: report.dataDate ? `'${report.dataDate}'::date` : 'NULL::date',
  });
}

/** A failure after the data was stored, such as a broken connection, leaves the run as it is: imported. */
async function finish(to: Queryable, attempt: Attempt, state: string, more: object = {}): Promise<void> {
  const { id, report, rows } = attempt;
  const sha256 = await (state === 'failed' ? attempt.sha256?.catch(() => undefined) : attempt.sha256);
  await to.query(
    `UPDATE imports.run SET state = $2, finished_at = clock_timestamp(), data_date = $3, report = $4,
       rows_read = $5, rows_added = $6, rows_changed = $7, rows_removed = $8, rows_rejected = $9, file_sha256 = $10,
       reversible_until = CASE WHEN $2 = 'imported' THEN now() + make_interval(days => ${REVERSIBLE_DAYS}) END
     WHERE id = $1 AND ($2 <> 'failed' OR state = 'running')`,
    [
      id,
      state,
      report.dataDate,
      { ...report.toJSON(), ...more },
      rows.read,
      rows.added,
      rows.changed,
      rows.removed,
      rows.rejected,
      sha256 ?? null,
    ],
  );
}

function checkDate(date: string | undefined, today: string): void {
  if (date === undefined) return;
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : undefined;
  if (!parsed || Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date))
    throw new UserError(`--date: "${date}" is not a calendar day. Write it as YYYY-MM-DD, for example 2021-06-30.`);
  if (date > today)
    throw new UserError(
      `--date: ${date} lies in the future. Name the day that the data describes, ${today} at the latest.`,
    );
}
