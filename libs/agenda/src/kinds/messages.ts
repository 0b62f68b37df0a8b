// What is wrong with a record, in both languages: programs, logs and the command line read the English, pages what their reader has chosen.
import { UserError } from '@stadtlage/database';
import type { Bilingual } from '@stadtlage/datasets';
import { FileError } from '@stadtlage/imports';

/** What the schemas of the kinds say; kinds.spec.ts knows if one says something else. */
export const MESSAGES = {
  id: {
    en: 'an id has lower-case letters, digits and single hyphens',
    de: 'Eine Kennung hat kleine Buchstaben, Ziffern und einzelne Bindestriche.',
  },
  empty: { en: 'may not be empty', de: 'Bitte ausfüllen.' },
  day: { en: 'a day is written as 2026-06-30', de: 'Ein Tag des Kalenders wird hier so geschrieben: 2026-06-30.' },
  webAddress: {
    en: 'a web address begins with https:// or http://',
    de: 'Eine Adresse im Netz beginnt mit https:// oder http://.',
  },
  yearTwice: { en: 'a year stands in it twice', de: 'Ein Jahr kommt darin zweimal vor.' },
  idTwice: { en: 'an id stands in them twice', de: 'Eine Kennung kommt darin zweimal vor.' },
  endsFirst: { en: 'ends before it starts', de: 'Der letzte Tag liegt vor dem ersten.' },
  baselineSource: {
    en: 'where a target began is stated, not computed: say in source who stated it',
    de: 'Ein Ausgangswert ist angegeben, nicht berechnet: Bitte die Quelle (source) nennen, also wer ihn angegeben hat.',
  },
  daysFollow: {
    en: 'the days of baseline, path and target must follow each other',
    de: 'Die Tage von Ausgangswert, Zwischenzielen und Zielwert müssen aufeinander folgen.',
  },
  leika: {
    en: 'a LeiKa key has 14 digits, such as 99012004006000',
    de: 'Ein LeiKa-Schlüssel hat 14 Ziffern, zum Beispiel 99012004006000.',
  },
  moreOnline: { en: 'more cases came online than in all', de: 'Online kamen mehr Fälle als insgesamt.' },
  time: { en: 'a time is written as 17:30', de: 'Eine Uhrzeit wird hier so geschrieben: 17:30.' },
  quarter: { en: 'a quarter is written as 2026-Q2', de: 'Ein Quartal wird hier so geschrieben: 2026-Q2.' },
  untilFirst: {
    en: 'ends before it starts, or nobody says when it starts',
    de: 'Das Ende liegt vor dem Beginn, oder der Beginn fehlt.',
  },
  noWeight: { en: 'at least one weight must be more than 0', de: 'Mindestens ein Gewicht muss größer als 0 sein.' },
  deadlineFirst: {
    en: 'the deadline is before applications begin',
    de: 'Die Frist endet, bevor Anträge möglich sind.',
  },
  overdrawn: { en: 'more is drawn than was granted', de: 'Abgerufen ist mehr, als bewilligt wurde.' },
  dataset: {
    en: 'a dataset is named by its identifier, such as sensors',
    de: 'Ein Datensatz wird mit seiner Kennung genannt, zum Beispiel sensors.',
  },
} as const satisfies Record<string, Bilingual>;

const BY_ENGLISH = new Map<string, Bilingual>(Object.values(MESSAGES).map((one) => [one.en, one]));

/** Whether a message of a schema is one of these, and not that of the library. */
export const isOwn = (message: string): boolean => BY_ENGLISH.has(message);

/** A message of a schema as a sentence for people. */
export const sentenceOf = (message: string, language: 'de' | 'en'): string =>
  (language === 'de' && BY_ENGLISH.get(message)?.de) ||
  message.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/([^.])$/, '$1.');

/** A mistake of a user that is told in both languages; its message is the English one. */
export class BilingualError extends UserError {
  constructor(readonly words: Bilingual) {
    super(words.en);
  }
}

/** What a change of a goal or a measure without a word of why is refused with. */
export const SAY_WHY: Bilingual = {
  en: 'A change of a goal or a measure says why, in reason: it is public.',
  de: 'Wer ein Ziel oder eine Maßnahme ändert, sagt warum: Die Begründung ist öffentlich.',
};

/** What a mistake of a user is told as. */
export function toldAs(error: UserError, language: 'de' | 'en'): string {
  if (error instanceof BilingualError) return error.words[language];
  return error instanceof FileError ? error.text[language] : error.message;
}
