// What was detected about a file is noted in English; these are the names of it in German.
import type { Language } from './phrases.js';

const GERMAN: Record<string, string> = {
  Coordinates: 'Koordinaten',
  'Decimal sign': 'Dezimalzeichen',
  Delimiter: 'Trennzeichen',
  Encoding: 'Zeichenkodierung',
  'File in the archive': 'Datei im Archiv',
  Header: 'Kopfzeile',
  Layer: 'Ebene',
  'Line ends': 'Zeilenenden',
  Sheet: 'Tabellenblatt',
  Table: 'Tabelle',
  Workbook: 'Arbeitsmappe',
};

export const factIn = (language: Language, fact: string): string => (language === 'de' ? (GERMAN[fact] ?? fact) : fact);
