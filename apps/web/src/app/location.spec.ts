import { DEFAULT_CHOICE } from '../map/choice.js';
import { NO_FILTER } from '../map/filters.js';
import { NOW } from '../map/time/view.js';
import { keepingParts, searchOf, viewOf, type View } from './location.js';

const PLAIN: View = {
  lang: 'de',
  selection: null,
  station: null,
  choice: DEFAULT_CHOICE,
  time: NOW,
  line: 50,
  list: null,
  position: null,
  embed: false,
};

describe('The address of the page', () => {
  it('opens the card it names, in the language it names', () => {
    expect(viewOf('?address=DENW1234&lang=en')).toMatchObject({
      lang: 'en',
      selection: { kind: 'address', id: 'DENW1234' },
    });
    expect(viewOf('?sensor=a/b&lang=de').selection).toEqual({ kind: 'sensor', id: 'a/b' });
  });

  it('speaks the first language of the browser that the page speaks, else German', () => {
    expect(viewOf('', ['fr-FR', 'en-GB', 'de']).lang).toBe('en');
    expect(viewOf('?lang=xx', ['tr']).lang).toBe('de');
  });

  it('opens the list it names, and none that there is not', () => {
    expect(viewOf('?list=rollout').list).toBe('rollout');
    expect(viewOf('?list=nowhere').list).toBeNull();
  });

  it('brings back every view it was made from', () => {
    const views: View[] = [
      PLAIN,
      { ...PLAIN, list: 'sensors' },
      {
        ...PLAIN,
        lang: 'en',
        selection: { kind: 'project', id: 'Ä & ?' },
        choice: { groups: [], colouring: 'technology', operator: '3', mobile: 'G5_SA', filter: NO_FILTER },
        embed: true,
      },
      {
        ...PLAIN,
        selection: { kind: 'address', id: '1' },
        choice: {
          groups: ['mobile', 'network', 'city'],
          colouring: 'status',
          operator: null,
          mobile: null,
          filter: { technology: 'HFC', speed: 250, provider: 'A, B & C', use: 'commercial', level: 'unknown' },
        },
        position: { zoom: 14.25, latitude: 51.7632, longitude: -7.9 },
      },
      {
        ...PLAIN,
        selection: { kind: 'sensor', id: 'a,b' },
        station: { range: 'week', until: '2026-03-29', property: 'pm25', compare: ['c&d', 'e'] },
        time: { day: '2024-06-30', swipe: 'today' },
        line: 30,
      },
    ];
    for (const view of views) expect(viewOf(searchOf(view))).toEqual(view);
  });

  it('is short for what everybody sees first', () => {
    expect(searchOf({ ...PLAIN, selection: { kind: 'address', id: '42' } })).toBe('?address=42&lang=de');
  });

  it('says where the line between two halves is, unless it is in the middle or there are none', () => {
    const swiped: View = { ...PLAIN, time: { day: null, swipe: 'today' } };
    expect(searchOf({ ...swiped, line: 30 })).toBe('?swipe=today&line=30&lang=de');
    expect([searchOf(swiped), searchOf({ ...PLAIN, line: 30 })].join()).not.toContain('line');
    expect(['0', '5', '95', '100', '-3', '1e9', 'x', ''].map((line) => viewOf(`?line=${line}`).line)).toEqual([
      5, 5, 95, 95, 50, 50, 50, 50,
    ]);
  });

  it('opens the page of a station only for a sensor, and forgives what it does not know', () => {
    expect(viewOf('?address=1&station=week').station).toBeNull();
    expect(
      viewOf('?sensor=a&station=decade&until=soon&compare=a&compare=b&compare=b&compare=c&compare=d').station,
    ).toEqual({
      range: 'day',
      until: null,
      property: null,
      compare: ['b', 'c'],
    });
  });

  it('forgives layers it does not know', () => {
    expect(viewOf('?layers=sensors,nonsense').choice.groups).toEqual(['sensors']);
    expect(viewOf('?mobile=6G').choice.mobile).toBe('G5');
  });

  it('says in plain where the map looks, and takes no place that is none', () => {
    const position = { zoom: 13, latitude: 51.763004, longitude: 7.891 };
    expect(searchOf({ ...PLAIN, position })).toBe('?lang=de&map=13/51.763/7.891');
    expect(
      ['13/51.7', '13/95/7', '13//7', 'x/51/7', '99/51/7', '1/2/3/4'].map((map) => viewOf(`?map=${map}`).position),
    ).toEqual(Array(6).fill(null));
  });

  it('keeps as the same object what did not change, so that a moved map keeps its style', () => {
    const before = viewOf('?address=1&layers=fixed&speed=100');
    const after = keepingParts(viewOf('?address=1&layers=fixed&speed=100&map=13/51.7/7.8'), before);
    expect(after.choice).toBe(before.choice);
    expect(after.selection).toBe(before.selection);
    expect(after.position).toEqual({ zoom: 13, latitude: 51.7, longitude: 7.8 });
  });
});
