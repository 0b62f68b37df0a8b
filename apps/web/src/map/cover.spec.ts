import { coveredByLegend } from './cover.js';

describe('The middle of the map', () => {
  it('is beside the open legend, also while that is still on its way', () => {
    expect(coveredByLegend(296, 1030, true)).toBe(308);
    expect(coveredByLegend(undefined, 1030, true)).toBe(308);
    // As narrow as the map is where the legend stands open by itself.
    expect(coveredByLegend(296, 536, true)).toBe(308);
  });

  it('is that of the whole map where the legend is folded, or opens over nearly all of it', () => {
    expect(coveredByLegend(0, 1030, true)).toBe(0);
    expect(coveredByLegend(undefined, 700, false)).toBe(0);
    expect(coveredByLegend(320, 360, false)).toBe(0);
  });
});
