// What was detected about a file is noted in English; this is how it reads in German.
import type { Language } from './phrases.js';

/** The names of the facts, and of what is detected those parts that are words. What comes out of the file stays as it is. */
const GERMAN: Record<string, { name: string; words?: [pattern: RegExp, german: string][] }> = {
  Coordinates: {
    name: 'Koordinaten',
    words: [
      [/, axes swapped: /, ', Achsen vertauscht: '],
      [/: as told$/, ': wie angegeben'],
      [/: as nothing else is said$/, ': da nichts anderes gesagt ist'],
      [/: by the size of the numbers$/, ': nach der Größe der Zahlen'],
      [/, and by the size of the numbers$/, ' und nach der Größe der Zahlen'],
      [/: the system of the state (\d+)/, ': das System des Landes $1'],
      [/: from the definition of /, ': nach der Definition von '],
      [/: from the member /, ': aus dem Element '],
      [/: from the GeoPackage$/, ': aus dem GeoPackage'],
      [/: from /, ': aus '],
    ],
  },
  'Decimal sign': {
    name: 'Dezimalzeichen',
    words: [
      [/^point$/, 'Punkt'],
      [/^comma$/, 'Komma'],
      [/^none seen$/, 'keines gesehen'],
    ],
  },
  Delimiter: {
    name: 'Trennzeichen',
    words: [
      [/^comma$/, 'Komma'],
      [/^semicolon$/, 'Semikolon'],
      [/^tab$/, 'Tabulator'],
      [/^vertical bar$/, 'senkrechter Strich'],
    ],
  },
  Encoding: {
    name: 'Zeichenkodierung',
    words: [
      [/ with byte order mark$/, ' mit Byte Order Mark'],
      [/, from its bytes$/, ', nach den Bytes'],
      [/, from /, ', aus '],
    ],
  },
  'File in the archive': { name: 'Datei im Archiv' },
  Format: {
    name: 'Format',
    words: [
      [/ in a ZIP archive /, ' in einem ZIP-Archiv '],
      [/, CSV tables$/, ', CSV-Tabellen'],
      [/newline-delimited GeoJSON$/, 'GeoJSON mit einem Objekt je Zeile'],
      [/^GeoJSON, one feature per line$/, 'GeoJSON mit einem Objekt je Zeile'],
      [/^GeoJSON text sequence$/, 'GeoJSON als Textfolge'],
    ],
  },
  Header: {
    name: 'Kopfzeile',
    words: [
      [/^row (\d+)$/, 'Zeile $1'],
      [/^none; columns as in /, 'keine; Spalten wie in '],
      [/house coordinates NRW \(gebref\), version/, 'Hauskoordinaten NRW (gebref), Version'],
      [/AdV house coordinates with postal columns$/, 'AdV-Hauskoordinaten mit Spalten der Post'],
    ],
  },
  Layer: { name: 'Ebene' },
  'Line ends': { name: 'Zeilenenden', words: [[/^mixed$/, 'gemischt']] },
  Sheet: { name: 'Tabellenblatt' },
  Table: {
    name: 'Tabelle',
    words: [
      [/^households by municipality, /, 'Haushalte nach Gemeinden, '],
      [/one column per technology and speed$/, 'eine Spalte je Technologie und Geschwindigkeit'],
      [/short column names of before 2020$/, 'kurze Spaltennamen aus der Zeit vor 2020'],
      [/^mobile networks by district and kind of land, /, 'Mobilfunk nach Kreisen und Flächenarten, '],
      [/one row per figure$/, 'eine Zeile je Wert'],
      [/^firms in business parks by municipality$/, 'Firmen in Gewerbegebieten nach Gemeinden'],
    ],
  },
  Workbook: { name: 'Arbeitsmappe' },
};

export const factIn = (language: Language, fact: string): string =>
  language === 'de' ? (GERMAN[fact]?.name ?? fact) : fact;

export function detectedIn(language: Language, fact: string, value: string): string {
  const words = language === 'de' ? (GERMAN[fact]?.words ?? []) : [];
  return words.reduce((text, [pattern, german]) => text.replace(pattern, german), value);
}
