import { DEFAULT_CHOICE } from './choice.js';
import { FIBRE, PROMISED, TECHNOLOGY } from './layers/fixed-marks.js';
import { MOBILE, mobile } from './layers/mobile.js';
import { NETWORK_MARKS } from './layers/network.js';
import { PHASE_MARKS } from './layers/rollout.js';
import { NO_SHARE, SHARES } from './layers/share.js';
import { SENSOR_COLOUR } from './layers/sensors.js';
import { BASE, type Theme } from './palette.js';

/** Relative luminance and contrast as WCAG 2.2 defines them: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

/** What is seen of a colour that lets the ground through. */
function blended(colour: string, ground: string, opacity: number): string {
  const parts = [1, 3, 5].map((i) => {
    const [over = 0, under = 0] = [colour, ground].map((hex) => parseInt(hex.slice(i, i + 2), 16));
    return Math.round(over * opacity + under * (1 - opacity));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

type Rgb = [number, number, number];
const linear = (hex: string) =>
  [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Rgb;
/** What is seen without one of the three kinds of cones: Machado, Oliveira and Fernandes 2009, severity 1, of linear sRGB. */
const SIGHT: Record<string, Rgb[]> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const times = (matrix: Rgb[], [x, y, z]: Rgb) => matrix.map(([a, b, c]) => a * x + b * y + c * z) as Rgb;
/** Lightness and two hues in which equal distances look alike: https://bottosson.github.io/posts/oklab */
function oklab(rgb: Rgb): Rgb {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((c) => Math.min(1, Math.max(0, c))) as Rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt) as Rgb,
  );
}
/** In hundredths of the way from black to white. */
function difference(a: string, b: string, sight: Rgb[]): number {
  const [p, q] = [a, b].map((hex) => oklab(times(sight, linear(hex))));
  return 100 * Math.hypot(...p!.map((value, i) => value - q![i]!));
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

  it.each([null, '7'])(
    'let the edge of each mobile network stand out by 3 to 1, as far as it is opaque: operator %s',
    (operator) => {
      const choice = { ...DEFAULT_CHOICE, operator, mobile: null };
      const edges = mobile
        .layers({ theme, choice, selection: null, base, day: null, future: false })
        .flatMap((layer) => (layer.type === 'line' ? [layer.paint] : []));
      expect(edges).toHaveLength(4);
      for (const edge of edges) {
        const seen = blended(edge!['line-color'] as string, base.land, edge!['line-opacity'] as number);
        expect(contrast(seen, base.land)).toBeGreaterThanOrEqual(3);
      }
    },
  );

  const shares = SHARES.map((mark) => mark[theme]);

  it('let each share stand out by 3 to 1 from land, green and all kinds of roads, on which its lines lie', () => {
    const grounds = ['land', 'farmland', 'park', 'forest', 'industrial', 'road', 'arterial'] as const;
    for (const colour of shares)
      for (const ground of grounds)
        expect({ colour, ground, stands: contrast(colour, base[ground]) >= 3 }).toEqual({
          colour,
          ground,
          stands: true,
        });
    expect(contrast(NO_SHARE[theme], base.land)).toBeGreaterThanOrEqual(3);
    expect(contrast(NO_SHARE[theme], base.road)).toBeGreaterThanOrEqual(3);
  });

  it('go one way from the least share to the greatest: darker by day, brighter by night', () => {
    const steps = shares.map(luminance);
    for (const [i, step] of steps.slice(1).entries()) {
      const [more = 0, less = 0] = theme === 'light' ? [steps[i], step] : [step, steps[i]];
      expect((more + 0.05) / (less + 0.05)).toBeGreaterThan(1.2);
    }
  });

  it.each(Object.entries(SIGHT))('keep any two shares apart for eyes with %s', (_name, sight) => {
    const all = [...shares, NO_SHARE[theme]];
    const apart = all.flatMap((a, i) => all.slice(i + 1).map((b) => difference(a, b, sight)));
    expect(Math.min(...apart)).toBeGreaterThan(5);
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
    expect(new Set([...SHARES, NO_SHARE].map((mark) => mark.pattern)).size).toBe(6);
    expect(new Set([...SHARES, NO_SHARE].map((mark) => `${mark.width} ${String(mark.dash)}`)).size).toBe(6);
    // Wide enough a difference to be told from the next.
    for (const [i, { width }] of SHARES.slice(1).entries()) expect(width / SHARES[i]!.width).toBeGreaterThan(1.25);
  });
});
