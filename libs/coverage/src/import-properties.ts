// The properties of a geodata feature, found by any of their names, as a table's columns are.
import type { Report } from '@stadtlage/imports';
import { columnName, findColumns } from './import-delivery-values.js';

export type Texts<Field extends string> = Record<Field, { title: string; text: string }>;

/** What a feature says, each as text; empty where it says nothing. Lists become `4g, 5g`. */
export function textsOf<Field extends string>(
  properties: Record<string, unknown>,
  names: Record<Field, string[]>,
): Texts<Field> {
  const entries = Object.entries(properties).map(([title, value]) => [title, columnName(title), value] as const);
  const toText = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(toText).join(', ');
    if (value === null || value === undefined) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
  };
  return Object.fromEntries(
    Object.entries<string[]>(names).map(([field, accepted]) => {
      const found = entries.find(([, name, value]) => accepted.includes(name) && value !== null && value !== '');
      return [field, { title: found?.[0] ?? accepted[0]!, text: toText(found?.[2]) }];
    }),
  ) as Texts<Field>;
}

/** What a row of a table says, in the same form. */
export function textsOfRow<Field extends string>(
  header: string[],
  fields: string[],
  at: Record<Field, number | undefined>,
): Texts<Field> {
  return Object.fromEntries(
    Object.entries<number | undefined>(at).map(([field, index]) => [
      field,
      index === undefined ? { title: field, text: '' } : { title: header[index]!, text: fields[index]! },
    ]),
  ) as Texts<Field>;
}

/** The checks name a column by the first of its names; the report says what it is called in the file. */
export function tellTitles(report: Report, names: Record<string, string[]>, titles: string[]): void {
  for (const [field, index] of Object.entries(findColumns(titles, names)))
    if (index !== undefined) report.titles.set(names[field]![0]!, titles[index]!);
}
