import { heightOf, LEVELS, settle, step } from './sheet.js';

describe('The bottom sheet', () => {
  it('has three heights, and leaves some of the map at each', () => {
    const heights = LEVELS.map((level) => heightOf(level, 520));
    expect(heights).toEqual([92, 330, 454]);
  });

  it('never stands higher than its room, however small that is', () => {
    for (const level of LEVELS) expect(heightOf(level, 120)).toBe(92);
  });

  it('rests at the nearest height when it is let go slowly', () => {
    expect([100, 250, 400].map((height) => settle(height, 520, 'half', 0))).toEqual(['peek', 'half', 'full']);
  });

  it('goes one height on when it is flicked', () => {
    expect([settle(260, 520, 'half', 1), settle(260, 520, 'half', -1)]).toEqual(['full', 'peek']);
    expect(settle(454, 520, 'full', 2)).toBe('full');
  });

  it('goes by its buttons to the ends and no further', () => {
    expect([step('peek', 1), step('full', 1), step('peek', -1)]).toEqual(['half', 'full', 'peek']);
  });
});
