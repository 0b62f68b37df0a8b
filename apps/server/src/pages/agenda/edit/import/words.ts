import type { Language } from '../../../frame/language.js';
import { pluralIn } from '../../../frame/plural.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

const de = {
  title: 'Einlesen',
  hint: 'Eine Datei wird erst geprüft: Sie sehen, was sich ändern würde. Eingelesen wird, wenn Sie es danach bestätigen, alles oder nichts.',
  what: 'Was in der Datei steht',
  agenda: 'Agenda (JSON)',
  table: (kind: string) => `${kind}: Tabelle (CSV oder Excel)`,
  file: 'Datei',
  limit: 'Höchstens 2 MB.',
  replace: 'Zurückziehen, was nicht in der Datei steht (nur Arten, die in ihr vorkommen)',
  check: 'Prüfen',
  columns: 'Spalten der Tabellen',
  wrong: 'So kann die Datei nicht eingelesen werden. Nichts ist geändert.',
  noFile: 'Bitte eine Datei auswählen.',
  tooLarge: 'Die Datei ist größer als 2 MB.',
  same: 'Die Datei würde nichts ändern: Alles steht so schon da.',
  would: (count: number) =>
    german(count, { one: 'Das würde sich ändern: 1 Eintrag', other: `Das würde sich ändern: ${count} Einträge` }),
  more: (count: number) => `und ${count} weitere`,
  deed: { added: 'neu', changed: 'geändert', withdrawn: 'zurückgezogen' },
  reason: 'Begründung, wo die Datei keine hat (öffentlich)',
  apply: 'So einlesen und veröffentlichen',
  allow: (count: number) =>
    german(count, {
      one: 'Ja, 1 Eintrag zurückziehen, der nicht in der Datei steht',
      other: `Ja, ${count} Einträge zurückziehen, die nicht in der Datei stehen`,
    }),
  notAllowed: 'Es ist nichts geändert: Bitte zustimmen, dass Einträge zurückgezogen werden, oder die Datei ergänzen.',
  noReason: 'Es ist nichts geändert: Bitte schreiben, warum sich die Ziele und Maßnahmen ändern.',
  moved: 'Inzwischen hat jemand etwas davon geändert. Hier ist, was sich jetzt ändern würde.',
  done: (count: number) =>
    german(count, {
      one: 'Eingelesen: 1 Eintrag ist geändert.',
      other: `Eingelesen: ${count} Einträge sind geändert.`,
    }),
};

type ImportWords = typeof de;

const en: ImportWords = {
  title: 'Import',
  hint: 'A file is tried first: you see what would change. It is imported once you confirm that, all or nothing.',
  what: 'What the file holds',
  agenda: 'Agenda (JSON)',
  table: (kind) => `${kind}: table (CSV or Excel)`,
  file: 'File',
  limit: 'At most 2 MB.',
  replace: 'Withdraw what the file does not have (only of kinds that are in it)',
  check: 'Try',
  columns: 'Columns of the tables',
  wrong: 'The file cannot be imported like this. Nothing was changed.',
  noFile: 'Please choose a file.',
  tooLarge: 'The file is larger than 2 MB.',
  same: 'The file would change nothing: all of it is there already.',
  would: (count) =>
    english(count, { one: 'This would change: 1 record', other: `This would change: ${count} records` }),
  more: (count) => `and ${count} more`,
  deed: { added: 'new', changed: 'changed', withdrawn: 'withdrawn' },
  reason: 'Reason, where the file has none (public)',
  apply: 'Import and publish this',
  allow: (count) =>
    english(count, {
      one: 'Yes, withdraw 1 record that the file does not have',
      other: `Yes, withdraw ${count} records that the file does not have`,
    }),
  notAllowed: 'Nothing was changed: please agree to the withdrawal of records, or complete the file.',
  noReason: 'Nothing was changed: please say why the goals and measures change.',
  moved: 'Somebody has changed some of it meanwhile. This is what would change now.',
  done: (count) =>
    english(count, { one: 'Imported: 1 record has changed.', other: `Imported: ${count} records have changed.` }),
};

export const IMPORT_WORDS: Record<Language, ImportWords> = { de, en };
