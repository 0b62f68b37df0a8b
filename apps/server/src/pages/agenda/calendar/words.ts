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
  goal: (goal: string, field: string, isDemo: boolean) => `Ziel${isDemo ? ' (Beispiel)' : ''}: ${goal} (${field})`,
  measure: (measure: string, field: string, isDemo: boolean) =>
    `Maßnahme${isDemo ? ' (Beispiel)' : ''}: ${measure} (${field})`,
  applications: (programme: string) => `Förderanträge bis heute: ${programme}`,
  programme: (funder: string | undefined, isDemo: boolean) =>
    `Förderprogramm${isDemo ? ' (Beispiel)' : ''}${funder ? `, ${funder}` : ''}`,
  screening: { open: 'noch nicht gesichtet', suitable: 'passt', unsuitable: 'passt nicht' },
  isExample: 'Beispiel, kein wirklicher Kurs',
  times: (from: string, until: string | undefined) => (until ? `${from}–${until} Uhr` : `ab ${from} Uhr`),
  seats: (seats: number) => `${seats} Plätze`,
  cancelled: (title: string) => `Abgesagt: ${title}`,
  done: (title: string) => `Erreicht: ${title}`,
  wasDue: (day: string) => `war fällig am ${day}`,
};

const en: typeof de = {
  locale: 'en-GB',
  unknown: 'not known',
  names: {
    deadlines: (city) => `Digital agenda of ${city}: deadlines`,
    milestones: (city) => `Digital agenda of ${city}: milestones`,
    courses: (city) => `Digital courses in ${city}`,
  },
  target: (indicator, value) => `Target ${value}: ${indicator}`,
  goal: (goal, field, isDemo) => `Goal${isDemo ? ' (example)' : ''}: ${goal} (${field})`,
  measure: (measure, field, isDemo) => `Measure${isDemo ? ' (example)' : ''}: ${measure} (${field})`,
  applications: (programme) => `Applications for funding until today: ${programme}`,
  programme: (funder, isDemo) => `Funding programme${isDemo ? ' (example)' : ''}${funder ? `, ${funder}` : ''}`,
  screening: { open: 'not screened yet', suitable: 'suitable', unsuitable: 'unsuitable' },
  isExample: 'An example, no real course',
  times: (from, until) => (until ? `${from}–${until}` : `from ${from}`),
  seats: (seats) => `${seats} seats`,
  cancelled: (title) => `Cancelled: ${title}`,
  done: (title) => `Reached: ${title}`,
  wasDue: (day) => `was due on ${day}`,
};

export const CALENDAR_WORDS: Record<Language, typeof de> = { de, en };
