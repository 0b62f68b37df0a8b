import { slug } from './slug.js';

describe('an id made of a name', () => {
  it('has no umlauts, accents and signs', () => {
    expect(slug('Süd/West – Groß Café')).toBe('sued-west-gross-cafe');
    expect(slug('Förderung beantragt!', '_')).toBe('foerderung_beantragt');
  });
  it('is empty where there is no letter and no digit', () => expect(slug('– / –')).toBe(''));
});
