// How the paper says numbers, days and what is told as a whole, in one language.
import type { LocalizedText } from '@stadtlage/datasets';
import type { Decision } from '../kinds/goal.js';
import type { Actor, Baseline } from './difference.js';
import type { ReportedFigure, ReportedStatement } from './report.js';
import { REPORT_WORDS, type ReportWords } from './words.js';

export interface Said {
  language: 'de' | 'en';
  words: ReportWords;
  number: Intl.NumberFormat;
  amount(value: number | null, unit: string): string;
  of(part: number, whole: number): string;
  /** A value and what it was counted from. */
  counted(figure: ReportedFigure, unit: string): string;
  day(date: string): string;
  example(isDemo: boolean): string;
  /** A title and that it is an example: some say it by themselves. */
  marked(title: LocalizedText, isDemo: boolean): string;
  actor(actor: Actor): string;
  decision(decision: Decision): string;
  statement(stated: ReportedStatement, unit: string): string;
  baseline(baseline: Baseline, unit: string): string;
}

export function saidIn(language: 'de' | 'en'): Said {
  const words = REPORT_WORDS[language];
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const day = (date: string) =>
    new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  const amount = (value: number | null, unit: string) =>
    value === null ? words.unknown : `${share.format(value)}${unit === '%' ? ' %' : unit === 'EUR' ? ' €' : ''}`;
  const of = (part: number, whole: number) => words.of(number.format(part), number.format(whole));
  const example = (isDemo: boolean) => (isDemo ? words.example : '');
  return {
    ...{ language, words, number, amount, of, day, example },
    counted: (figure, unit) =>
      `${amount(figure.value, unit)} (${unit === '%' ? of(figure.counted, figure.total) : words.from(number.format(figure.total))})`,
    marked: (title, isDemo) => `${title[language]}${example(isDemo && !words.isExample.test(title[language]))}`,
    actor: ({ name, within }) => `${name}${within ? '' : words.outside}`,
    decision: ({ kind, body, date, paper }) =>
      words[kind === 'decision' ? 'decided' : 'motion'](body, day(date), paper),
    statement: ({ value, date, source, text, isDemo }, unit) =>
      [
        `${words.stated(amount(value, unit), day(date), source)}${example(isDemo)}`,
        ...(text ? [text[language]] : []),
      ].join('; '),
    baseline: ({ value, date, source }, unit) => words.baseline(amount(value, unit), day(date), source),
  };
}
