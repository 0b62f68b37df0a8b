import { parseAddress } from './parse-address.js';

describe('parseAddress', () => {
  test.each([
    ['bahnhofstr 5', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstrasse 5a', ['bahnhofstr'], 5, 'a', null],
    ['Bahnhofstraße 5 A', ['bahnhofstr'], 5, 'a', null],
    ['Bahnhofstr.5', ['bahnhofstr'], 5, '', null],
    ['bahnhofstr5', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstraß', ['bahnhofstr'], null, '', null],
    ['Bahnhofstr. 5 Ahlen', ['bahnhofstr', 'ahlen'], 5, '', null],
    ['5 Bahnhofstraße', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstraße Nr. 5', ['bahnhofstr'], 5, '', null],
    ['Bahnhofstraße Hausnummer 5a', ['bahnhofstr'], 5, 'a', null],
    ['D-59227 Ahlen, Bahnhofstr. 12', ['ahlen', 'bahnhofstr'], 12, '', '59227'],
    ['Am Weg 5 1/2', ['am', 'weg'], 5, '1/2', null],
    ['Am Weg 5½ Ahlen', ['am', 'weg', 'ahlen'], 5, '1/2', null],
    ['Straße des 17. Juni 135, 59227', ['str', 'des', '17', 'juni'], 135, '', '59227'],
    ['Straße des 17. Juni', ['str', 'des', '17', 'juni'], null, '', null],
    ['Q7 24', ['q7'], 24, '', null],
    ['Von-Galen-Straße', ['von', 'galen', 'str'], null, '', null],
    ['Am Weg 7 b 59229 Ahlen', ['am', 'weg', 'ahlen'], 7, 'b', '59229'],
    ['59227', [], null, '', '59227'],
    ['123456', ['123456'], null, '', null],
    ['  ', [], null, '', null],
  ])('takes "%s" apart', (text, words, houseNumber, suffix, postcode) => {
    expect(parseAddress(text)).toEqual({ words, houseNumber, upTo: null, suffix, postcode });
  });

  test.each([
    ['Bahnhofstr. 12-14', 12, 14],
    ['Bahnhofstr. 12 – 14a', 12, 14],
    ['Bahnhofstr. 12/14', 12, 14],
    ['Bahnhofstr. 14-12', 14, null],
  ])('takes the first number of "%s" and knows the last', (text, houseNumber, upTo) => {
    expect(parseAddress(text)).toMatchObject({ words: ['bahnhofstr'], houseNumber, upTo, suffix: '' });
  });

  test('is done at once with the longest nonsense', () => {
    const before = process.cpuUsage();
    for (const part of ['1 ', '1-', 'a1', 'nr. ', 'haus', '1a-', '½', 'd-', 'str', '. ', '\u0000']) {
      expect(parseAddress(part.repeat(200).slice(0, 200)).words.length).toBeLessThanOrEqual(8);
    }
    // Time of the processor, which others on this machine do not lengthen.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(100);
  });
});
