// The columns that records of a kind have in a table, read off the schema of its content: responsibleOffice is responsible_office, a text in
// two languages is title_de and title_en, a list by years is cases_2025_online and so on, and any other list has its entries numbered:
// milestones_1_due, milestones_2_due.
import { jsonSchemaOf } from './index.js';
import type { RecordKind } from './kind.js';
import type { Schema } from './read-text.js';

/** What stands for the entries of a list in the name and the path of a column: a year, or a number from 1. */
export const YEAR = 'YYYY';
export const NUMBER = 'N';

export interface CsvColumn {
  /** Such as `title_de`, `cases_YYYY_online` or `targets_N_baseline_date`. */
  name: string;
  /** The properties of the content that lead there, with YEAR or NUMBER behind each list. */
  path: string[];
  schema: Schema;
  /** What a property on the way there is called in both languages, where it is not called anything itself. */
  called: Schema;
  isRequired: boolean;
}

export const isEntry = (step: string) => step === YEAR || step === NUMBER;
const snake = (step: string) => (isEntry(step) ? step : step.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** The name of the column, or of all columns, at such a path; in it may stand years and numbers. */
export const nameOfPath = (path: (string | number)[]): string => path.map((step) => snake(String(step))).join('_');

function* columnsAt(schema: Schema, path: string[], isRequired: boolean, around = schema): Iterable<CsvColumn> {
  const { properties, items, required = [] } = schema;
  if (items?.properties) {
    const { year, ...parts } = items.properties;
    const entry = year ? { ...items, properties: parts } : items;
    yield* columnsAt(entry, [...path, year ? YEAR : NUMBER], false, schema);
  } else if (properties) {
    const isText = Object.keys(properties).join() === 'de,en';
    for (const [name, part] of Object.entries(properties)) {
      const isNeeded = isRequired && (isText ? name === 'de' : required.includes(name));
      yield* columnsAt(part, [...path, name], isNeeded, isText ? schema : part);
    }
  } else yield { name: nameOfPath(path), path, schema, called: around, isRequired };
}

export const csvColumnsOf = (kind: Pick<RecordKind, 'content'>): CsvColumn[] => [
  ...columnsAt(jsonSchemaOf(kind) as Schema, [], true),
];

/** All columns of such a table. */
export const columnNames = (kind: Pick<RecordKind, 'content'>): string[] => [
  'id',
  ...csvColumnsOf(kind).map(({ name }) => name),
  'reason',
];
