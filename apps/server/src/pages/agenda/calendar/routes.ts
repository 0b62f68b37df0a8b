import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { isUnchanged } from '../../frame/freshness.js';
import { dayOf } from '../../frame/language.js';
import { languageFor } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { deadlines, milestones, type CalendarOptions } from './days.js';
import { toCalendar, type CalendarDay } from './ics.js';
import { courses } from './records.js';
import { CALENDAR_WORDS } from './words.js';

type Read = (schema: GraphQLSchema, options: CalendarOptions) => Promise<CalendarDay[]>;
const CALENDARS: Record<'deadlines' | 'milestones' | 'courses', Read> = { deadlines, milestones, courses };

const PLACES = `SELECT facility_id AS id, min(place) AS name FROM open.agenda_courses WHERE facility_id IS NOT NULL GROUP BY 1`;

/** Registers `/agenda/calendar/deadlines.ics`, `milestones.ics` and `courses.ics` (`?lang=en`), to be subscribed to. */
export function registerCalendars(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, cityName, version, timeZone, tally } = options;
  const taken = tally.of('api', 'calendar', 'ics');
  for (const [name, read] of Object.entries(CALENDARS) as [keyof typeof CALENDARS, Read][]) {
    routes.get(`/agenda/calendar/${name}.ics`, { config: { uses: () => taken } }, async (request, reply) => {
      const language = languageFor(request);
      reply.header('vary', 'accept-language');
      if (
        await isUnchanged(request, reply, database, ['calendar', name, version, language, dayOf(new Date(), timeZone)])
      )
        return reply.code(304).send();
      const { host } = request;
      const publicUrl = request.server.site.publicUrl ?? `${request.protocol}://${host}`;
      const places = await database.query<{ id: string; name: string }>(PLACES);
      const placeOf = new Map(places.map((one) => [one.id, one.name]));
      const uidOf = (id: string) => `${id}@${new URL(publicUrl).hostname}`;
      const days = await read(schema(), { language, publicUrl, timeZone, placeOf, uidOf });
      return reply
        .type('text/calendar; charset=utf-8')
        .send(toCalendar(CALENDAR_WORDS[language].names[name](cityName), days));
    });
  }
}
