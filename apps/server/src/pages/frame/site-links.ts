import { LEDGER_PATH } from '../ledger/path.js';
import type { Language } from './language.js';

/** What every page leads to, in the order of the footer; `easy` on pages in Leichte Sprache. */
export const SITE_LINKS: { path: string; label: Record<Language | 'easy', string> }[] = [
  { path: '/', label: { de: 'Karte', en: 'Map', easy: 'Karte' } },
  { path: '/address', label: { de: 'Adresse suchen', en: 'Find an address', easy: 'Adresse suchen' } },
  { path: '/districts', label: { de: 'Stadtteile', en: 'Districts', easy: 'Stadt-Teile' } },
  { path: LEDGER_PATH, label: { de: 'Gemeldete Fehler', en: 'Reported errors', easy: 'Gemeldete Fehler' } },
  { path: '/agenda', label: { de: 'Digitale Agenda', en: 'Digital agenda', easy: 'Ziele der Stadt' } },
  { path: '/open-data', label: { de: 'Offene Daten', en: 'Open data', easy: 'Daten für alle' } },
  { path: '/leicht', label: { de: 'Leichte Sprache', en: 'Easy-to-read German', easy: 'Leichte Sprache' } },
  {
    path: '/accessibility',
    label: { de: 'Erklärung zur Barrierefreiheit', en: 'Accessibility statement', easy: 'Barriere-Freiheit' },
  },
];
