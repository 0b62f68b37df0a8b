import type { Language } from '../frame/language.js';
import type { MeasureAnswer, TargetStatus } from './read.js';

const de = {
  locale: 'de-DE',
  title: (city: string) => `Digitale Agenda: ${city}`,
  about: (city: string) =>
    `Was sich ${city} in elf Handlungsfeldern vorgenommen hat und wo es heute steht, berechnet aus den offenen Daten.`,
  lead: 'Der Stand wird aus den offenen Daten berechnet, nicht von Hand eingetragen. „Nicht bekannt“ heißt, dass Daten fehlen; es heißt nie „nicht erreicht“.',
  overview: 'Alle Handlungsfelder auf einen Blick',
  field: 'Handlungsfeld',
  goal: 'Ziel',
  state: 'Stand',
  next: 'Nächster Meilenstein',
  nothingNext: 'keiner eingetragen',
  overdue: (day: string) => `fällig seit ${day}`,
  due: (day: string) => `fällig am ${day}`,
  doneOn: (day: string) => `erreicht am ${day}`,
  notMeasured: 'wird noch nicht gemessen',
  status: {
    REACHED: 'erreicht',
    ON_TRACK: 'im Plan',
    AT_RISK: 'gefährdet',
    OFF_TRACK: 'nicht im Plan',
    UNKNOWN: 'nicht bekannt',
  } as Record<TargetStatus, string>,
  sign: { REACHED: '●', ON_TRACK: '▲', AT_RISK: '◆', OFF_TRACK: '▼', UNKNOWN: '○' } as Record<TargetStatus, string>,
  motion: (body: string, day: string, paper: string | null) => `Beantragt: ${body}, ${day}${paper ? `, ${paper}` : ''}`,
  decided: (body: string, day: string, paper: string | null) =>
    `Beschlossen: ${body}, ${day}${paper ? `, ${paper}` : ''}`,
  targets: (goal: string) => `Zielwerte: ${goal}`,
  indicator: 'Indikator',
  today: 'Heute',
  expected: 'Laut Plan heute',
  target: 'Zielwert',
  of: (counted: string, total: string) => `${counted} von ${total}`,
  by: (value: string, day: string) => `${value} bis ${day}`,
  setBy: (source: string) => `Gesetzt durch: ${source}`,
  noPath: 'kein Zwischenziel',
  atThisPace: (value: string, day: string | null) =>
    day ? `bei diesem Tempo erreicht am ${day}` : `bei diesem Tempo ${value} am Tag des Zielwerts`,
  otherFigures: 'Weitere Zahlen',
  measures: 'Maßnahmen',
  noMeasures: 'Es sind keine Maßnahmen eingetragen.',
  noGoals: 'Es ist kein Ziel eingetragen.',
  example: 'Beispiel',
  exampleHint: 'Als Beispiel gekennzeichnete Einträge sind keine Beschlüsse dieser Stadt.',
  measureState: { IDEA: 'Idee', PLANNED: 'geplant', RUNNING: 'läuft', DONE: 'erledigt', STOPPED: 'beendet' } as Record<
    MeasureAnswer['state'],
    string
  >,
  unknown: 'nicht bekannt',
  data: 'Daten dahinter',
  rule: 'So wird der Stand bestimmt',
  ruleText:
    'Zwischen Ausgangswert, Zwischenzielen und Zielwert liegt eine gerade Linie. „Im Plan“: Der Wert von heute ist mindestens so gut wie diese Linie. „Gefährdet“: Er liegt um höchstens ein Zehntel des ganzen Wegs zurück. „Nicht im Plan“: Er liegt weiter zurück, oder der Tag des Zielwerts ist vorbei. Ein Handlungsfeld steht so da wie sein schlechtester Zielwert. „Bei diesem Tempo“: Eine gerade Linie durch die Werte des letzten Jahres (kleinste Quadrate) wird fortgesetzt; es gibt sie, sobald die Werte 28 Tage umfassen.',
  downloads: 'Daten herunterladen',
  files: [
    ['agenda-goals', 'Ziele (CSV)'],
    ['agenda-targets', 'Zielwerte (CSV)'],
    ['agenda-measures', 'Maßnahmen (CSV)'],
    ['agenda-milestones', 'Meilensteine (CSV)'],
    ['agenda-resources', 'Geld und Stellen je Jahr (CSV)'],
  ] as [string, string][],
};

export type AgendaWords = typeof de;

const en: AgendaWords = {
  locale: 'en-GB',
  title: (city) => `Digital agenda: ${city}`,
  about: (city) =>
    `What ${city} wants to reach in eleven fields of action, and where it stands today, computed from the open data.`,
  lead: 'Where things stand is computed from the open data, not typed in by anybody. “Not known” means that data is missing; it never means “not reached”.',
  overview: 'All fields of action at a glance',
  field: 'Field of action',
  goal: 'Goal',
  state: 'Status',
  next: 'Next milestone',
  nothingNext: 'none recorded',
  overdue: (day) => `due since ${day}`,
  due: (day) => `due on ${day}`,
  doneOn: (day) => `reached on ${day}`,
  notMeasured: 'not measured yet',
  status: {
    REACHED: 'reached',
    ON_TRACK: 'on track',
    AT_RISK: 'at risk',
    OFF_TRACK: 'off track',
    UNKNOWN: 'not known',
  },
  sign: de.sign,
  motion: (body, day, paper) => `Moved: ${body}, ${day}${paper ? `, ${paper}` : ''}`,
  decided: (body, day, paper) => `Decided: ${body}, ${day}${paper ? `, ${paper}` : ''}`,
  targets: (goal) => `Targets: ${goal}`,
  indicator: 'Indicator',
  today: 'Today',
  expected: 'Planned for today',
  target: 'Target',
  of: (counted, total) => `${counted} of ${total}`,
  by: (value, day) => `${value} by ${day}`,
  setBy: (source) => `Set by: ${source}`,
  noPath: 'no step in between',
  atThisPace: (value, day) =>
    day ? `at this pace reached on ${day}` : `at this pace ${value} on the day of the target`,
  otherFigures: 'Other figures',
  measures: 'Measures',
  noMeasures: 'No measures are recorded.',
  noGoals: 'No goal is recorded.',
  example: 'Example',
  exampleHint: 'What is marked as an example was not decided by this city.',
  measureState: { IDEA: 'idea', PLANNED: 'planned', RUNNING: 'running', DONE: 'done', STOPPED: 'stopped' },
  unknown: 'not known',
  data: 'The data behind it',
  rule: 'How the status is found',
  ruleText:
    'A straight line lies between the first value, the steps and the target. “On track”: the value of today is at least as good as this line. “At risk”: it is behind by at most a tenth of the whole way. “Off track”: it is further behind, or the day of the target has passed. A field of action stands where its worst target stands. “At this pace”: a straight line through the values of the past year (least squares) is continued; there is one as soon as the values span 28 days.',
  downloads: 'Download the data',
  files: [
    ['agenda-goals', 'Goals (CSV)'],
    ['agenda-targets', 'Targets (CSV)'],
    ['agenda-measures', 'Measures (CSV)'],
    ['agenda-milestones', 'Milestones (CSV)'],
    ['agenda-resources', 'Money and staff by year (CSV)'],
  ],
};

export const AGENDA_WORDS: Record<Language, AgendaWords> = { de, en };
