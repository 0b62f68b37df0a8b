import { ageText, durationText, isOvertaken, silentSince } from './ages.js';

describe('How old a value is', () => {
  it('is said in the largest unit of which there are two', () => {
    const minutes = (count: number) => count * 60_000;
    expect([0.5, 3, 90, 180, 47 * 60, 49 * 60].map((count) => ageText(minutes(count), 'de'))).toEqual([
      'vor 30 Sekunden',
      'vor 3 Minuten',
      'vor 90 Minuten',
      'vor 3 Stunden',
      'vor 47 Stunden',
      'vor 2 Tagen',
    ]);
    expect(ageText(minutes(-2), 'en')).toBe('0 seconds ago');
    expect(ageText(minutes(180), 'de', 'short')).toBe('vor 3 Std.');
    expect([60, 600, 86_400].map((seconds) => durationText(seconds, 'de'))).toEqual([
      '60 Sekunden',
      '10 Minuten',
      '24 Stunden',
    ]);
  });
});

describe('Silence', () => {
  const time = '2026-03-29T00:00:00Z';
  const after = (seconds: number) => Date.parse(time) + seconds * 1000;
  const stream = { latest: { phenomenonTime: time }, expectedInterval: 60, silentSince: null };

  it('is more than two and a half intervals, by the clock of a page that stays open', () => {
    expect(silentSince(stream, after(149))).toBeUndefined();
    expect(silentSince(stream, after(151))).toBe(time);
  });

  it('is another thing than a newer value being due, which a halted page says after one interval', () => {
    expect(isOvertaken(stream, after(59))).toBe(false);
    expect(isOvertaken(stream, after(61))).toBe(true);
    expect(isOvertaken({ ...stream, expectedInterval: null }, after(1))).toBe(true);
    expect(isOvertaken({ ...stream, latest: null }, after(61))).toBe(false);
  });

  it('is what the server says where no interval is known, and none before the first value', () => {
    const unknown = { ...stream, expectedInterval: null };
    expect(silentSince(unknown, after(1e6))).toBeUndefined();
    expect(silentSince({ ...unknown, silentSince: time }, after(1e6))).toBe(time);
    expect(silentSince({ ...stream, latest: null }, after(1e6))).toBeUndefined();
  });
});
