import type { Licence } from '@stadtlage/datasets';
import type { Text } from './phrases.js';
import type { Report } from './report.js';
import type { Told } from './told.js';

/** The file to import. It can be opened as often as needed; its bytes are never held as a whole. */
export interface SourceFile {
  /** The name without its folder: findings and the import run show it. */
  readonly name: string;
  readonly bytes: number;
  /** Where it lies on this machine, if it does: a Shapefile's companions are beside it, and SQLite reads it by itself. */
  readonly path?: string;
  /** What the operator says about it (`--crs`, `--layer`, `--evidence`). */
  readonly told?: Told;
  /** Streams the content from the start. */
  open(): AsyncIterable<Buffer>;
}

/** A column of the staging table: its name and SQL type. Geometry travels as GeoJSON or EWKT text. */
export interface StagingColumn {
  name: string;
  type: string;
}

/** The first value is the record's row in the file, the others are in the order of the staging columns. */
export type StagedRow = [row: number, ...values: unknown[]];

/** Many rows in one step, for files of millions. */
export class StagedBatch {
  constructor(readonly rows: StagedRow[]) {}
}

/**
 * One kind of file for one dataset. `read` is a pure walk over the file; everything that touches stored data is in SQL, in
 * which `:staging` stands for the name of the staging table, `:run` for the id of the import run and `:date` for the day the
 * data describes (or NULL). The staging table has the columns of `staging`, and `source_row` before them.
 * The file head names the URL of the format's specification.
 */
export interface Importer {
  /** What the operator types: `stadtlage import <dataset> <file>`. */
  dataset: string;
  /** One line for `stadtlage import --help`: which files it takes. */
  accepts: string;
  /**
   * Where the data comes from, if the operator does not say otherwise (`--source`). `named`: whoever the rows name in this staging
   * column, if it is one, else the delivery by its file name; `otherwise` where the column is null in all rows.
   */
  source: string | { named: string; otherwise?: string };
  /** Under which licence that source gives its data, where it is another than the dataset's. */
  licence?: Licence;
  staging: StagingColumn[];
  /** Staging columns that together name a record: two rows with the same values are an error. */
  key: string[];
  /**
   * Yields one staging row per record, or batches of them. Reports each mistake to `report` with its row and column and goes on, so that one
   * run shows all of them. Throws FileError only when the file as a whole cannot be read.
   */
  read(file: SourceFile, report: Report): AsyncIterable<StagedRow | StagedBatch>;
  /** A query for what only the database can judge: it returns findings (row, column, value, level, problem, fix, problem_de, fix_de). */
  check?: string;
  /**
   * For a file that stands for a whole: `what` rows it takes away when it lacks them, and a query that counts them (a row of
   * RemovalFigures), which is only asked of a file without errors.
   */
  removals?: { what: Text; figures: string };
  /**
   * Statements, each ending with a semicolon at the end of a line, that merge the staging table into the domain's tables.
   * The last one returns one row (added, changed, removed), and the area in which that is where it knows it: see datasets.touch().
   */
  apply: string;
  /**
   * A query for what `apply` has changed, run after it in a dry run: lines (dataset, kind, what, field, old, new), all text. kind
   * is added, changed or gone; `what` names the row; a changed row has one line for each changed field, the others have none.
   * Without it, the difference is told from the rows that imports.keep() keeps.
   */
  difference?: string;
  /**
   * Statements as in `apply` that take back the import `:run`, for tables whose changes imports.keep() does not keep. The last one
   * returns (added, changed, removed): rows that are back, as before, and gone. It raises an exception with an SQLSTATE of class
   * 23 where a later import has built on it; the operator reads its message.
   */
  rollback?: string;
  /** Datasets of which the file is now a source. Those that are computed from them are touched by `apply`, without a run. */
  touches: string[];
}
