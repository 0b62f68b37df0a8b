import type { Theme } from '../../map/palette.js';

export interface Line {
  light: string;
  dark: string;
  /** Lengths of dashes and spaces, so that nobody needs the colour. */
  dash: number[];
}

/** Blue, orange and grey stay apart for everybody; the station itself is blue. */
export const LINES: [Line, Line, Line] = [
  { light: '#0063b4', dark: '#6db8ff', dash: [] },
  { light: '#b84500', dark: '#ffa063', dash: [9, 5] },
  { light: '#4a4f63', dark: '#d7dbe8', dash: [2, 4] },
];

const BAND_ALPHA: Record<Theme, string> = { light: '2b', dark: '33' };
export const bandColour = (line: Line, theme: Theme) => `${line[theme]}${BAND_ALPHA[theme]}`;
