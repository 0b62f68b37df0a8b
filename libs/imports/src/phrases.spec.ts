import { FileError, joined, phrases, textOf, verbatim } from './phrases.js';

const say = phrases({
  'The row has {found} of {wanted} columns.': 'Von {wanted} Spalten hat die Zeile {found}.',
  'It is left out.': 'Sie wird ausgelassen.',
});

describe('the sentences of an import', () => {
  it('are said in both languages, with values in the order and with the numbers of each', () => {
    expect(say('The row has {found} of {wanted} columns.', { found: 1_234.5, wanted: 'two' })).toEqual({
      en: 'The row has 1,234.5 of two columns.',
      de: 'Von two Spalten hat die Zeile 1.234,5.',
    });
    expect(say('It is left out.')).toEqual({ en: 'It is left out.', de: 'Sie wird ausgelassen.' });
  });

  it('take sentences as values, and values that look like names as they are', () => {
    const found = joined([say('It is left out.'), verbatim('{wanted} $& $1')], '; ');
    expect(say('The row has {found} of {wanted} columns.', { found, wanted: 2 })).toEqual({
      en: 'The row has It is left out.; {wanted} $& $1 of 2 columns.',
      de: 'Von 2 Spalten hat die Zeile Sie wird ausgelassen.; {wanted} $& $1.',
    });
  });

  it('are refused when a translation has lost a value', () => {
    expect(() => phrases({ 'Row {row}': 'Zeile' })).toThrow('do not name the same values');
  });

  it('do not compile when the dictionary lacks them, or a value is missing', () => {
    // @ts-expect-error The dictionary does not have it.
    expect(() => say('It is kept.')).toThrow();
    // @ts-expect-error Its values are missing.
    expect(() => say('The row has {found} of {wanted} columns.')).toThrow();
  });

  it('travel with the error that refuses a file', () => {
    const error = new FileError(say('It is left out.'));
    expect(error.message).toBe('It is left out.');
    expect(textOf(error).de).toBe('Sie wird ausgelassen.');
    expect(textOf(new Error('boom'))).toEqual({ en: 'boom', de: 'boom' });
  });
});
