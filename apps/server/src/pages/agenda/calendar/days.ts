import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import { dayIn, type Language } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { amountIn, pathOfIndicator } from '../amount.js';
import type { CalendarDay } from './ics.js';
import { CALENDAR_WORDS } from './words.js';

interface Text {
  de: string;
  en: string;
}

interface Answer {
  fieldsOfAction: {
    id: string;
    title: Text;
    goals: {
      id: string;
      title: Text;
      isDemo: boolean;
      targets: { date: string; value: number; indicator: { id: string; title: Text; unit: string } | null }[];
      measures: {
        id: string;
        title: Text;
        isDemo: boolean;
        office: string | null;
        milestones: { id: string; title: Text; due: string; done: string | null }[];
      }[];
    }[];
  }[];
}

const QUERY = parse(`query AgendaCalendar {
  fieldsOfAction {
    id title { de en }
    goals {
      id title { de en } isDemo
      targets { date value indicator { id title { de en } unit } }
      measures { id title { de en } isDemo office milestones { id title { de en } due done } }
    }
  }
}`);

export interface CalendarOptions {
  language: Language;
  publicUrl: string;
  changedAt: Date;
  timeZone: string;
  /** What facilities are called, by their ids. */
  placeOf: ReadonlyMap<string, string>;
}

/** The days by which targets are to be reached. */
export async function deadlines(
  schema: GraphQLSchema,
  { language, publicUrl, changedAt }: CalendarOptions,
): Promise<CalendarDay[]> {
  const words = CALENDAR_WORDS[language];
  const { fieldsOfAction } = await ask<Answer>(schema, QUERY);
  return fieldsOfAction.flatMap((field) =>
    field.goals.flatMap((goal) =>
      goal.targets.flatMap(({ date, value, indicator }): CalendarDay[] =>
        indicator
          ? [
              {
                // A goal may have several targets for one indicator.
                uid: `target-${goal.id}-${indicator.id}-${date}@stadtlage`,
                day: date,
                summary: words.target(indicator.title[language], amountIn(words, value, indicator.unit)),
                description: words.goal(goal.title[language], field.title[language], goal.isDemo),
                url: `${publicUrl}${withLang(pathOfIndicator(indicator.id), language)}`,
                changedAt,
              },
            ]
          : [],
      ),
    ),
  );
}

/** The milestones of measures: when they are due, or when they were reached. */
export async function milestones(
  schema: GraphQLSchema,
  { language, publicUrl, changedAt }: CalendarOptions,
): Promise<CalendarDay[]> {
  const words = CALENDAR_WORDS[language];
  const { fieldsOfAction } = await ask<Answer>(schema, QUERY);
  return fieldsOfAction.flatMap((field) =>
    field.goals.flatMap((goal) =>
      goal.measures.flatMap((measure) =>
        measure.milestones.map((one): CalendarDay => ({
          uid: `milestone-${measure.id}-${one.id}@stadtlage`,
          day: one.done ?? one.due,
          summary: one.done ? words.done(one.title[language]) : one.title[language],
          description: [
            words.measure(measure.title[language], field.title[language], measure.isDemo),
            ...(measure.office ? [measure.office] : []),
            ...(one.done && one.done !== one.due ? [words.wasDue(dayIn(words, one.due))] : []),
          ].join('\n'),
          url: `${publicUrl}${withLang('/agenda', language)}#${field.id}`,
          changedAt,
        })),
      ),
    ),
  );
}
