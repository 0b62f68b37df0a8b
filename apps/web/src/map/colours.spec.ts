import { FIBRE, PROMISED, TECHNOLOGY } from './layers/fixed.js';
import { MOBILE } from './layers/mobile.js';
import { NETWORK_MARKS } from './layers/network.js';
import { PHASE_MARKS } from './layers/rollout.js';
import { SENSOR_COLOUR } from './layers/sensors.js';
import { BASE, type Theme } from './palette.js';

/** Relative luminance and contrast as WCAG 2.2 defines them: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const THEMES: Theme[] = ['light', 'dark'];

describe.each(THEMES)('The colours of the %s map', (theme) => {
  const base = BASE[theme];

  it.each([
    ...Object.entries({ ...FIBRE, ...TECHNOLOGY, ...MOBILE, ...PHASE_MARKS, ...NETWORK_MARKS }).map(
      ([name, mark]) => [name, mark[theme]] as const,
    ),
    ['sensors', SENSOR_COLOUR[theme]] as const,
    ['promised', PROMISED[theme]] as const,
    ['selected', base.selected] as const,
  ])('stand out from the ground by 3 to 1: %s', (_name, colour) => {
    expect(contrast(colour, base.land)).toBeGreaterThanOrEqual(3);
  });

  it.each(['label', 'district', 'waterLabel'] as const)('make the %s text readable by 4.5 to 1', (role) => {
    expect(contrast(base[role], base.halo)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('The marks of a code list', () => {
  it.each([
    ['fibre', { ...FIBRE, PROMISED }],
    ['technology', TECHNOLOGY],
  ])('differ by shape too: %s', (_name, marks) => {
    const shapes = Object.values(marks).map((mark) => mark.symbol);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('differ by hatching and dash too', () => {
    expect(new Set(Object.values(MOBILE).map((mark) => mark.pattern)).size).toBe(4);
    expect(new Set(Object.values(PHASE_MARKS).map((mark) => String(mark.dash))).size).toBe(4);
    expect(new Set(Object.values(NETWORK_MARKS).map((mark) => String(mark.dash))).size).toBe(3);
  });
});
