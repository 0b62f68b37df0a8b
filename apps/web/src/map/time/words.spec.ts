import { DEFAULT_CHOICE as choice } from '../choice.js';
import { sideTexts, textsFor } from './words.js';

const TODAY = '2026-11-29';
const german = textsFor('de');
const english = textsFor('en');

describe('A day on the map', () => {
  it('is told in words: as state, as promise, or as today', () => {
    expect(['2024-06-30', '2028-06-30', null, TODAY].map((day) => german.stateText(day, TODAY))).toEqual([
      'Stand am 30. Juni 2024',
      'Zugesagt bis 30. Juni 2028',
      'Heute, 29. November 2026',
      'Heute, 29. November 2026',
    ]);
    expect(['2024-06-30', '2028-06-30', null].map((day) => english.stateText(day, TODAY))).toEqual([
      'State on 30 June 2024',
      'Promised by 30 June 2028',
      'Today, 29 November 2026',
    ]);
  });

  it('stands at both halves, or the two colourings do', () => {
    expect(sideTexts({ day: '2020-06-30', swipe: '2021-03-31' }, choice, english)).toEqual({
      left: 'State on 30 Jun 2020',
      right: 'State on 31 Mar 2021',
    });
    expect(sideTexts({ day: '2020-06-30', swipe: 'today' }, choice, german)).toEqual({
      left: 'Stand am 30.06.2020',
      right: 'Heute',
    });
    expect(sideTexts({ day: null, swipe: 'technology' }, { ...choice, colouring: 'technology' }, german)).toEqual({
      left: 'Beste Technik',
      right: 'Stand der Glasfaser',
    });
    expect(sideTexts({ day: null, swipe: 'G4' }, choice, german)).toEqual({ left: '5G', right: '4G (LTE)' });
    expect(sideTexts({ day: null, swipe: 'G5' }, { ...choice, mobile: null }, english).left).toBe(
      'All mobile networks',
    );
    expect(sideTexts({ day: null, swipe: 'HFC' }, choice, german)).toEqual({
      left: 'Alle Techniken',
      right: 'Kabelnetz (HFC)',
    });
  });
});
