/** Shapes in a 24 x 24 box. The same paths are drawn on the map and in the legend, so the two cannot differ. */
export const SYMBOLS = {
  ring: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16zM12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
  hollow: 'M12 5a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM12 6.8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4z',
  promised:
    'M13 3.5a8.5 8.5 0 0 1 6.6 4.5l-2.7 1.4a5.5 5.5 0 0 0-4-2.8zM20.5 12.5a8.5 8.5 0 0 1-4 6.7l-1.6-2.5a5.5 5.5 0 0 0 2.6-4.3zM14 20.2a8.5 8.5 0 0 1-7.8-1.6l1.9-2.3a5.5 5.5 0 0 0 5.1 1zM4.4 16a8.5 8.5 0 0 1-.3-8l2.7 1.3a5.5 5.5 0 0 0 .2 5.2zM5.8 5.8a8.5 8.5 0 0 1 4.7-2.2l.4 3a5.5 5.5 0 0 0-3.1 1.4z',
  half: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16zM12 6.5v11a5.5 5.5 0 0 0 0-11z',
  circle: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16z',
  checked: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18zM7 12.3l3.6 3.7l6.6-7l-1.7-1.5l-5 5.3l-2-2.1z',
  cross: 'M6.2 4l5.8 5.7l5.8-5.7l2.2 2.2l-5.7 5.8l5.7 5.8l-2.2 2.2l-5.8-5.7l-5.8 5.7l-2.2-2.2l5.7-5.8l-5.7-5.8z',
  triangle: 'M12 3.5l9 16h-18z',
  caret: 'M12 20.5l-9-16h18z',
  square: 'M4.5 4.5h15v15h-15z',
  diamond: 'M12 2.5l9.5 9.5l-9.5 9.5l-9.5-9.5z',
  star: 'M12 2.5l2.9 6.3l6.9.8l-5.1 4.7l1.4 6.8l-6.1-3.4l-6.1 3.4l1.4-6.8l-5.1-4.7l6.9-.8z',
  hexagon: 'M7 3.5h10l5 8.5l-5 8.5h-10l-5-8.5z',
  place: 'M12 2.5l10 6v2.5h-20v-2.5zM4 12h3v7h-3zM10.5 12h3v7h-3zM17 12h3v7h-3zM2.5 20h19v2h-19z',
  weather: 'M10 3a2.5 2.5 0 0 1 5 0v9.5a5 5 0 1 1-5 0zM12 8v6.3a2 2 0 1 0 1 0v-6.3z',
  air_quality:
    'M3 8h10a2 2 0 1 0-2-2.4l-2-.4a4 4 0 1 1 4 4.8h-10zM3 12h15a3.5 3.5 0 1 1-3.4 4.4l2-.5a1.5 1.5 0 1 0 1.4-1.9h-15zM3 16h8a3 3 0 1 1-2.9 3.7l1.9-.5a1 1 0 1 0 1-1.2h-8z',
  noise:
    'M3 9h4l5-5v16l-5-5h-4zM14.5 8a5 5 0 0 1 0 8l-1-1.5a3 3 0 0 0 0-5zM17 5a9 9 0 0 1 0 14l-1.1-1.6a7 7 0 0 0 0-10.8z',
  parking: 'M6 3h7a6 6 0 0 1 0 12h-3.5v6h-3.5zM9.5 6.3v5.4h3.3a2.7 2.7 0 0 0 0-5.4z',
  river_level:
    'M3 10q2.3-3 4.5 0t4.5 0t4.5 0t4.5 0v2.6q-2.3 3-4.5 0t-4.5 0t-4.5 0t-4.5 0zM3 16.5q2.3-3 4.5 0t4.5 0t4.5 0t4.5 0v2.6q-2.3 3-4.5 0t-4.5 0t-4.5 0t-4.5 0zM11 1.5h2v6h-2z',
  traffic:
    'M5 11l2-6h10l2 6l1.5 1.5v7h-3v-2h-11v2h-3v-7zM8.3 7l-1.3 4h10l-1.3-4zM7.5 13.5a1.3 1.3 0 1 0 .1 0zM16.5 13.5a1.3 1.3 0 1 0 .1 0z',
  other: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z',
} as const;

export type SymbolName = keyof typeof SYMBOLS;

/** Hatchings for areas: lines in a tile of 16 x 16, so that areas differ without colour too. */
export const PATTERNS = {
  dots: 'M3 3h2v2h-2zM11 11h2v2h-2z',
  rising: 'M0 16l16-16M-4 4l8-8M12 20l8-8',
  falling: 'M0 0l16 16M-4 12l8 8M12-4l8 8',
  crossed: 'M0 16l16-16M0 0l16 16',
  dotted: 'M3 3h2v2h-2zM11 3h2v2h-2zM3 11h2v2h-2zM11 11h2v2h-2z',
  close: 'M-4 4l8-8M0 8l8-8M0 16l16-16M8 16l8-8M12 20l8-8',
  netted: 'M-4 4l8-8M0 8l8-8M0 16l16-16M8 16l8-8M12 20l8-8M12-4l8 8M8 0l8 8M0 0l16 16M0 8l8 8M-4 12l8 8',
  solid: 'M0 0h16v16h-16z',
} as const;
/** Those whose paths are filled; of the others the lines are drawn. */
export const FILLED: readonly string[] = ['dots', 'dotted', 'solid'] satisfies PatternName[];

export type PatternName = keyof typeof PATTERNS;

/** The map asks for its images by name; everything needed to draw one is in the name. */
export type MapImage =
  | { kind: 'symbol'; symbol: SymbolName; fill: string; edge: string }
  | { kind: 'pattern'; pattern: PatternName; fill: string }
  | { kind: 'pill'; fill: string; edge: string };

export const symbolImage = (symbol: SymbolName, fill: string, edge: string) => `symbol/${symbol}/${fill}/${edge}`;
export const patternImage = (pattern: PatternName, fill: string) => `pattern/${pattern}/${fill}`;
export const pillImage = (fill: string, edge: string) => `pill/${fill}/${edge}`;

/** Reads a name made by the three functions above; undefined for images that are not ours, such as a basemap's. */
export function parseImage(name: string): MapImage | undefined {
  const [kind, first = '', second = '', third = ''] = name.split('/');
  if (kind === 'symbol' && first in SYMBOLS) return { kind, symbol: first as SymbolName, fill: second, edge: third };
  if (kind === 'pattern' && first in PATTERNS) return { kind, pattern: first as PatternName, fill: second };
  if (kind === 'pill' && first) return { kind, fill: first, edge: second };
  return undefined;
}
