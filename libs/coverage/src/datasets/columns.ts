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
export const provider: Column = { type: 'text', description: { de: 'Anbieter', en: 'Provider' } };
export const addressId: Column = {
  type: 'text',
  description: {
    de: 'Amtliche Kennung der Adresse (Datensatz addresses)',
    en: 'Official identifier of the address (dataset addresses)',
  },
};
export const use: Column = {
  type: 'text',
  description: {
    de: 'Für wen das Angebot gilt: any (alle, oder die Quelle unterscheidet nicht), residential (Wohnen), commercial (Gewerbe)',
    en: 'Whom the offer is for: any (or the source does not tell them apart), residential or commercial',
  },
};
export const connectionLevel: Column = {
  type: 'text',
  description: {
    de: 'Ausbaustufe: passed (Leitung in der Straße), prepared (bis ans Gebäude), connected (im Gebäude), activated (in Betrieb); leer, wenn die Quelle nichts sagt',
    en: 'Connection level: passed (in the street), prepared (up to the building), connected (in the building) or activated (in use); empty where the source does not say',
  },
};
export const definition: Column = {
  type: 'text',
  description: {
    de: 'Was die Quelle unter der Ausbaustufe versteht: unstated (sagt sie nicht), bnetza_20m (Bundesnetzagentur, 20 Meter), operator (eigene Festlegung), city (von der Stadt festgestellt), fcc_bdc',
    en: 'What the source means by the level: unstated, bnetza_20m (Federal Network Agency, 20 metres), operator (its own rule), city (established by the city) or fcc_bdc',
  },
};
export const evidence: Column = {
  type: 'text',
  description: {
    de: 'Worauf die Angabe beruht, die beste zuerst: measurement (Messung), city (Stadt), operator (Betreiber), official_grid (amtliches Raster), resident_report (Meldung aus der Bevölkerung, zählt in keiner Zahl)',
    en: 'What the statement rests on, best first: measurement, city, operator, official_grid or resident_report (in no figure)',
  },
};
export const validTo: Column = {
  type: 'date',
  description: {
    de: 'Der erste Tag, an dem das nicht mehr gilt; leer, wenn kein Ende bekannt ist',
    en: 'The first day on which it no longer holds; empty where no end is known',
  },
};
