// Columns that several datasets of this lib have.
import type { Column } from '@stadtlage/datasets';

export const id: Column = { type: 'text', description: { de: 'Kennung der Zeile', en: 'Identifier of the row' } };
export const number: Column = {
  type: 'integer',
  description: { de: 'Laufende Nummer, kann sich mit jedem Import ändern', en: 'Number, may change with every import' },
};
export const address: Column = { type: 'text', description: { de: 'Anschrift', en: 'Postal address' } };
export const validFrom: Column = {
  type: 'date',
  description: { de: 'Seit wann das laut Quelle gilt', en: 'Since when this holds, according to the source' },
};
export const source: Column = {
  type: 'text',
  description: { de: 'Wer das angibt', en: 'Who says so' },
};
export const technology: Column = {
  type: 'text',
  description: {
    de: 'Technik: ftth und fttb (Glasfaser bis in Wohnung oder Gebäude), fttc (VDSL), hfc (Fernsehkabel), dsl, fixed_wireless (Funk), satellite, other',
    en: 'Technology: ftth and fttb (fibre to the home or building), fttc (VDSL), hfc (television cable), dsl, fixed_wireless, satellite or other',
  },
};
export const count = (de: string, en: string): Column => ({ type: 'integer', unit: '1', description: { de, en } });
export const mbit = (de: string, en: string): Column => ({ type: 'number', unit: 'Mbit/s', description: { de, en } });
