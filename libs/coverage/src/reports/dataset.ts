import { defineDataset, type Column } from '@stadtlage/datasets';
import { address, mbit } from '../datasets/columns.js';

const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const moment = (de: string, en: string): Column => ({ type: 'timestamp', description: { de, en } });

export const coverageReports = defineDataset({
  id: 'coverage-reports',
  view: 'coverage_reports',
  title: { de: 'Meldungen aus der Bevölkerung', en: 'Reports by residents' },
  description: {
    de: 'Was nach Angabe von Bewohnerinnen und Bewohnern an einer Adresse nicht stimmt, und was daraus wurde. Ohne Angaben zu Personen; freier Text nur, wenn ihn die Stadt freigegeben hat. Meldungen zählen in keiner Statistik.',
    en: 'What residents say is wrong at an address, and what became of it. Nothing about persons; free text only where the city has released it. Reports are in no statistic.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'CONT',
  columns: {
    id: text('Kennung der Meldung', 'Identifier of the report'),
    address_id: text('Amtliche Kennung der Adresse', 'Official identifier of the address'),
    address,
    district_id: text('Kennung des Stadtteils (Datensatz districts)', 'Identifier of the district (dataset districts)'),
    claim: text(
      'Was nicht stimmt: fixed_not_available (Anschluss nicht zu haben), slower_than_stated (langsamer als angegeben), available_not_listed (zu haben, aber nicht verzeichnet), mobile_gap (Funkloch), wrong_date (falscher Termin), other (anderes)',
      'What is wrong: fixed_not_available, slower_than_stated, available_not_listed, mobile_gap, wrong_date or other',
    ),
    provider: text('Anbieter, soweit angegeben', 'Provider, where stated'),
    technology: text(
      'Technik im Festnetz, soweit angegeben: ftth, fttb, fttc, hfc, dsl, fixed_wireless, satellite, other',
      'Fixed technology, where stated: ftth, fttb, fttc, hfc, dsl, fixed_wireless, satellite or other',
    ),
    mobile_technology: text(
      'Mobilfunktechnik, soweit angegeben: 2g, 4g, 5g, 5g_sa',
      'Mobile technology, where stated: 2g, 4g, 5g or 5g_sa',
    ),
    measured_down_mbit: mbit('Gemessen im Download, nach Angabe', 'Measured download speed, as stated'),
    measured_up_mbit: mbit('Gemessen im Upload, nach Angabe', 'Measured upload speed, as stated'),
    text: text('Text der Meldung, wenn freigegeben', 'Text of the report, where released'),
    evidence: text('Beleg, wenn freigegeben', 'Evidence, where released'),
    received_at: moment('Eingang', 'When it came in'),
    state: text(
      'Stand: received (eingegangen), passed_on (weitergegeben), conceded (eingeräumt), disputed (bestritten), resolved (erledigt), rejected (als Missbrauch verworfen)',
      'State: received, passed_on, conceded, disputed, resolved or rejected (as an abuse)',
    ),
    state_since: moment('Stand seit', 'Since when it stands there'),
    due_on: {
      type: 'date',
      description: {
        de: 'Tag, bis zu dem der nächste Schritt fällig ist: 7 Tage nach Eingang, 28 nach Weitergabe oder Bestreiten, 90 nach Einräumen; leer, wenn erledigt',
        en: 'Day by which the next step is due: 7 days after receipt, 28 after it was passed on or disputed, 90 after it was conceded; empty when closed',
      },
    },
    closed_at: moment('Abgeschlossen; leer, wenn offen', 'When it was closed; empty while open'),
    outcome: text(
      'Ergebnis: corrected (richtiggestellt), not_confirmed (nicht bestätigt), rejected (verworfen); leer, wenn offen',
      'Outcome: corrected, not_confirmed or rejected; empty while open',
    ),
    days_open: {
      type: 'integer',
      unit: 'd',
      description: { de: 'Volle Tage, die sie offen ist oder war', en: 'Whole days that it is or was open' },
    },
  },
  geometry: { type: 'Point' },
});
