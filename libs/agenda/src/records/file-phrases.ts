// What is said of files of the agenda.
import { FileError, joined, phrases, verbatim, type Text } from '@stadtlage/imports';

export const say = phrases({
  'there is no such column. There are {names}.': 'Diese Spalte gibt es nicht. Es gibt {names}.',
  '{rule} Found: {found}': '{rule} Gefunden: {found}',
  '{id} stands in line {line}, too. Please leave one of them.':
    '{id} steht auch in Zeile {line}. Bitte eine davon lassen.',
  '{id} stands in it twice. Please leave one of them.': '{id} steht zweimal darin. Bitte eines davon lassen.',
  'the row': 'die Zeile',
  'the file': 'die Datei',
  '{name} has more than {most} rows. Divide it, and let its parts withdraw nothing.':
    '{name} hat mehr als {most} Zeilen. Bitte teilen, und mit den Teilen nichts zurückziehen.',
  'Write it without thousands marked, such as 1234.5 or 1234,5.':
    'Bitte ohne Trennung der Tausender schreiben, zum Beispiel 1234,5 oder 1234.5.',
  '{problem} {fix}': '{problem} {fix}',
  'line {row}, {column}: {problem}': 'Zeile {row}, {column}: {problem}',
  '{place}: {problem}': '{place}: {problem}',
  '{name} has a fault; nothing has been stored:': '{name} hat einen Fehler; nichts ist gespeichert:',
  '{name} has {count} faults; nothing has been stored:': '{name} hat {count} Fehler; nichts ist gespeichert:',
  'and {count} more': 'und {count} weitere',
  '{name} has no list of records, such as goals.': 'In {name} steht keine Liste von Einträgen, zum Beispiel goals.',
  '{name} is not JSON: {message}': '{name} ist kein JSON: {message}',
  '{name} is not an agenda as docs/agenda.md describes it:':
    '{name} ist keine Agenda, wie docs/agenda.md sie beschreibt:',
  'Nothing differs from what is there.': 'Alles steht so schon da.',
  'added: {names}': 'neu: {names}',
  'changed: {names}': 'geändert: {names}',
  'withdrawn: {names}': 'zurückgezogen: {names}',
  'The file lacks {count} records that are there, and with --replace they would be withdrawn. Nothing has been changed.':
    'In der Datei fehlen {count} Einträge, die es gibt, und mit --replace würden sie zurückgezogen. Nichts ist geändert.',
  'The file lacks a record that is there, and with --replace it would be withdrawn. Nothing has been changed.':
    'In der Datei fehlt ein Eintrag, den es gibt, und mit --replace würde er zurückgezogen. Nichts ist geändert.',
  'What is new or changed in the file lacks what is asked for today, also where an older release wrote it. Nothing has been changed:':
    'Was in der Datei neu oder geändert ist, hat nicht alles, was heute nötig ist, auch wo eine ältere Fassung des Programms sie geschrieben hat. Nichts ist geändert:',
  'Why goals and measures change is public. Say it anew in the file, as reason, or for all of it with --reason. Nothing has been changed:':
    'Warum sich Ziele und Maßnahmen ändern, ist öffentlich. Bitte in der Datei neu sagen, als reason, oder für alles mit --reason. Nichts ist geändert:',
  'If that is meant, import it with --allow-removals, too.':
    'Wenn das so sein soll, auch mit --allow-removals einlesen.',
});

/** A heading, and under it so many lines, each of them one thing. */
export function listed(heading: Text, lines: Text[], most: number): Text {
  const more = lines.length > most ? [say('and {count} more', { count: lines.length - most })] : [];
  return joined(
    [heading, ...[...lines.slice(0, most), ...more].map((line) => joined([verbatim('  '), line], ''))],
    '\n',
  );
}

export const refusal = (...told: Parameters<typeof listed>): FileError => new FileError(listed(...told));
