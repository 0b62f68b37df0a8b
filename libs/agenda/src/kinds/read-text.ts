// How a text of a table becomes a value of a property. What it cannot make anything of stays text: the schema refuses that and says what it wants.

/** The words of JSON Schema that our schemas use (see jsonSchemaOf). */
export interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  values?: Record<string, { de: string; en: string }>;
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

const YES = ['true', '1', 'x', 'yes', 'ja', 'wahr'];
const THOUSANDS = /^[1-9]\d{0,2}(?:[.,'’\s]\d{3})+$/;
const NO = ['false', '0', '', 'no', 'nein', 'falsch'];

/** @param decimalOf reads a number as the rest of the table writes it */
export function readText(text: string, schema: Schema, decimalOf: (text: string) => number | undefined): unknown {
  const lower = text.toLowerCase();
  if (schema.enum) {
    const found = schema.enum.find((word) => {
      const { de, en } = schema.values?.[word] ?? { de: word, en: word };
      return [word, de, en].some((one) => one.toLowerCase() === lower);
    });
    return found ?? text;
  }
  if (schema.type === 'boolean') {
    if (YES.includes(lower)) return true;
    // An example is marked as one; the others are not marked at all.
    return NO.includes(lower) ? (schema.const === true ? undefined : false) : text;
  }
  // A whole number has no decimals: what separates three digits marks thousands.
  if (schema.type === 'integer' && THOUSANDS.test(text)) return Number(text.replace(/\D/g, ''));
  if (schema.type === 'integer' || schema.type === 'number') return decimalOf(text) ?? text;
  if (schema.type === 'array') return text.split(/[\s;]+/).filter(Boolean);
  if (schema.format === 'date') {
    const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
    return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
  }
  return text;
}
