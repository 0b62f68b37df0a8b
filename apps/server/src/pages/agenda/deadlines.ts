// What is due soon, and what should have been done: for everybody on /agenda, and first of all for those who edit it.
import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';
import { html, type Html } from '../frame/html.js';
import type { Language } from '../frame/language.js';
import { cards, cell, day } from '../frame/table.js';
import { amountIn } from './amount.js';

interface Text {
  de: string;
  en: string;
}

export interface DeadlineAnswer {
  what: 'TARGET' | 'MILESTONE' | 'CONCEPT_ITEM' | 'RENEWAL' | 'APPLICATIONS';
  kind: string;
  record: string;
  field: string;
  title: Text;
  partOf: Text | null;
  due: string;
  isDemo: boolean;
  value: number | null;
  unit: string | null;
}

const DAYS_AHEAD = 60;

/** All that it is asked of `agendaDeadlines` for the table. */
export const DEADLINE = 'what kind record field title { de en } partOf { de en } due isDemo value unit';

const QUERY = parse(`query AgendaDeadlines($until: LocalDate!) {
  agendaDeadlines(isOpen: true, until: $until) { ${DEADLINE} }
}`);

/** YYYY-MM-DD, so many days later. */
const lastDay = (today: string) => new Date(Date.parse(today) + DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10);

/** Those of the next 60 days, and those that have passed and are open. */
export const readDeadlines = async (schema: GraphQLSchema, today: string): Promise<DeadlineAnswer[]> =>
  (await ask<{ agendaDeadlines: DeadlineAnswer[] }>(schema, QUERY, { until: lastDay(today) })).agendaDeadlines;

/** The same of all that are open. */
export const soonOf = (deadlines: DeadlineAnswer[], today: string): DeadlineAnswer[] =>
  deadlines.filter(({ due }) => due <= lastDay(today));

interface Options {
  language: Language;
  /** YYYY-MM-DD, where the city is. */
  today: string;
  /** Where a record is read, or edited. */
  pathOf(kind: string, id: string): string;
}

export function deadlinesHtml(deadlines: DeadlineAnswer[], { language, today, pathOf }: Options): Html {
  const words = WORDS[language];
  const row = ({ what, kind, record, title, partOf, due, isDemo, value, unit }: DeadlineAnswer) =>
    html`<tr>
      <th scope="row">${day(due, words)} ${due < today && html`<strong>${words.overdue}</strong>`}</th>
      ${cell(
        words.title,
        html`<a href="${pathOf(kind.toLowerCase().replaceAll('_', '-'), record)}"
            >${title[language]}${value !== null && `: ${amountIn(words, value, unit!)}`}</a
          >
          ${isDemo && html`<strong>(${words.example})</strong>`}`,
      )}
      ${cell(words.of, words.what[what](partOf?.[language] ?? ''))}
    </tr>`;
  return html`<h2 id="deadlines">${words.heading}</h2>
    ${
      deadlines.length > 0
        ? cards(
            words.heading,
            [words.due, words.title, words.of],
            html`<tbody>
              ${deadlines.map(row)}
            </tbody>`,
          )
        : html`<p>${words.none}</p>`
    }`;
}

const de = {
  locale: 'de-DE',
  unknown: 'nicht bekannt',
  heading: `Fristen der nächsten ${DAYS_AHEAD} Tage und was überfällig ist`,
  none: `In den nächsten ${DAYS_AHEAD} Tagen ist nichts fällig, und nichts ist überfällig.`,
  due: 'Fällig',
  title: 'Was',
  of: 'Wofür',
  overdue: 'überfällig',
  example: 'Beispiel',
  /** What is due, of which goal or measure. */
  what: {
    TARGET: (goal: string) => `Zielwert für das Ziel „${goal}“`,
    MILESTONE: (measure: string) => `Meilenstein der Maßnahme „${measure}“`,
    CONCEPT_ITEM: () => 'Digitalkonzept des neuen Rathauses',
    RENEWAL: () => 'Erneuerung eines Systems oder Netzes',
    APPLICATIONS: () => 'Letzter Tag für Förderanträge',
  },
};

const en: typeof de = {
  locale: 'en-GB',
  unknown: 'not known',
  heading: `Deadlines of the next ${DAYS_AHEAD} days and what is overdue`,
  none: `Nothing is due in the next ${DAYS_AHEAD} days, and nothing is overdue.`,
  due: 'Due',
  title: 'What',
  of: 'What for',
  overdue: 'overdue',
  example: 'example',
  what: {
    TARGET: (goal) => `Target of the goal “${goal}”`,
    MILESTONE: (measure) => `Milestone of the measure “${measure}”`,
    CONCEPT_ITEM: () => 'Digital concept of the new town hall',
    RENEWAL: () => 'Renewal of a system or network',
    APPLICATIONS: () => 'Last day for applications',
  },
};

const WORDS: Record<Language, typeof de> = { de, en };
