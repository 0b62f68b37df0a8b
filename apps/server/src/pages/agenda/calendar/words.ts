import type { Language } from '../../frame/language.js';

const de = {
  locale: 'de-DE',
  unknown: 'nicht bekannt',
  names: {
    deadlines: (city: string) => `Digitale Agenda ${city}: Fristen`,
    milestones: (city: string) => `Digitale Agenda ${city}: Meilensteine`,
    courses: (city: string) => `Digitale Kurse in ${city}`,
  },
  target: (indicator: string, value: string) => `Zielwert ${value}: ${indicator}`,
  applications: (programme: string) => `Letzter Tag für Förderanträge: ${programme}`,
  renewal: (system: string) => `Erneuerung fällig: ${system}`,
  what: {
    TARGET: 'Ziel',
    MILESTONE: 'Maßnahme',
    CONCEPT_ITEM: 'Digitalkonzept',
    RENEWAL: 'System oder Netz',
    APPLICATIONS: 'Förderprogramm',
  },
  example: 'Beispiel',
  marked: (summary: string) => `${summary} (Beispiel)`,
  isExample: 'Beispiel, kein wirklicher Kurs',
  times: (from: string, until: string | undefined) => (until ? `${from}–${until} Uhr` : `ab ${from} Uhr`),
  seats: (seats: number) => `${seats} Plätze`,
  for: (group: string) => `Für: ${group}`,
  cancelled: (title: string) => `Abgesagt: ${title}`,
  done: (title: string) => `Erreicht: ${title}`,
  wasDue: (day: string) => `war fällig am ${day}`,
};

export type CalendarWords = typeof de;

const en: CalendarWords = {
  locale: 'en-GB',
  unknown: 'not known',
  names: {
    deadlines: (city) => `Digital agenda of ${city}: deadlines`,
    milestones: (city) => `Digital agenda of ${city}: milestones`,
    courses: (city) => `Digital courses in ${city}`,
  },
  target: (indicator, value) => `Target ${value}: ${indicator}`,
  applications: (programme) => `Last day for applications for funding: ${programme}`,
  renewal: (system) => `Renewal due: ${system}`,
  what: {
    TARGET: 'Goal',
    MILESTONE: 'Measure',
    CONCEPT_ITEM: 'Digital concept',
    RENEWAL: 'System or network',
    APPLICATIONS: 'Funding programme',
  },
  example: 'example',
  marked: (summary) => `${summary} (example)`,
  isExample: 'An example, no real course',
  times: (from, until) => (until ? `${from}–${until}` : `from ${from}`),
  seats: (seats) => `${seats} seats`,
  for: (group) => `For: ${group}`,
  cancelled: (title) => `Cancelled: ${title}`,
  done: (title) => `Reached: ${title}`,
  wasDue: (day) => `was due on ${day}`,
};

export const CALENDAR_WORDS: Record<Language, CalendarWords> = { de, en };
