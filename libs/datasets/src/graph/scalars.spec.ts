import { parseValue } from 'graphql';
import { DateTime, LocalDate } from './scalars.js';

describe('a LocalDate', () => {
  const literal = (text: string) => LocalDate.parseLiteral(parseValue(text), {});

  it('is a day of the calendar, in a variable and in the query', () => {
    for (const day of ['2021-06-30', '2024-02-29', '0001-01-01', '9999-12-31']) {
      expect(LocalDate.parseValue(day)).toBe(day);
      expect(literal(`"${day}"`)).toBe(day);
    }
  });

  it.each(['2026-02-31', '2023-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01'])(
    'is not %s',
    (day) => {
      expect(() => LocalDate.parseValue(day)).toThrow(`There is no day ${day} in the calendar.`);
      expect(() => literal(`"${day}"`)).toThrow(`There is no day ${day} in the calendar.`);
    },
  );

  it.each(['30.06.2021', '2021-6-3', '2021-06-30T00:00', 20210630, null])('is not written as %s', (value) => {
    expect(() => LocalDate.parseValue(value)).toThrow('A LocalDate is written as YYYY-MM-DD');
  });
});

describe('a DateTime', () => {
  test('is given in UTC to the millisecond, of a Date and of milliseconds', () => {
    const moments = [
      '2026-11-28T00:00:00.000Z',
      '2026-11-27T23:59:59.999Z',
      '1969-12-31T23:59:58.007Z',
      '0099-02-03T04:05:06.080Z',
    ];
    for (const text of [...moments, ...moments]) {
      expect(DateTime.serialize(new Date(text))).toBe(text);
      expect(DateTime.serialize(Date.parse(text))).toBe(text);
    }
    for (let i = 0; i < 2_000; i++) {
      const ms = Math.floor((Math.random() - 0.5) * 1e14);
      expect(DateTime.serialize(ms)).toBe(new Date(ms).toISOString());
    }
    expect(DateTime.serialize(Infinity)).toBeNull();
  });

  test('is taken with any offset, in a variable and in the query', () => {
    const moment = new Date('2026-03-01T00:00:00Z');
    for (const text of ['2026-03-01T00:00:00Z', '2026-03-01T01:00:00+01:00', '2026-03-01']) {
      expect(DateTime.parseValue(text)).toEqual(moment);
      expect(DateTime.parseLiteral(parseValue(`"${text}"`), {})).toEqual(moment);
    }
  });

  test.each([
    'yesterday',
    '01.03.2026',
    '2026-13-01T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '2026-03-01T12:00:00',
    '',
    5,
    null,
  ])('is not %p', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('is not a time. Write it like 2024-06-30T12:00:00Z');
  });
});
