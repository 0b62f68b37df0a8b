import type { Language } from './language.js';

/** Codes of the GraphQL schema in words. The web app says the same: "npm run generate" writes them for it, too. */
const de = {
  fibre: {
    ACTIVATED: 'Glasfaser ist angeschlossen und in Betrieb.',
    CONNECTED: 'Glasfaser liegt im Gebäude. Ein Vertrag genügt, um sie zu nutzen.',
    PREPARED: 'Der Glasfaseranschluss ist vorbereitet, aber noch nicht im Gebäude.',
    PASSED: 'Glasfaser liegt in der Straße. Das Gebäude ist noch nicht angeschlossen.',
    LEVEL_UNKNOWN:
      'Eine Quelle meldet hier Glasfaser. Ob das Gebäude schon angeschlossen ist, sagt keine: Fragen Sie den Anbieter.',
    UNDER_CONSTRUCTION: 'Hier wird gerade Glasfaser gebaut.',
    PLANNED: 'Hier ist Glasfaser geplant.',
    NONE: 'Die Quellen nennen hier bisher nur andere Techniken, keine Glasfaser.',
    UNKNOWN: 'Ob es hier Glasfaser gibt, ist nicht bekannt.',
  },
  technology: {
    FTTH: 'Glasfaser bis in die Wohnung (FTTH)',
    FTTB: 'Glasfaser bis ins Gebäude (FTTB)',
    FTTC: 'VDSL, Glasfaser bis zum Verteiler (FTTC)',
    HFC: 'Kabelnetz (HFC)',
    DSL: 'DSL über Kupfer',
    FIXED_WIRELESS: 'Funk am festen Ort',
    SATELLITE: 'Satellit',
    OTHER: 'Andere Technik',
  },
  level: {
    PASSED: 'liegt in der Straße',
    PREPARED: 'bis ans Gebäude vorbereitet',
    CONNECTED: 'im Gebäude',
    ACTIVATED: 'in Betrieb',
  },
  use: { ANY: 'alle', RESIDENTIAL: 'Wohnungen', COMMERCIAL: 'Gewerbe' },
  evidenceClass: {
    MEASUREMENT: 'gemessen',
    CITY: 'von der Stadt festgestellt',
    OPERATOR: 'Angabe des Betreibers',
    OFFICIAL_GRID: 'amtliche Statistik je Rasterzelle, nicht je Haus',
    RESIDENT_REPORT: 'Meldung aus der Bevölkerung, von der Stadt nicht selbst festgestellt',
  },
  generation: { G2: '2G (GSM)', G4: '4G (LTE)', G5: '5G', G5_SA: '5G Standalone' },
  rolloutStatus: {
    ANNOUNCED: 'Angekündigt',
    DEMAND_AGGREGATION: 'Vorverträge werden gesammelt',
    REJECTED: 'Nicht zustande gekommen',
    FUNDING_APPLICATION: 'Förderung beantragt',
    TENDERED: 'Ausgeschrieben',
    PLANNED: 'Geplant',
    UNDER_CONSTRUCTION: 'Im Bau',
    PASSED: 'Glasfaser liegt in der Straße',
    PREPARED: 'Anschlüsse vorbereitet',
    CONNECTED: 'Gebäude angeschlossen',
    ACTIVATED: 'In Betrieb',
    PAUSED: 'Unterbrochen',
    DECOMMISSIONED: 'Stillgelegt',
  },
  outcome: {
    REACHED: 'Das Ziel ist erreicht.',
    MISSED: 'Das Ziel wurde nicht erreicht.',
    WITHDRAWN: 'Das Unternehmen hat vorher aufgegeben.',
  },
};

const en: typeof de = {
  fibre: {
    ACTIVATED: 'Fibre is connected and in use.',
    CONNECTED: 'Fibre ends in the building. A contract is all it takes to use it.',
    PREPARED: 'The fibre connection is prepared, but not in the building yet.',
    PASSED: 'Fibre lies in the street. The building is not connected yet.',
    LEVEL_UNKNOWN:
      'A source reports fibre here. None says whether the building is connected already: ask the provider.',
    UNDER_CONSTRUCTION: 'Fibre is being built here.',
    PLANNED: 'Fibre is planned here.',
    NONE: 'So far sources name other technologies only, and no fibre.',
    UNKNOWN: 'Whether there is fibre here is not known.',
  },
  technology: {
    FTTH: 'Fibre to the home (FTTH)',
    FTTB: 'Fibre to the building (FTTB)',
    FTTC: 'VDSL, fibre to the cabinet (FTTC)',
    HFC: 'Cable network (HFC)',
    DSL: 'DSL over copper',
    FIXED_WIRELESS: 'Fixed wireless',
    SATELLITE: 'Satellite',
    OTHER: 'Other technology',
  },
  level: {
    PASSED: 'in the street',
    PREPARED: 'laid up to the building',
    CONNECTED: 'in the building',
    ACTIVATED: 'in use',
  },
  use: { ANY: 'everybody', RESIDENTIAL: 'homes', COMMERCIAL: 'firms' },
  evidenceClass: {
    MEASUREMENT: 'measured',
    CITY: 'established by the city',
    OPERATOR: 'said by the operator',
    OFFICIAL_GRID: 'official statistics by grid cell, not by building',
    RESIDENT_REPORT: 'reported by a resident, not established by the city',
  },
  generation: { G2: '2G (GSM)', G4: '4G (LTE)', G5: '5G', G5_SA: '5G standalone' },
  rolloutStatus: {
    ANNOUNCED: 'Announced',
    DEMAND_AGGREGATION: 'Pre-orders are being collected',
    REJECTED: 'Did not come about',
    FUNDING_APPLICATION: 'Funding applied for',
    TENDERED: 'Tendered',
    PLANNED: 'Planned',
    UNDER_CONSTRUCTION: 'Under construction',
    PASSED: 'Fibre lies in the street',
    PREPARED: 'Connections prepared',
    CONNECTED: 'Buildings connected',
    ACTIVATED: 'In use',
    PAUSED: 'Paused',
    DECOMMISSIONED: 'Switched off',
  },
  outcome: {
    REACHED: 'The target has been reached.',
    MISSED: 'The target was not reached.',
    WITHDRAWN: 'The company gave up before.',
  },
};

export const CODE_WORDS: Record<Language, typeof de> = { de, en };
