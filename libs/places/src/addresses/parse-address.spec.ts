import { parseAddress, tellingWords } from './parse-address.js';

describe('parseAddress', () => {
  test.each([
    ['bahnhofstr 5', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstrasse 5a', ['bahnhofstrasse'], 5, 'a', null],
    ['Bahnhofstraße 5 A', ['bahnhofstraße'], 5, 'a', null],
    ['Bahnhofstr.5', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstr. 5 Ahlen', ['bahnhofstr', 'ahlen'], 5, '', null],
    ['59227 Ahlen, Bahnhofstr. 12-14', ['ahlen', 'bahnhofstr'], 12, '', '59227'],
    ['Straße des 17. Juni 135, 59227', ['straße', 'des', '17', 'juni'], 135, '', '59227'],
    ['Von-Galen-Straße', ['von', 'galen', 'straße'], null, '', null],
    ['Am Weg 7 b 59229 Ahlen', ['am', 'weg', 'ahlen'], 7, 'b', '59229'],
    ['59227', [], null, '', '59227'],
    ['  ', [], null, '', null],
  ])('takes "%s" apart', (text, words, houseNumber, suffix, postcode) => {
    expect(parseAddress(text)).toEqual({ words, houseNumber, suffix, postcode });
  });
});

describe('tellingWords', () => {
  test('puts the longest first and leaves out the word for street', () => {
    expect(tellingWords(parseAddress('An der Dolberger Straße 5'))).toEqual(['dolberger', 'der', 'an']);
  });

  test('falls back to the postcode where no word was typed', () => {
    expect(tellingWords(parseAddress('59227'))).toEqual(['59227']);
  });
});
