import { summed } from './visit.js';

const event = (id: number, ms: number, name = 'pointerup') => ({
  id,
  ms,
  waitedMs: 0,
  workedMs: ms,
  event: name,
  target: 'button',
});

describe('Interaction to next paint', () => {
  it('is the longest event of the longest interaction', () => {
    const { interactions, inpMs, longest } = summed([event(1, 40, 'pointerdown'), event(1, 96, 'click'), event(2, 64)]);
    expect({ interactions, inpMs }).toEqual({ interactions: 2, inpMs: 96 });
    expect(longest[0]).toMatchObject({ ms: 96, event: 'click' });
  });

  it('leaves out one of every fifty interactions, the longest ones', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => event(i, i));
    expect(summed(hundred)).toMatchObject({ interactions: 100, inpMs: 97 });
  });

  it('is nothing where nobody did anything', () => {
    expect(summed([])).toEqual({ interactions: 0, inpMs: 0, longest: [] });
  });
});
