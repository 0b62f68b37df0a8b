import type { Language } from './words.js';

/** Words of figures that hold for a 100 m cell and for none of its addresses. */
const de = {
  title: 'Zahlen der Rasterzelle',
  hint: (cell: string) =>
    `Diese Zahlen gelten für die ganze Rasterzelle ${cell} (100 mal 100 Meter), in der die Adresse liegt. Was an dieser Adresse gilt, sagen sie nicht; keine andere Angabe auf dieser Seite ist aus ihnen gebildet.`,
  none: 'Nicht bekannt: Keine Quelle nennt Zahlen der Rasterzelle (100 mal 100 Meter), in der die Adresse liegt.',
  caption: 'Anteil in der Zelle, der mindestens diese Geschwindigkeit bekommt',
  everyone: 'alle Anbieter zusammen',
  atLeast: (speed: string) => `ab ${speed}`,
  noSpeed: 'ohne Angabe der Geschwindigkeit',
  served: 'versorgt, Anteil nicht genannt',
  /** Those that offers have, too, are in the words of the page. */
  technology: {
    ALL: 'alle Techniken',
    WIRED: 'alle Leitungen (ohne Funk und Satellit)',
    FTTB_FTTH: 'Glasfaser bis ins Gebäude oder in die Wohnung',
    DSL: 'DSL',
  },
  use: { ANY: 'alle', RESIDENTIAL: 'Haushalte', COMMERCIAL: 'Unternehmen' },
};

const en: typeof de = {
  title: 'Figures of the grid cell',
  hint: (cell) =>
    `These figures hold for the whole grid cell ${cell} (100 by 100 metres) in which the address lies. They do not say what holds at this address; nothing else on this page is made of them.`,
  none: 'Not known: no source gives figures of the grid cell (100 by 100 metres) in which the address lies.',
  caption: 'Share of the cell that gets at least this speed',
  everyone: 'all providers together',
  atLeast: (speed) => `from ${speed}`,
  noSpeed: 'no speed said',
  served: 'served, share not said',
  technology: {
    ALL: 'all technologies',
    WIRED: 'all lines (without radio and satellite)',
    FTTB_FTTH: 'fibre into the building or the home',
    DSL: 'DSL',
  },
  use: { ANY: 'all', RESIDENTIAL: 'households', COMMERCIAL: 'businesses' },
};

export const CELL_WORDS: Record<Language, typeof de> = { de, en };
