import { mendEnding } from './import-delivery-street.js';

describe('the ending of a street', () => {
  it.each([
    ['Bahnhofstrase', 'bahnhofstrasse'],
    ['Bahnhofstarße', 'bahnhofstrasse'],
    ['Bahnhoftraße', 'bahnhofstrasse'],
    ['Dolberger Srtasse', 'dolberger strasse'],
    ['Lindenalle', 'lindenallee'],
    ['Marktpltaz', 'marktplatz'],
    ['Bahnhofswge', 'bahnhofsweg'],
  ])('is put right in %s', (typed, meant) => {
    expect(mendEnding(typed)).toBe(meant);
  });

  it.each(['Bahnhofstraße', 'Bahnhofstr.', 'Bahnhofweg', 'Kirchfeld', 'Bruchsteg', 'Am Wall', 'Am Forst', 'Weg', ''])(
    'is left alone in "%s"',
    (typed) => {
      expect(mendEnding(typed)).toBeUndefined();
    },
  );
});
