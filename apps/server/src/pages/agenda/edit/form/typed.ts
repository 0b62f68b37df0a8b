// What somebody has typed into a form, between the form and the content that it means. It is text throughout, so that nothing of it is
// lost when it is wrong.
import type { Language } from '../../../frame/language.js';
import type { Field } from '../../fields.js';

export type Typed = string | Typed[] | { [name: string]: Typed };

/** The separator of decimals as people write it. */
const POINT: Record<Language, string> = { de: ',', en: '.' };

/** @param values of a form that was sent: `milestones.0.title.de=…` */
export function typedIn(field: Field, values: URLSearchParams, path = ''): Typed {
  if (field.type === 'group')
    return Object.fromEntries(field.parts.map(({ name, field }) => [name, typedIn(field, values, join(path, name))]));
  if (field.type !== 'list') return values.get(path) ?? '';
  const start = `${path}.`;
  const rows = new Set<number>();
  for (const name of values.keys()) {
    const row = name.startsWith(start) ? /^\d{1,4}(?=\.|$)/.exec(name.slice(start.length))?.[0] : undefined;
    if (row) rows.add(Number(row));
  }
  // One more than there may be: that there are too many is then said, and not hidden.
  const sorted = [...rows].sort((a, b) => a - b).slice(0, field.most + 1);
  return sorted.map((row) => typedIn(field.of, values, join(path, row)));
}

/** The same as what stands in a record, to be typed on. */
export function typedOf(field: Field, content: unknown, language: Language): Typed {
  switch (field.type) {
    case 'group':
      return Object.fromEntries(
        field.parts.map(({ name, field }) => [
          name,
          typedOf(field, (content as Record<string, unknown> | undefined)?.[name], language),
        ]),
      );
    case 'list':
      return ((content as unknown[] | undefined) ?? []).map((row) => typedOf(field.of, row, language));
    case 'json':
      return content === undefined ? '' : JSON.stringify(content, null, 2);
    case 'number':
      return content === undefined ? '' : String(content).replace('.', POINT[language]);
    default:
      return content === undefined || content === null ? '' : String(content);
  }
}

/** Rows that were added and never filled count for nothing. */
export function withoutBlankRows(field: Field, typed: Typed): Typed {
  if (field.type === 'group') {
    const parts = typed as Record<string, Typed>;
    return Object.fromEntries(field.parts.map(({ name, field }) => [name, withoutBlankRows(field, parts[name]!)]));
  }
  if (field.type !== 'list') return typed;
  return (typed as Typed[]).map((row) => withoutBlankRows(field.of, row)).filter((row) => !isBlank(field.of, row));
}

/** What the typed means. What cannot be read stays the text that it is, for the check of the kind to refuse. */
export function contentOf(field: Field, typed: Typed, language: Language, isNeeded = true): unknown {
  switch (field.type) {
    case 'group': {
      if (!isNeeded && isBlank(field, typed)) return undefined;
      const parts = typed as Record<string, Typed>;
      const entries = field.parts.map(
        ({ name, field, isNeeded }) => [name, contentOf(field, parts[name]!, language, isNeeded)] as const,
      );
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    case 'list':
      if (!isNeeded && !typed.length) return undefined;
      return (typed as Typed[]).map((row) => contentOf(field.of, row, language));
    case 'flag':
      return typed === 'true';
    case 'mark':
      return typed === 'true' ? true : undefined;
    case 'yesno':
      return typed === '' ? undefined : typed === 'true';
    case 'number':
    case 'whole':
      return numberIn((typed as string).trim(), language, field.type === 'whole');
    case 'json':
      return jsonIn((typed as string).trim());
    default: {
      // Browsers send the ends of lines in two characters.
      const text = (typed as string).replace(/\r\n?/g, '\n').trim();
      return text === '' ? undefined : text;
    }
  }
}

function isBlank(field: Field, typed: Typed): boolean {
  if (field.type === 'group')
    return field.parts.every(({ name, field }) => isBlank(field, (typed as Record<string, Typed>)[name]!));
  if (field.type === 'list') return (typed as Typed[]).every((row) => isBlank(field.of, row));
  return field.type === 'flag' || (typed as string).trim() === '';
}

/** "3.500,50", "3,500.50", "1 900": thousands that are marked, with or without decimals. */
const GROUPED = /^-?[1-9]\d{0,2}(?:([.,'’\s])\d{3}(?:\1\d{3})*)(?:([.,])\d{1,9})?$/;

/** With thousands marked so that they cannot be decimals, or where there are none: as the tables of the agenda are read. */
function groupedIn(text: string, isWhole: boolean): number | undefined {
  const [, mark, point] = GROUPED.exec(text) ?? [];
  if (!mark || mark === point) return undefined;
  const isClear = isWhole || point !== undefined || !/[.,]/.test(mark) || text.split(mark).length > 2;
  const plain = text.replaceAll(mark, '').replace(',', '.');
  return isClear && !(isWhole && point) ? Number(plain) : undefined;
}

/** "1.000" may be one or a thousand: in German, and "1,000" in English, it stays a text, so that nobody is misunderstood. */
function numberIn(text: string, language: Language, isWhole: boolean): number | string | undefined {
  if (text === '') return undefined;
  const grouped = groupedIn(text, isWhole);
  if (grouped !== undefined) return grouped;
  const parts = /^(-?\d{1,15})(?:([.,])(\d{1,9}))?$/.exec(text);
  if (!parts) return text;
  const [, whole, separator, decimals] = parts;
  const isAmbiguous = separator && separator !== POINT[language] && decimals!.length === 3 && !/^-?0$/.test(whole!);
  return isAmbiguous ? text : Number(`${whole}.${decimals ?? 0}`);
}

function jsonIn(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const join = (path: string, name: string | number): string => (path ? `${path}.${name}` : String(name));
