// Columns of the Breitbandatlas by 100 m cell: the GeoPackage of https://gigabitgrundbuch.bund.de/GIGA/DE/Downloads_Suche/start.html
// has down_fn_hh_ and one of alle, ftthb, ftth, fttb, fttc, hfc, sonst, and a speed; other names are those of earlier editions.

const TECHNOLOGIES: Record<string, string> = {
  alle: 'all',
  all: 'all',
  fn: 'wired',
  ftthb: 'fttb_ftth',
  ftth: 'ftth',
  fttb: 'fttb',
  fttc: 'fttc',
  dsl: 'dsl',
  hfc: 'hfc',
  catv: 'hfc',
  fwa: 'fixed_wireless',
  sonst: 'other',
};

export interface GridFigure {
  column: string;
  technology: string;
  use: 'residential' | 'commercial';
  minDownMbit: number;
}

/** Reads a column name such as `down_fn_hh_ftthb_1000`: fixed networks, households, fibre, at least 1000 Mbit/s. */
export function gridFigure(column: string): GridFigure | undefined {
  const [, of, name, speed] = /^down_fn_(hh|gew|unt)_([a-z]+)_(\d{1,5})$/i.exec(column) ?? [];
  const technology =
    name && Object.hasOwn(TECHNOLOGIES, name.toLowerCase()) ? TECHNOLOGIES[name.toLowerCase()] : undefined;
  if (!technology) return undefined;
  return {
    column,
    technology,
    use: of!.toLowerCase() === 'hh' ? 'residential' : 'commercial',
    minDownMbit: Number(speed),
  };
}
