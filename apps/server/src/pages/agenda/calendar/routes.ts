import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { isUnchanged } from '../../frame/freshness.js';
import { dayOf } from '../../frame/language.js';
import { languageFor } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { deadlines, milestones, type CalendarOptions } from './days.js';
import { toCalendar, type CalendarDay } from './ics.js';
import { courses, programmeDeadlines } from './records.js';
import { CALENDAR_WORDS } from './words.js';

type Read = (schema: GraphQLSchema, options: CalendarOptions) => Promise<CalendarDay[]>;
const CALENDARS: Record<'deadlines' | 'milestones' | 'courses', Read[]> = {
  deadlines: [deadlines, programmeDeadlines],
  milestones: [milestones],
  courses: [courses],
};

/** When goals and measures were changed last: DTSTAMP must be a moment that does not move with each request. */
const CHANGED = `SELECT max(changed_at) AS at FROM datasets.state WHERE dataset IN ('agenda-goals', 'agenda-measures')`;

const PLACES = `SELECT facility_id AS id, min(place) AS name FROM open.agenda_courses WHERE facility_id IS NOT NULL GROUP BY 1`;

/** Registers `/agenda/calendar/deadlines.ics`, `milestones.ics` and `courses.ics` (`?lang=en`), to be subscribed to. */
export function registerCalendars(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, cityName, version, timeZone, tally } = options;
  const taken = tally.of('api', 'calendar', 'ics');
  for (const [name, reads] of Object.entries(CALENDARS) as [keyof typeof CALENDARS, Read[]][]) {
    routes.get(`/agenda/calendar/${name}.ics`, { config: { uses: () => taken } }, async (request, reply) => {
      const language = languageFor(request);
      reply.header('vary', 'accept-language');
      if (
        await isUnchanged(request, reply, database, ['calendar', name, version, language, dayOf(new Date(), timeZone)])
      )
        return reply.code(304).send();
      const [changed] = await database.query<{ at: Date | null }>(CHANGED);
      const { host } = request;
      const publicUrl = request.server.site.publicUrl ?? `${request.protocol}://${host}`;
      const places = await database.query<{ id: string; name: string }>(PLACES);
      const placeOf = new Map(places.map((one) => [one.id, one.name]));
      const asked = { language, publicUrl, changedAt: changed?.at ?? new Date(0), timeZone, placeOf };
      const days = (await Promise.all(reads.map((read) => read(schema(), asked)))).flat();
      return reply
        .type('text/calendar; charset=utf-8')
        .send(toCalendar(CALENDAR_WORDS[language].names[name](cityName), days));
    });
  }
}
