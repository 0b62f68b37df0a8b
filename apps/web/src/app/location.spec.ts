import { DEFAULT_CHOICE } from '../map/choice.js';
import { searchOf, viewOf, type View } from './location.js';

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

  it('brings back every view it was made from', () => {
    const views: View[] = [
      { lang: 'de', selection: null, choice: DEFAULT_CHOICE },
      {
        lang: 'en',
        selection: { kind: 'project', id: 'Ä & ?' },
        choice: { groups: [], colouring: 'technology', operator: '3', mobile: 'G5_SA' },
      },
      {
        lang: 'de',
        selection: { kind: 'address', id: '1' },
        choice: { groups: ['mobile', 'network'], colouring: 'status', operator: null, mobile: null },
      },
    ];
    for (const view of views) expect(viewOf(searchOf(view))).toEqual(view);
  });

  it('is short for what everybody sees first', () => {
    expect(searchOf({ lang: 'de', selection: { kind: 'address', id: '42' }, choice: DEFAULT_CHOICE })).toBe(
      '?address=42&lang=de',
    );
  });

  it('forgives layers it does not know', () => {
    expect(viewOf('?layers=sensors,nonsense').choice.groups).toEqual(['sensors']);
    expect(viewOf('?mobile=6G').choice.mobile).toBe('G5');
  });
});
