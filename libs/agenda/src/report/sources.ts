import { sqlFile, type Database } from '@stadtlage/database';

const SOURCES = sqlFile(import.meta.url, 'sources.sql');

/** Whose data stood at the end of a day. */
export interface ReportedSource {
  dataset: string;
  /** Publisher or source, as the operator named it; else the name of the file. */
  name: string;
  licence: string | null;
  /** The day the data describes, as its publisher states it. */
  date: string | null;
  importedOn: string;
  isDemo: boolean;
}

/** @param evening the end of the day, where the city is */
export const readSources = (database: Database, evening: Date, timeZone: string): Promise<ReportedSource[]> =>
  database.query<ReportedSource>(SOURCES, [evening, timeZone]);
