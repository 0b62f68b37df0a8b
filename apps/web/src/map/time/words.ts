import { useView, type Language } from '../../app/location.js';
import { CITY_ZONE } from '../../i18n/format.js';
import { de as germanNames, en as englishNames } from '../../generated/words.js';
import type { MapChoice } from '../choice.js';
import { isFixed, isGeneration, isOtherWay, type Swipe, type TimeView } from './view.js';

/** Apart from the other texts, as they are needed only with the map. */
const de = {
  bar: 'Zeit und Vergleich',
  slider: 'Tag, den die Karte zeigt',
  earlier: 'Früher',
  later: 'Später',
  today: 'Heute',
  isToday: (day: string) => `Heute, ${day}`,
  stateOf: (day: string) => `Stand am ${day}`,
  promisedBy: (day: string) => `Zugesagt bis ${day}`,
  hollow: 'Offene Punkte und Schraffuren sind Zusagen.',
  notBuilt: 'Nichts davon ist schon gebaut.',
  others: 'Sensoren, Glasfasernetz, öffentliche Orte und Auskünfte: Stand von heute.',
  unknown: 'Welche Tage bekannt sind, war nicht zu erfahren.',
  back: 'Zurück zu heute',
  compare: 'Vergleichen',
  endCompare: 'Vergleich beenden',
  left: 'Links',
  right: 'Rechts',
  otherDay: 'Anderer Tag',
  otherColours: 'Anders eingefärbt',
  sameDay: { status: 'Stand der Glasfaser', technology: 'Beste Technik' },
  otherGeneration: 'Anderes Mobilfunknetz',
  allGenerations: 'Alle Mobilfunknetze',
  otherTechnology: 'Adressen mit anderer Technik',
  allTechnologies: 'Alle Techniken',
  show: 'Zeigen',
  onlyLeft: 'Nur links',
  both: 'Beide',
  onlyRight: 'Nur rechts',
  divider: 'Trennlinie zwischen linker und rechter Karte',
  dividerAt: (left: number) => `links ${left} %, rechts ${100 - left} %`,
  promised: 'Glasfaser zugesagt, nicht gebaut',
  promisedArea: 'Ausbau zugesagt, nicht gebaut',
};

const en: typeof de = {
  bar: 'Time and comparison',
  slider: 'Day that the map shows',
  earlier: 'Earlier',
  later: 'Later',
  today: 'Today',
  isToday: (day) => `Today, ${day}`,
  stateOf: (day) => `State on ${day}`,
  promisedBy: (day) => `Promised by ${day}`,
  hollow: 'Open dots and hatching are promises.',
  notBuilt: 'Nothing of this is built yet.',
  others: 'Sensors, fibre network, public places and answers: as of today.',
  unknown: 'Which days are known could not be found out.',
  back: 'Back to today',
  compare: 'Compare',
  endCompare: 'End comparison',
  left: 'Left',
  right: 'Right',
  otherDay: 'Another day',
  otherColours: 'Other colours',
  sameDay: { status: 'Fibre status', technology: 'Best technology' },
  otherGeneration: 'Another mobile network',
  allGenerations: 'All mobile networks',
  otherTechnology: 'Addresses with another technology',
  allTechnologies: 'All technologies',
  show: 'Show',
  onlyLeft: 'Only left',
  both: 'Both',
  onlyRight: 'Only right',
  divider: 'Line between the left and the right map',
  dividerAt: (left) => `left ${left}%, right ${100 - left}%`,
  promised: 'Fibre promised, not built',
  promisedArea: 'Rollout promised, not built',
};

export const TIME_WORDS = { de, en };
const NAMES = { de: germanNames, en: englishNames };
export type TimeWords = typeof de;

/** `30. Juni 2024` */
const long: Record<Language, Intl.DateTimeFormat> = {
  de: new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

// Canadians write days as ISO 8601 does.
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: CITY_ZONE });
/** `30.06.2024` */
const medium: Record<Language, Intl.DateTimeFormat> = {
  de: new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
};

/** The city's day. */
export const cityToday = (): string => calendar.format();

export interface TimeTexts {
  w: TimeWords;
  names: Pick<typeof germanNames, 'mobile' | 'technology'>;
  /** What the map shows: "State on 30 June 2024", "Promised by 30 June 2028", "Today, 29 November 2026". */
  stateText(day: string | null, today?: string): string;
  /** The same for where there is little room. */
  shortText(day: string | null, today?: string): string;
}

export function textsFor(lang: Language): TimeTexts {
  const w = TIME_WORDS[lang];
  const tell = (day: string, today: string, text: Intl.DateTimeFormat) =>
    (day > today ? w.promisedBy : w.stateOf)(text.format(new Date(day)));
  return {
    w,
    names: NAMES[lang],
    stateText: (day, today = cityToday()) =>
      day === null || day === today ? w.isToday(long[lang].format(new Date(today))) : tell(day, today, long[lang]),
    shortText: (day, today = cityToday()) => (day === null || day === today ? w.today : tell(day, today, medium[lang])),
  };
}

const TEXTS = { de: textsFor('de'), en: textsFor('en') };
export const useTimeTexts = (): TimeTexts => TEXTS[useView().lang];

/** What stands at the two halves of the map. */
export function sideTexts(
  { day, swipe }: { day: string | null; swipe: Swipe },
  { colouring, mobile, filter: { technology } }: MapChoice,
  { w, names, shortText }: TimeTexts,
): { left: string; right: string } {
  if (swipe === 'technology')
    return { left: w.sameDay[colouring], right: w.sameDay[colouring === 'status' ? 'technology' : 'status'] };
  if (isGeneration(swipe))
    return { left: mobile ? names.mobile[mobile] : w.allGenerations, right: names.mobile[swipe] };
  if (isFixed(swipe))
    return { left: technology ? names.technology[technology] : w.allTechnologies, right: names.technology[swipe] };
  return { left: shortText(day), right: shortText(swipe === 'today' ? null : swipe) };
}

/** Which day a picture of the map shows, and what is beside it; empty for today alone. */
export function stateNote({ day, swipe }: TimeView, choice: MapChoice, lang: Language): string {
  const texts = TEXTS[lang];
  const { w, stateText } = texts;
  const state = day ? stateText(day) + (day > cityToday() ? `. ${w.notBuilt.slice(0, -1)}` : '') : '';
  if (!swipe) return state;
  const { left, right } = sideTexts({ day, swipe }, choice, texts);
  const halves = `${w.left}: ${left}. ${w.right}: ${right}`;
  return isOtherWay(swipe) && state ? `${state}. ${halves}` : halves;
}
