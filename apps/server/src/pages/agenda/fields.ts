// What a record says, read from the JSON Schema of its kind, for its form and its page: nobody writes one by hand, and a new kind has both
// from its first day.
import { jsonSchemaOf, kindOf, type Kind } from '@stadtlage/agenda';
import type { Language } from '../frame/language.js';

/** The part of JSON Schema that the definitions of kinds come to, with what they say beyond the standard. */
export interface JsonSchema {
  type?: string;
  format?: string;
  enum?: (string | number)[];
  const?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  /** What people call it. */
  de?: string;
  en?: string;
  /** What people call the values of an enum. */
  values?: Record<string, Record<Language, string>>;
  /** The kind of record, or the place, whose id it is. */
  refersTo?: string;
  /** It is the id of an open dataset. */
  isDataset?: boolean;
  [other: string]: unknown;
}

export type Field =
  | { type: 'text' | 'lines' | 'day' | 'number' | 'whole' | 'flag' | 'mark' | 'yesno' | 'json'; schema: JsonSchema }
  | { type: 'choice'; schema: JsonSchema; values: string[] }
  | { type: 'group'; schema: JsonSchema; parts: Part[] }
  | { type: 'list'; schema: JsonSchema; of: Field; most: number };

export interface Part {
  name: string;
  isNeeded: boolean;
  field: Field;
}

export type Group = Field & { type: 'group' };

const GROUPS = new Map<Kind, Group>();

/** All that a record of the kind may say. */
export function formOf(kind: Kind): Group {
  const known = GROUPS.get(kind) ?? (fieldOf(jsonSchemaOf(kindOf(kind)) as JsonSchema) as Group);
  GROUPS.set(kind, known);
  return known;
}

/** A longer text than this gets several lines. */
const ONE_LINE = 300;
const MOST_ROWS = 1_000;

export function fieldOf(schema: JsonSchema, isNeeded = true): Field {
  if (schema.properties) {
    const needed = new Set(schema.required);
    const parts = Object.entries(schema.properties).map(([name, part]) => ({
      name,
      isNeeded: needed.has(name),
      field: fieldOf(part, needed.has(name)),
    }));
    return { type: 'group', schema, parts };
  }
  if (schema.type === 'array' && schema.items)
    return { type: 'list', schema, of: fieldOf(schema.items), most: Math.min(schema.maxItems ?? MOST_ROWS, MOST_ROWS) };
  if (schema.enum?.every((value) => typeof value === 'string'))
    return { type: 'choice', schema, values: schema.enum as string[] };
  if (schema.type === 'boolean') return { type: schema.const === true ? 'mark' : isNeeded ? 'flag' : 'yesno', schema };
  if (schema.type === 'number') return { type: 'number', schema };
  if (schema.type === 'integer') return { type: 'whole', schema };
  if (schema.type !== 'string') return { type: 'json', schema };
  if (schema.format === 'date') return { type: 'day', schema };
  if (schema.format === 'uri') return { type: 'text', schema };
  return { type: (schema.maxLength ?? 0) > ONE_LINE ? 'lines' : 'text', schema };
}

/** What a part is called; where its schema has no words for that, by its name. */
export const titleOf = (name: string, { schema }: Field, language: Language): string =>
  schema[language] ?? LANGUAGE_NAMES[language][name] ?? name;

/** A text in two languages has a part for each. */
const LANGUAGE_NAMES: Record<Language, Record<string, string>> = {
  de: { de: 'auf Deutsch', en: 'auf Englisch' },
  en: { de: 'in German', en: 'in English' },
};

/** The language that a part is in by its name; undefined where nothing says it. */
export const languageOfPart = (name: string): Language | undefined =>
  name === 'de' || name === 'en' ? name : undefined;

/** What a value of an enum is called. */
export const wordOf = ({ schema }: Field, value: string, language: Language): string =>
  schema.values?.[value]?.[language] ?? value;
