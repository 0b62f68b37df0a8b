import type { ContentOf } from '@stadtlage/agenda';
import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../../frame/ask.js';
import { withLang } from '../../frame/page.js';
import { formOf, wordOf } from '../fields.js';
import type { CalendarOptions } from './days.js';
import type { CalendarDay } from './ics.js';
import { momentOf } from './moment.js';
import { CALENDAR_WORDS } from './words.js';

interface Entry<Content> {
  id: string;
  isDemo: boolean;
  recordedAt: string;
  content: Content;
}

const QUERY = parse(`query CalendarRecords($kind: AgendaKind!, $after: String) {
  agendaRecords(kind: $kind, first: 1000, after: $after) {
    nodes { id isDemo recordedAt content } pageInfo { hasNextPage endCursor }
  }
}`);

interface Answer<Content> {
  agendaRecords: { nodes: Entry<Content>[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

async function recordsOf<Content>(schema: GraphQLSchema, kind: string): Promise<Entry<Content>[]> {
  const found: Entry<Content>[] = [];
  for (let after: string | null = null; ;) {
    const { agendaRecords }: Answer<Content> = await ask(schema, QUERY, { kind, after });
    found.push(...agendaRecords.nodes);
    if (!agendaRecords.pageInfo.hasNextPage) return found;
    after = agendaRecords.pageInfo.endCursor;
  }
}

const GROUP = formOf('course').parts.find(({ name }) => name === 'targetGroup')!.field;

const DAYS_KEPT = 90;

/** Courses to come, and those of the past three months: with their times, where they are on one day. */
export async function courses(
  schema: GraphQLSchema,
  { language, publicUrl, timeZone, placeOf, uidOf }: CalendarOptions,
): Promise<CalendarDay[]> {
  const words = CALENDAR_WORDS[language];
  const first = new Date(Date.now() - DAYS_KEPT * 86_400_000).toISOString().slice(0, 10);
  const all = await recordsOf<ContentOf<'course'>>(schema, 'COURSE');
  return all
    .filter(({ content: { starts, ends } }) => (ends ?? starts) >= first)
    .map(({ id, isDemo, recordedAt, content }): CalendarDay => {
      const { title, text, starts, ends = starts, from, until, seats, state, link, facility, place } = content;
      const isOneDay = ends === starts;
      const summary = state === 'cancelled' ? words.cancelled(title[language]) : title[language];
      const location = (facility && placeOf.get(facility)) ?? place;
      return {
        uid: uidOf(`course-${id}`),
        day: starts,
        lastDay: ends,
        ...(isOneDay && from ? { from: momentOf(starts, from, timeZone) } : {}),
        ...(isOneDay && until ? { until: momentOf(starts, until, timeZone) } : {}),
        ...(location ? { location } : {}),
        isCancelled: state === 'cancelled',
        summary: isDemo ? words.marked(summary) : summary,
        description: [
          ...(isDemo ? [words.isExample] : []),
          ...(text ? [text[language]] : []),
          ...(!isOneDay && from ? [words.times(from, until)] : []),
          words.for(wordOf(GROUP, content.targetGroup, language)),
          ...(seats === undefined ? [] : [words.seats(seats)]),
        ].join('\n'),
        url: link ?? `${publicUrl}${withLang('/agenda', language)}#training`,
        category: wordOf(GROUP, content.targetGroup, language),
        changedAt: new Date(recordedAt),
      };
    });
}
