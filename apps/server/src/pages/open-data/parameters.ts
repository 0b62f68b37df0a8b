import type { Argument, DatasetDefinition } from '@stadtlage/datasets';
import type { Language } from '../frame/language.js';

interface Words {
  box: string;
  value: string;
  from: string;
  name: string;
  onDay: string;
  column(name: string, meaning: string): string;
  day: string;
  metres(most: number): string;
}

const WORDS: Record<Language, Words> = {
  de: {
    box: 'Nur, was in diesem Rechteck liegt oder es berührt: Westen, Süden, Osten, Norden in Grad (WGS 84)',
    value: 'Nur Zeilen mit einem dieser Werte; mehrere mit Komma, ein leerer heißt „nicht bekannt“',
    from: 'Nur Zeilen mit mindestens dieser Zahl',
    name: 'Nur Zeilen, in denen dieser Name vorkommt',
    onDay: 'Was an diesem Tag galt, oder für einen künftigen angekündigt ist; ohne Angabe heute (JJJJ-MM-TT)',
    column: (name, meaning) => `. Dazu die Spalte ${name}: ${meaning}`,
    day: 'JJJJ-MM-TT',
    metres: (most) => `1 bis ${most}`,
  },
  en: {
    box: 'Only what lies in this box or touches it: west, south, east, north in degrees (WGS 84)',
    value: 'Only rows with one of these values; several with commas, an empty one is “not known”',
    from: 'Only rows with this number or more',
    name: 'Only rows in which this name occurs',
    onDay: 'What held on that day, or is announced for one to come; by default today (YYYY-MM-DD)',
    column: (name, meaning) => `. With the column ${name}: ${meaning}`,
    day: 'YYYY-MM-DD',
    metres: (most) => `1 to ${most}`,
  },
};

export interface FileParameter {
  name: string;
  meaning: string;
}

/** What the files of a dataset may be asked for, such as `?bbox=7.88,51.75,7.90,51.77`; each stands beside others. */
export function fileParameters(
  { filters = {}, asked, onDay, geometry }: Pick<DatasetDefinition, 'filters' | 'asked' | 'onDay' | 'geometry'>,
  language: Language,
): FileParameter[] {
  const words = WORDS[language];
  return [
    ...(geometry ? [{ name: 'bbox', meaning: words.box }] : []),
    ...(onDay ? [{ name: 'day', meaning: onDayText(onDay, language) }] : []),
    ...Object.entries(filters).map(([column, kind]) => ({
      name: kind === 'from' ? `${column}_from` : column,
      meaning: typeof kind === 'object' ? `${words.value} (${kind.of.join(', ')})` : words[kind],
    })),
    ...Object.entries(asked?.arguments ?? {}).map(([name, argument]) => ({
      name,
      meaning: `${capitalized(argument.meaning[language])} (${formOf(argument, words)})`,
    })),
  ];
}

const onDayText = ({ more = {} }: NonNullable<DatasetDefinition['onDay']>, language: Language) =>
  [
    WORDS[language].onDay,
    ...Object.entries(more).map(([name, { description }]) => WORDS[language].column(name, description[language])),
  ].join('');

const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function formOf(argument: Argument, words: Words): string {
  if (argument.type === 'day') return words.day;
  return argument.type === 'metres' ? words.metres(argument.most) : argument.of.join(', ');
}
