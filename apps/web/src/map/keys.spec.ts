import { en } from '../i18n/en.js';
import { DEFAULT_CHOICE } from './choice.js';
import { formatFor } from '../i18n/format.js';
import { de } from '../i18n/de.js';
import { NO_FILTER } from './filters.js';
import { partsOf } from './keys.js';
import { scaleAt, type Scale } from './scale.js';
import type { TimeView } from './time/view.js';
import { textsFor } from './time/words.js';

const english = { t: en, lang: 'en' as const, format: formatFor('en') };
const parts = (group: 'fixed' | 'rollout' | 'sensors' | 'mobile', time: TimeView, scale: Scale = 'addresses') =>
  partsOf(group, { choice: DEFAULT_CHOICE, time, scale, theme: 'light' }, english, textsFor('en'));
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
    expect(parts('fixed', { day: null, swipe: 'HFC' })).toHaveLength(1);
    expect(
      parts('mobile', { day: null, swipe: 'G4' }).map(({ heading, keys }) => [
        heading,
        ...keys.map(({ text }) => text),
      ]),
    ).toEqual([
      ['Left: 5G', '5G'],
      ['Right: 4G (LTE)', '4G (LTE)'],
    ]);
    expect(parts('fixed', { day: null, swipe: '2020-12-31' })).toHaveLength(1);
  });

  it('explains what is drawn at that zoom: from afar the share of areas, then of streets, from near each address', () => {
    const today: TimeView = { day: null, swipe: null };
    const shapes = (scale: Scale) => new Set(parts('fixed', today, scale)[0]!.keys.map(({ swatch }) => swatch.shape));
    expect([shapes('areas'), shapes('streets'), shapes('addresses')]).toEqual([
      new Set(['area']),
      new Set(['line']),
      new Set(['symbol']),
    ]);
    const [streets] = parts('fixed', today, 'streets');
    expect(streets!.heading).toBe('Addresses with fibre, share by street');
    expect(streets!.keys.map(({ text }) => text)).toEqual([
      '0–20%',
      '20–40%',
      '40–60%',
      '60–80%',
      '80–100%',
      'Not known',
    ]);
    expect(parts('fixed', { day: null, swipe: 'technology' }, 'areas')[0]!.heading).toBe(
      'Left: Addresses with fibre, share by area. Right: Addresses with 1 Gbit/s, share by area',
    );
  });

  it('says of which addresses the share is, where a filter is set, and nothing of a share that is not drawn', () => {
    const filter = { ...NO_FILTER, provider: 'Netz', speed: 250 as const };
    const choice = { ...DEFAULT_CHOICE, filter };
    const today: TimeView = { day: null, swipe: null };
    const shown = { choice, time: today, scale: 'streets' as const, theme: 'light' as const };
    const [streets] = partsOf('fixed', shown, english, textsFor('en'));
    expect(streets!.heading).toBe('Share of addresses with: Speed from 250\u00a0Mbit/s; Provider Netz, by street');
    expect(streets!.keys).toEqual(parts('fixed', today, 'streets')[0]!.keys);
    const german = { t: de, lang: 'de' as const, format: formatFor('de') };
    const unknown = { ...choice, filter: { ...NO_FILTER, level: 'unknown' as const } };
    expect(
      partsOf('fixed', { ...shown, choice: unknown, scale: 'areas' }, german, textsFor('de')).map(
        ({ heading }) => heading,
      ),
    ).toEqual(['Anteil der Adressen mit: Stand der Glasfaser Nicht bekannt, je Gebiet']);
    expect([8, 11, 12.9, 13].map((zoom) => scaleAt(zoom, { choice, day: null }))).toEqual([
      'areas',
      'streets',
      'streets',
      'addresses',
    ]);
    expect(scaleAt(11, { choice, day: '2024-06-30' })).toBe('addresses');
    const compared = partsOf(
      'fixed',
      { ...shown, choice: DEFAULT_CHOICE, time: { day: null, swipe: 'HFC' } },
      english,
      textsFor('en'),
    );
    expect(compared[0]!.heading).toBe(
      `Left: Addresses with fibre, share by street. Right: Share of addresses with: Best technology ${en.technology.HFC}, by street`,
    );
  });
});
