// What an import tells people, in English and German. Each room has a dictionary from its English sentences to the German ones.
import { UserError } from '@stadtlage/database';

export type Language = 'de' | 'en';

export type Text = Record<Language, string>;

/** Numbers are written as the language writes them; row numbers, years and codes come as strings. */
type Value = string | number | Text;

type Names<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

type Values<Template extends string> = [Names<Template>] extends [never] ? [] : [Record<Names<Template>, Value>];

/** Says a sentence of the dictionary with its values. */
export type Say<Dictionary> = <Template extends keyof Dictionary & string>(
  template: Template,
  ...values: Values<Template>
) => Text;

const PLACE = /\{(\w+)\}/g;
const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en' };

/**
 * Says the sentences of a dictionary in both languages: a sentence that it lacks does not compile, nor one without its values.
 * @param dictionary English sentences with `{names}` of values, and their German with the same names
 */
export function phrases<const Dictionary extends Record<string, string>>(dictionary: Dictionary): Say<Dictionary> {
  for (const [en, de] of Object.entries(dictionary)) {
    if (namesIn(en) !== namesIn(de)) throw new Error(`"${en}" and "${de}" do not name the same values.`);
  }
  return (template, ...[values]) => ({
    en: fill(template, values, 'en'),
    de: fill(dictionary[template]!, values, 'de'),
  });
}

const namesIn = (template: string) => [...new Set(template.match(PLACE) ?? [])].sort().join();

function fill(template: string, values: Record<string, Value> | undefined, language: Language): string {
  return template.replace(PLACE, (_, name: string) => {
    const value = values![name]!;
    if (typeof value === 'number') return value.toLocaleString(LOCALES[language]);
    return typeof value === 'string' ? value : value[language];
  });
}

/** What is the same in every language: names, paths, what a library says. */
export const verbatim = (text: string): Text => ({ en: text, de: text });

export const joined = (texts: Text[], between: string | Text): Text => ({
  en: texts.map(({ en }) => en).join(typeof between === 'string' ? between : between.en),
  de: texts.map(({ de }) => de).join(typeof between === 'string' ? between : between.de),
});

/** The file as a whole cannot be read; the report says why. */
export class FileError extends UserError {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** What an error says, for a finding about one record. */
export const textOf = (error: unknown): Text =>
  error instanceof FileError ? error.text : verbatim((error as Error).message);
