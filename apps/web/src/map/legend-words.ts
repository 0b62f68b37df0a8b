import type { Language } from '../app/location.js';

/** Apart from the other texts, as they are needed only with the map. */
const de = {
  colouring: 'Einfärben nach',
  status: 'Stand der Glasfaser',
  technology: 'Beste Technik',
  fibreShare: 'Von weitem: Anteil der Adressen mit Glasfaser in der Straße',
  gigabitShare: 'Von weitem: Anteil der Adressen mit 1 Gbit/s',
  allOperators: 'Alle Betreiber',
  generation: 'Mobilfunkgeneration',
  allGenerations: 'Alle Generationen',
  sensorsHint: 'Die Werte erneuern sich von selbst.',
};

const en: typeof de = {
  colouring: 'Colour by',
  status: 'Fibre status',
  technology: 'Best technology',
  fibreShare: 'From afar: share of addresses with fibre in the street',
  gigabitShare: 'From afar: share of addresses with 1 Gbit/s',
  allOperators: 'All operators',
  generation: 'Mobile generation',
  allGenerations: 'All generations',
  sensorsHint: 'Values refresh by themselves.',
};

export const LEGEND_WORDS: Record<Language, typeof de> = { de, en };
