import { en } from '../i18n/en.js';
import { DEFAULT_CHOICE } from './choice.js';
import { partsOf } from './keys.js';
import type { TimeView } from './time/view.js';
import { textsFor } from './time/words.js';

const parts = (group: 'fixed' | 'rollout' | 'sensors', time: TimeView) =>
  partsOf(group, DEFAULT_CHOICE, time, 'light', en, textsFor('en'));
const lastKey = (group: 'fixed' | 'rollout' | 'sensors', time: TimeView) => parts(group, time)[0]!.keys.at(-1)!.text;

describe('The legend', () => {
  it('explains promises of fibre and of areas on a day to come, and on no other', () => {
    const future: TimeView = { day: '2999-12-31', swipe: null };
    expect([lastKey('fixed', future), lastKey('rollout', future), lastKey('sensors', future)]).toEqual([
      'Fibre promised, not built',
      'Rollout promised, not built',
      'Other',
    ]);
    expect(lastKey('fixed', { day: '2020-12-31', swipe: null })).toBe('Not known');
    expect(lastKey('fixed', { day: null, swipe: '2999-12-31' })).toBe('Fibre promised, not built');
  });

  it('has the keys of both halves where they are coloured in other ways', () => {
    expect(parts('fixed', { day: null, swipe: 'technology' }).map(({ heading }) => heading)).toEqual([
      'Left: Fibre status',
      'Right: Best technology',
    ]);
    expect(parts('rollout', { day: null, swipe: 'technology' })).toHaveLength(1);
    expect(parts('fixed', { day: null, swipe: '2020-12-31' })).toHaveLength(1);
  });
});
