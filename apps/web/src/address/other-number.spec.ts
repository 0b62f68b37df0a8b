import { isOtherNumber } from './other-number.js';

const FOUND = ['Bahnhofstraße 5, 59227 Ahlen', 'Bahnhofstraße 15 a, 59227 Ahlen'];

describe('A house number that was typed', () => {
  it('is another one, where no suggestion has it with its letter', () => {
    for (const text of ['bahnhofstr 999', 'bahnhofstr 5x', 'bahnhofstr 15', 'bahnhofstr 1', 'bahnhofstr 999, Ahlen'])
      expect({ text, other: isOtherNumber(text, FOUND) }).toEqual({ text, other: true });
  });

  it('is none, where one suggestion has it, however it is written', () => {
    for (const text of [
      'bahnhofstr 5',
      'Bahnhofstr 5, Ahlen',
      'bahnhofstr 15a',
      'BAHNHOFSTR 15 A',
      'bahnhofstr 5 59227',
    ])
      expect({ text, other: isOtherNumber(text, FOUND) }).toEqual({ text, other: false });
  });

  it('is not missed where none was typed, in a postcode, or where nothing was found', () => {
    expect(isOtherNumber('bahnhofstr', FOUND)).toBe(false);
    expect(isOtherNumber('59229 bahnhofstr', FOUND)).toBe(false);
    expect(isOtherNumber('bahnhofstr 999', [])).toBe(false);
  });
});
