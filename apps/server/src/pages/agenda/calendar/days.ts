import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import { dayIn, type Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { amountIn, pathOfIndicator } from '../amount.js';
import type { DeadlineAnswer } from '../deadlines.js';
import type { CalendarDay } from './ics.js';
import { CALENDAR_WORDS, type CalendarWords } from './words.js';

interface Text {
  de: string;
  en: string;
}

interface Deadline extends DeadlineAnswer {
  id: string;
  office: string | null;
  done: string | null;
  isPending: boolean;
  indicator: string | null;
  recordedAt: string;
}

interface Answer {
  fieldsOfAction: { id: string; title: Text }[];
  agendaDeadlines: Deadline[];
  /** Nobody is reminded of what is reached. */
  open: { id: string }[];
}

const QUERY = parse(`query AgendaCalendar {
  fieldsOfAction { id title { de en } }
  agendaDeadlines {
    id what field title { de en } partOf { de en } office due done isPending isDemo value unit indicator recordedAt
  }
  open: agendaDeadlines(isOpen: true) { id }
}`);

export interface CalendarOptions {
  language: Language;
  publicUrl: string;
  timeZone: string;
  /** Of an entry: another city has entries of the same id (RFC 5545, 3.8.4.7). */
  uidOf(id: string): string;
  /** What facilities are called, by their ids. */
  placeOf: ReadonlyMap<string, string>;
}

/** So many days before, a calendar reminds of it: an application takes its time. */
const ALARMS: Record<Deadline['what'], number[]> = {
  ...{ TARGET: [7], MILESTONE: [7], CONCEPT_ITEM: [7], RENEWAL: [7] },
  APPLICATIONS: [28, 7],
};

/** The days by which targets are to be reached, systems to be renewed and applications to be made. */
export const deadlines = (schema: GraphQLSchema, options: CalendarOptions): Promise<CalendarDay[]> =>
  daysOf(['TARGET', 'RENEWAL', 'APPLICATIONS'], schema, options);

/** When milestones of measures and of the concept for the town hall are due, or were reached. */
export const milestones = (schema: GraphQLSchema, options: CalendarOptions): Promise<CalendarDay[]> =>
  daysOf(['MILESTONE', 'CONCEPT_ITEM'], schema, options);

async function daysOf(
  wanted: Deadline['what'][],
  schema: GraphQLSchema,
  { language, publicUrl, uidOf }: CalendarOptions,
): Promise<CalendarDay[]> {
  const words = CALENDAR_WORDS[language];
  const { fieldsOfAction, agendaDeadlines, open } = await ask<Answer>(schema, QUERY);
  const isOpen = new Set(open.map(({ id }) => id));
  const fields = new Map(fieldsOfAction.map(({ id, title }) => [id, title[language]]));
  // What was dropped or does not suit the city is nobody's to do; a milestone stays where its measure has ended.
  const isShown = ({ what, isPending, done }: Deadline) => isPending || done !== null || what === 'MILESTONE';
  return agendaDeadlines
    .filter((one) => wanted.includes(one.what) && isShown(one))
    .map((one): CalendarDay => {
      const { id, field, title, due, done, indicator, isDemo, recordedAt } = one;
      const path = indicator ? pathOfIndicator(indicator) : '/agenda';
      const summary = summaryOf(one, title[language], words);
      return {
        uid: uidOf(id),
        day: done ?? due,
        summary: isDemo ? words.marked(summary) : summary,
        description: descriptionOf(one, fields.get(field) ?? field, language, words),
        url: `${publicUrl}${withLang(path, language)}${indicator ? '' : `#${field}`}`,
        changedAt: new Date(recordedAt),
        alarms: isOpen.has(id) ? ALARMS[one.what] : [],
      };
    });
}

function summaryOf({ what, value, unit, done }: Deadline, title: string, words: CalendarWords): string {
  if (what === 'TARGET') return words.target(title, amountIn(words, value, unit!));
  if (what === 'APPLICATIONS') return words.applications(title);
  if (what === 'RENEWAL') return words.renewal(title);
  return done ? words.done(title) : title;
}

function descriptionOf(
  { what, partOf, office, due, done, isDemo }: Deadline,
  field: string,
  language: Language,
  words: CalendarWords,
): string {
  const of = `${words.what[what]}${isDemo ? ` (${words.example})` : ''}${partOf ? `: ${partOf[language]}` : ''} (${field})`;
  return [of, ...(office ? [office] : []), ...(done && done !== due ? [words.wasDue(dayIn(words, due))] : [])].join(
    '\n',
  );
}
