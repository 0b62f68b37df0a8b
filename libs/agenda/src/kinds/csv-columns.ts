// The columns that records of a kind have in a CSV file, read off the schema of its content: responsibleOffice is responsible_office, a text in
// two languages is title_de and title_en, and a list by years is cases_2025_online, cases_2025_total and so on.
import { jsonSchemaOf } from './index.js';
import type { RecordKind } from './kind.js';
import type { Schema } from './read-text.js';

export interface CsvColumn {
  /** With YYYY where the year stands. */
  name: string;
  /** Where in the content it belongs; for a list by years, the list and the property of its entry. */
  path: [string] | [string, string];
  schema: Schema;
  isByYear: boolean;
  isRequired: boolean;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** undefined where a table cannot hold such records: they travel as JSON. */
export function csvColumnsOf(kind: Pick<RecordKind, 'content'>): CsvColumn[] | undefined {
  const { properties = {}, required = [] } = jsonSchemaOf(kind) as Schema;
  const columns: CsvColumn[] = [];
  for (const [name, schema] of Object.entries(properties)) {
    const isRequired = required.includes(name);
    const parts = schema.items?.properties ?? schema.properties;
    const isText = schema.properties !== undefined && Object.keys(schema.properties).join() === 'de,en';
    if (!parts) columns.push({ name: snake(name), path: [name], schema, isByYear: false, isRequired });
    else if (isText)
      for (const language of ['de', 'en'])
        columns.push({
          name: `${snake(name)}_${language}`,
          path: [name, language],
          schema: parts[language]!,
          isByYear: false,
          isRequired: isRequired && language === 'de',
        });
    else if (schema.items && parts['year'])
      for (const [part, partSchema] of Object.entries(parts))
        if (part !== 'year')
          columns.push({
            name: `${snake(name)}_YYYY_${snake(part)}`,
            path: [name, part],
            schema: partSchema,
            isByYear: true,
            isRequired: false,
          });
        else continue;
    else return undefined;
  }
  return columns;
}

/** All columns of such a table; undefined where a table cannot hold such records. */
export function columnNames(kind: Pick<RecordKind, 'content'>): string[] | undefined {
  const columns = csvColumnsOf(kind);
  return columns && ['id', ...columns.map(({ name }) => name), 'reason'];
}
