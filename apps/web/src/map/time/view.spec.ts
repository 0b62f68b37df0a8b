import { addTime, timeOf, type TimeView } from './view.js';

const read = (search: string) => timeOf(new URLSearchParams(search));

describe('The day in the address of the page', () => {
  it('comes back as it was written, with what lies beside it', () => {
    const views: TimeView[] = [
      { day: null, swipe: null },
      { day: '2024-06-30', swipe: null },
      { day: '2024-06-30', swipe: 'today' },
      { day: null, swipe: 'technology' },
      { day: null, swipe: 'G5_SA' },
      { day: '2024-06-30', swipe: 'FTTC' },
      { day: '2027-03-31', swipe: '2028-12-31' },
    ];
    for (const view of views) {
      const query = new URLSearchParams();
      addTime(query, view);
      expect(timeOf(query)).toEqual(view);
    }
  });

  it('is today where it is no day', () => {
    expect(['', 'soon', '2024-6-1', '2024-02-31', '2024-13-01'].map((day) => read(`day=${day}`).day)).toEqual(
      Array(5).fill(null),
    );
    expect(read('swipe=yesterday').swipe).toBeNull();
  });
});
