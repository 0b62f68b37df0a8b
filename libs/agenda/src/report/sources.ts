import { sqlFile, type Database } from '@stadtlage/database';

const SOURCES = sqlFile(import.meta.url, 'sources.sql');

/** Whose data stood at the end of a day. */
export interface ReportedSource {
  dataset: string;
  /** Publisher or source, as the operator named it; else the name of the file. Null: planners of the city have recorded it. */
  name: string | null;
  licence: string | null;
  /** The day the data describes, as its publisher states it; of what planners record, when they did so last. */
  date: string | null;
  /** Null: it is recorded here. */
  importedOn: string | null;
  isDemo: boolean;
}

/** @param evening the end of the day, where the city is */
export const readSources = (database: Database, evening: Date, timeZone: string): Promise<ReportedSource[]> =>
  database.query<ReportedSource>(SOURCES, [evening, timeZone]);
