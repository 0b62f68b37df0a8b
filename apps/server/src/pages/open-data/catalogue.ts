import type { Database } from '@stadtlage/database';
import type { DatasetDefinition } from '@stadtlage/datasets';
import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import type { Language } from '../frame/language.js';

type Localized = Record<Language, string>;

export interface DatasetEntry {
  id: string;
  title: Localized;
  description: Localized;
  licence: string;
  licenceUrl: string;
  publisher: string;
  updateRhythm: string;
  sources: { name: string; licence: string; date: string | null }[];
  isDemo: boolean;
  changedAt: Date | string | null;
  columns: { name: string; type: string; unit: string | null; description: Localized }[];
  downloads: { format: string; mediaType: string; url: string }[];
  tileJsonUrl: string | null;
}

const QUERY = parse(`query OpenDataPages {
  datasets {
    id title { de en } description { de en } licence licenceUrl publisher updateRhythm sources { name licence date } isDemo changedAt
    columns { name type unit description { de en } } downloads { format mediaType url } tileJsonUrl
  }
  districts { id municipalityKey }
}`);

export interface Catalogue {
  datasets: DatasetEntry[];
  districts: { id: string; municipalityKey: string | null }[];
}

export const readCatalogue = (schema: GraphQLSchema): Promise<Catalogue> => ask<Catalogue>(schema, QUERY);

/** More are not counted: it would take long, and who wants to know has the file. */
export const MOST_COUNTED = 100_000;
const COUNT_TIMEOUT = 10_000;

/** Counts the rows of datasets, each once for a state of its data. */
export class RowCounter {
  private readonly counts = new Map<string, { state: string; rows: Promise<number> }>();

  constructor(private readonly database: Database) {}

  /** How many rows it has; {@link MOST_COUNTED} + 1 where there are more. */
  async rowsOf({ id, view }: DatasetDefinition, changedAt: Date | string | null): Promise<number> {
    const state = String(changedAt && new Date(changedAt).getTime());
    const kept = this.counts.get(id);
    if (kept?.state === state) return kept.rows;
    // The name is part of the program, never of a request.
    const sql = `SELECT count(*)::integer AS rows FROM (SELECT FROM open.${view} LIMIT ${MOST_COUNTED + 1}) counted`;
    const rows = this.database
      .transaction((tx) => tx.query<{ rows: number }>(sql), COUNT_TIMEOUT)
      .then(([row]) => row!.rows);
    this.counts.set(id, { state, rows });
    rows.catch(() => this.counts.delete(id));
    return rows;
  }
}
