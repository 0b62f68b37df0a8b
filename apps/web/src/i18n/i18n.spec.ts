import { SHARE_WORDS } from '../app/share-words.js';
import { LIST_WORDS } from '../lists/words.js';
import { LEGEND_WORDS } from '../map/legend-words.js';
import { FILTER_WORDS } from '../map/filter-words.js';
import { ZOOM_WORDS } from '../map/zoom-words.js';
import { promiseText } from '../rollout/promise.js';
import { ROLLOUT_WORDS } from '../rollout/words.js';
import { TIME_WORDS } from '../map/time/words.js';
import { STATION_WORDS } from '../sensors/station/words.js';
import { SENSOR_WORDS } from '../sensors/words.js';
import { de } from './de.js';
import { en } from './en.js';
import { FACILITY_WORDS } from './facilities.js';
import { formatFor, unitSign } from './format.js';

const german = formatFor('de', 'Europe/Berlin');
const english = formatFor('en', 'Europe/Berlin');

function emptyTexts(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return node.trim() === '' ? [path] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => emptyTexts(value, `${path}.${key}`));
}

describe('The dictionaries', () => {
  it('leave nothing unsaid', () => {
    expect(emptyTexts(de)).toEqual([]);
    expect(emptyTexts(en)).toEqual([]);
    expect(emptyTexts(STATION_WORDS)).toEqual([]);
    expect(emptyTexts(SENSOR_WORDS)).toEqual([]);
    expect(emptyTexts(ROLLOUT_WORDS)).toEqual([]);
    expect(emptyTexts(SHARE_WORDS)).toEqual([]);
    expect(emptyTexts(FILTER_WORDS)).toEqual([]);
    expect(emptyTexts(LEGEND_WORDS)).toEqual([]);
    expect(emptyTexts(LIST_WORDS)).toEqual([]);
    expect(emptyTexts(ZOOM_WORDS)).toEqual([]);
    expect(emptyTexts(TIME_WORDS)).toEqual([]);
    expect(emptyTexts(FACILITY_WORDS)).toEqual([]);
    expect(Object.keys(FACILITY_WORDS.en)).toEqual(Object.keys(FACILITY_WORDS.de));
  });

  it('count as people do', () => {
    expect([0, 1, 3].map(de.project.moves)).toEqual([
      'Der Termin wurde nie verschoben.',
      'Der Termin wurde einmal verschoben.',
      'Der Termin wurde 3-mal verschoben.',
    ]);
    expect([1, 2].map(en.search.results)).toEqual(['One suggestion', '2 suggestions']);
    const { city } = LIST_WORDS.de.counted;
    expect([0, 1, 1200].map((count) => city(german.number(count), count))).toEqual([
      '0 öffentliche Orte',
      '1 öffentlicher Ort',
      '1.200 öffentliche Orte',
    ]);
  });
});

describe('Numbers, dates and units', () => {
  it('are written as the language writes them', () => {
    expect(german.quantity(21.44, 'Cel')).toBe('21,4\u00a0°C');
    expect(english.quantity(21.44, 'Cel')).toBe('21.4\u00a0°C');
    expect(german.percent(61.4)).toBe('61,4\u00a0%');
    expect(english.percent(61.4)).toBe('61.4%');
    expect(german.number(12345)).toBe('12.345');
  });

  it('turn megabits into gigabits from 1000 on', () => {
    expect(german.speed(250)).toBe('250\u00a0Mbit/s');
    expect(german.speed(2500)).toBe('2,5\u00a0Gbit/s');
    expect(german.speed(1250)).toBe('1,25\u00a0Gbit/s');
    expect(german.speed(null)).toBeNull();
  });

  it('show the signs people know, and nothing for a plain count', () => {
    expect(['ug/m3', '/h', '1', 'V', '{vehicles}'].map(unitSign)).toEqual(['µg/m³', '/h', '', 'V', '']);
    expect(german.quantity(34, '1')).toBe('34');
    expect(unitSign(null)).toBe('');
  });

  it('tell the time of the place', () => {
    expect(german.time('2026-07-01T22:30:00Z')).toContain('2. Juli');
  });
});

describe('A promise', () => {
  it('is a window, a beginning, an end or nothing', () => {
    const text = (promisedFrom: string | null, promisedTo: string | null) =>
      promiseText({ promisedFrom, promisedTo }, de, german);
    expect(text('2026-03-01', '2026-06-30')).toBe('März 2026 bis Juni 2026');
    expect(text('2026-03-01', '2026-03-31')).toBe('März 2026');
    expect(text('2026-03-01', null)).toBe('ab März 2026');
    expect(text(null, '2026-06-30')).toBe('bis Juni 2026');
    expect(text(null, null)).toBe('kein Termin genannt');
  });
});
