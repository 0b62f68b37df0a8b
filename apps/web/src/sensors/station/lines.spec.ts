import { LINES } from './lines.js';

/** KERN's grounds. */
const GROUND = { light: '#ffffff', dark: '#000000' };

const linear = (hex: string) =>
  [1, 3, 5].map((i) => {
    const channel = parseInt(hex.slice(i, i + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
const luminance = ([r, g, b]: [number, number, number]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [dim, bright] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
};

/** How people without the cones for red or for green see a colour: Viénot, Brettel and Mollon 1999. */
const SEEN = {
  protanopia: ([r, g, b]: [number, number, number]) => [
    0.1124 * r + 0.8876 * g,
    0.1124 * r + 0.8876 * g,
    0.004 * r - 0.004 * g + b,
  ],
  deuteranopia: ([r, g, b]: [number, number, number]) => [
    0.2928 * r + 0.7072 * g,
    0.2928 * r + 0.7072 * g,
    -0.0223 * r + 0.0223 * g + b,
  ],
};

describe.each(['light', 'dark'] as const)('The lines of a chart, %s', (theme) => {
  it('stand out from the ground by 3 to 1', () => {
    for (const line of LINES) expect(contrast(line[theme], GROUND[theme])).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(SEEN))('stay apart with %s', (_name, seen) => {
    const colours = LINES.map((line) => seen(linear(line[theme])).map((channel) => Math.max(0, channel) ** (1 / 2.2)));
    const apart = (a: number, b: number) => Math.hypot(...colours[a]!.map((channel, i) => channel - colours[b]![i]!));
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect(apart(a, b)).toBeGreaterThan(0.2);
  });
});

describe('The lines of a chart', () => {
  it('differ by their dashes, too', () => {
    expect(new Set(LINES.map(({ dash }) => dash.join())).size).toBe(LINES.length);
  });
});
