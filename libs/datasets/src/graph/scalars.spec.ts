import { parseValue } from 'graphql';
import { LocalDate } from './scalars.js';

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
