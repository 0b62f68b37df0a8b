import type { Language } from '../app/location.js';

/** Apart from the other texts, as they are needed only with the map. */
const de = {
  colouring: 'Einfärben nach',
  status: 'Stand der Glasfaser',
  technology: 'Beste Technik',
  sharedBy: { status: 'Adressen mit Glasfaser', technology: 'Adressen mit 1 Gbit/s' },
  per: { streets: 'Anteil je Straße', areas: 'Anteil je Gebiet' },
  shareWith: 'Anteil der Adressen mit:',
  each: { streets: 'je Straße', areas: 'je Gebiet' },
  nearer: 'Von nahem zeigt die Karte jede Adresse.',
  allOperators: 'Alle Betreiber',
  chosenOperator: 'Gewählter Betreiber',
  generation: 'Mobilfunkgeneration',
  allGenerations: 'Alle Generationen',
  sensorsHint: 'Die Werte erneuern sich von selbst.',
};

const en: typeof de = {
  colouring: 'Colour by',
  status: 'Fibre status',
  technology: 'Best technology',
  sharedBy: { status: 'Addresses with fibre', technology: 'Addresses with 1 Gbit/s' },
  per: { streets: 'share by street', areas: 'share by area' },
  shareWith: 'Share of addresses with:',
  each: { streets: 'by street', areas: 'by area' },
  nearer: 'From near the map shows each address.',
  allOperators: 'All operators',
  chosenOperator: 'Chosen operator',
  generation: 'Mobile generation',
  allGenerations: 'All generations',
  sensorsHint: 'Values refresh by themselves.',
};

export const LEGEND_WORDS: Record<Language, typeof de> = { de, en };
