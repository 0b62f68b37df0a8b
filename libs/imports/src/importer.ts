import type { Report } from './report.js';

/** The file to import. It can be opened as often as needed; its bytes are never held as a whole. */
export interface SourceFile {
  /** The name without its folder: findings and the import run show it. */
  readonly name: string;
  readonly bytes: number;
  /** Streams the content from the start. */
  open(): AsyncIterable<Buffer>;
}

/** A column of the staging table: its name and SQL type. Geometry travels as GeoJSON or EWKT text. */
export interface StagingColumn {
  name: string;
  type: string;
}

/**
 * One kind of file for one dataset. `read` is a pure walk over the file; everything that touches stored data is in `apply`.
 * The file head names the URL of the format's specification.
 */
export interface Importer {
  /** What the operator types: `stadtlage import <dataset> <file>`. */
  dataset: string;
  /** One line for `stadtlage import --help`: which files it takes. */
  accepts: string;
  /** Where the data comes from, if the operator does not say otherwise (`--source`). */
  source: string;
  staging: StagingColumn[];
  /**
   * Yields one staging row per record. Reports each mistake to `report` with its row and column and goes on, so that one
   * run shows all of them. Throws UserError only when the file as a whole cannot be read.
   */
  read(file: SourceFile, report: Report): AsyncIterable<unknown[]>;
  /**
   * SQL that merges the staging table into the domain's tables and returns one row (added, changed, removed). Text
   * `:staging` stands for the staging table's name; $1 is the id of the import run, $2 the date the data describes.
   */
  apply: string;
  /** Datasets whose version rises with this import. */
  touches: string[];
}
