import { parseWallClock } from './wall-clock.js';

const instant = (text: string, near = '2026-03-01T12:00:00Z', timeZone = 'Europe/Berlin') =>
  parseWallClock(text, timeZone, new Date(near))?.toISOString();

describe('a wall clock', () => {
  test.each([
    ['2026-03-01T12:00:00', '2026-03-01T11:00:00.000Z'],
    ['2026-07-01T12:00:00', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01 12:00', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T12:00:00.25', '2026-07-01T10:00:00.250Z'],
    ['2026-01-01T00:00:00', '2025-12-31T23:00:00.000Z'],
    ['2024-02-29T23:59:59', '2024-02-29T22:59:59.000Z'],
  ])('in Berlin shows %s at %s', (text, expected) => expect(instant(text)).toBe(expected));

  test.each([
    ['2026-07-01T12:00:00', 'UTC', '2026-07-01T12:00:00.000Z'],
    ['2026-07-01T12:00:00', 'Asia/Kathmandu', '2026-07-01T06:15:00.000Z'],
    ['2026-07-01T12:00:00', 'America/St_Johns', '2026-07-01T14:30:00.000Z'],
    ['2026-07-01T12:00:00', 'Pacific/Kiritimati', '2026-06-30T22:00:00.000Z'],
    // Half an hour later on the clocks only: 01:45 comes twice, half an hour apart.
    ['2026-04-05T01:45:00', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  ])('shows %s in %s at %s', (text, timeZone, expected) =>
    expect(instant(text, '2026-01-01T00:00:00Z', timeZone)).toBe(expected),
  );

  // On 2026-10-25 at 01:00Z clocks in Berlin go from 03:00 back to 02:00.
  test.each([
    ['2026-10-25T01:59:59', '2026-10-25T00:00:00Z', '2026-10-24T23:59:59.000Z'],
    ['2026-10-25T02:30:00', '2026-10-25T00:30:01Z', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:30:00', '2026-10-25T01:30:01Z', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T02:00:00', '2026-10-25T00:00:01Z', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25T02:59:59', '2026-10-25T02:00:00Z', '2026-10-25T01:59:59.000Z'],
    ['2026-10-25T03:00:00', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00.000Z'],
  ])('in the hour that comes twice: %s received at %s is %s', (text, near, expected) =>
    expect(instant(text, near)).toBe(expected),
  );

  // On 2026-03-29 at 01:00Z clocks in Berlin go from 02:00 to 03:00.
  test.each([
    ['2026-03-29T01:59:59', '2026-03-29T01:00:00Z', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:01Z', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T02:30:00', '2026-03-29T00:30:01Z', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z', '2026-03-29T01:00:00.000Z'],
  ])('in the hour that never comes: %s received at %s is %s', (text, near, expected) =>
    expect(instant(text, near)).toBe(expected),
  );

  test('agrees with the clocks of a year, every quarter of an hour', () => {
    const clock = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Berlin' });
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 900_000)
      expect(parseWallClock(clock.format(time), 'Europe/Berlin', new Date(time + 1000))).toEqual(new Date(time));
  });

  test.each([
    'yesterday',
    '2026-03-01',
    '2026-02-30T12:00:00',
    '2026-13-01T12:00:00',
    '2026-03-01T24:00:00',
    '2026-03-01T12:00:60',
    '2026-03-01T12:00:00Z',
    '2026-03-01T12:00:00+01:00',
    '2026.03.01 12:00:00',
  ])('shows nothing that reads %s', (text) => expect(instant(text)).toBeUndefined());
});
