import type { ReactNode } from 'react';
import type { Language, Selection } from '../app/location.js';
import type { Dictionary } from '../i18n/de.js';
import type { Format } from '../i18n/format.js';
import type { MapChoice } from '../map/choice.js';
import type { Area } from '../sensors/live-area.js';
import type { ListWords } from './words.js';

export interface Page<Row> {
  totalCount: number;
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What the map shows, and a list beside it. */
export interface Shown {
  /** null: all of the city. */
  area: Area | null;
  choice: MapChoice;
  /** Such as 2024-06-30; null: today. */
  day: string | null;
}

/** What a cell needs to say its value in the language of the page. */
export interface CellContext {
  t: Dictionary;
  lang: Language;
  words: ListWords;
  format: Format;
  /** Milliseconds, for ages in words. */
  now: number;
  /** The chosen address, from which distances are told. */
  from: { longitude: number; latitude: number } | null;
  /** Makes a text open a card. */
  opener(text: string, selection: Selection): ReactNode;
}

export interface Column<Row> {
  id: keyof ListWords['columns'];
  cell(row: Row, context: CellContext): ReactNode;
  /** What rows are sorted by. */
  value(row: Row, context: CellContext): string | number | null;
  isNumber?: true;
  /** Says what is promised: there only of a day to come. */
  isPromise?: true;
}

/** The dataset that has the same rows, and its filters for the same choice. */
export interface ListFile {
  dataset: string;
  filters(choice: MapChoice): Record<string, string>;
}

/** One layer as a table, from the same conditions as the map. A new one is a file like those in `layers/`. */
export interface ListLayer<Row extends { id: string }> {
  /** Asks for a page. */
  page(shown: Shown, after: string | null, signal: AbortSignal): Promise<Page<Row>>;
  /** The server knows other days of it than today: it goes with the day of the map. */
  hasDays?: true;
  /** The first names the row. */
  columns: Column<Row>[];
  /** Where the row is on the map, if that is a point. */
  place?(row: Row): { longitude: number; latitude: number } | null;
  file: ListFile;
  /** Has what the rows show and the first file does not. */
  secondFile?: ListFile;
  /** Milliseconds after which it is asked again: values that change by themselves. */
  refreshMs?: number;
}
