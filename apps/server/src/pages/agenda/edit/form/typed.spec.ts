import { contentOf } from './typed.js';

const number = { type: 'number', schema: {} } as never;
const whole = { type: 'whole', schema: {} } as never;

test.each<[string, 'de' | 'en', number | string]>([
  ['3.500,50', 'de', 3500.5],
  ['1.003.500', 'de', 1_003_500],
  ['3 500,5', 'de', 3500.5],
  ['-3.500,50', 'de', -3500.5],
  ['3,500.50', 'en', 3500.5],
  ['3.500,50', 'en', 3500.5],
  ['12,5', 'de', 12.5],
  ['12.5', 'de', 12.5],
  // A thousand, or one with three decimals: asked, and not guessed.
  ['1.000', 'de', '1.000'],
  ['1,000', 'en', '1,000'],
  ['1.00.000', 'de', '1.00.000'],
  ['1.000.50', 'de', '1.000.50'],
  ['1.000,5.0', 'de', '1.000,5.0'],
])('the amount "%s" of a form in %s is read as %j', (text, language, meant) => {
  expect(contentOf(number, text, language)).toBe(meant);
});

test.each<[string, number | string]>([
  ['1.900', 1900],
  ['1,900', 1900],
  ['12', 12],
  ['1.900,5', '1.900,5'],
])('the count "%s" of a form is read as %j: it has no decimals', (text, meant) => {
  expect(contentOf(whole, text, 'de')).toBe(meant);
});
