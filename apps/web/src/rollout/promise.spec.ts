import { de } from '../i18n/de.js';
import { formatFor } from '../i18n/format.js';
import { comingText } from './promise.js';

const told = (status: string, promisedTo: string | null = null) =>
  comingText(
    { status, promisedFrom: null, promisedTo, project: { provider: { name: 'Werse Netz' } } },
    de,
    formatFor('de'),
  );

test('who has only announced fibre wants to build it, and does not build', () => {
  expect(told('ANNOUNCED')).toBe('Angekündigt: Werse Netz will hier Glasfaser bauen, ohne zugesagten Termin.');
  expect(told('ANNOUNCED', '2027-06-30')).toBe(
    'Angekündigt: Werse Netz will hier Glasfaser bauen, zugesagt bis Juni 2027.',
  );
  expect(told('PLANNED')).toBe('Wer baut: Werse Netz. Zugesagt: kein Termin genannt.');
});
