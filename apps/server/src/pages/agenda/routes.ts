import type { FastifyInstance } from 'fastify';
import { isUnchanged, tenMinutes } from '../frame/freshness.js';
import { dayOf } from '../frame/language.js';
import { asPage, languageFor } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { registerCalendars } from './calendar/routes.js';
import { registerAgendaEditing } from './edit/routes.js';
import { registerIndicators } from './indicator/routes.js';
import { registerRecords } from './record/routes.js';
import { registerAgendaReport } from './report/routes.js';
import { readCoursesToCome } from './courses.js';
import { keptNetworks } from './indicator/networks.js';
import { AGENDA_PATH, agendaPage } from './page.js';
import { readAgendaPage } from './read.js';

/** Registers `/agenda`: what the council wants to reach, and where it stands today, a page for each figure in it and for each record behind them, all of it as an annex to a council paper, and `/agenda/edit`. */
export async function registerAgenda(routes: FastifyInstance, options: PagesOptions): Promise<void> {
  const { database, schema, timeZone, cityName, version } = options;
  const networksOfCity = keptNetworks(database, schema);
  registerIndicators(routes, options);
  registerRecords(routes, options);
  registerAgendaReport(routes, options);
  registerCalendars(routes, options);
  await routes.register((editing) => registerAgendaEditing(editing, options));

  routes.get(AGENDA_PATH, async (request, reply) => {
    const language = languageFor(request);
    const today = dayOf(new Date(), timeZone);
    reply.header('vary', 'accept-language');
    const parts = ['agenda', version, today, language, tenMinutes()];
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const [answer, courses, networks] = await Promise.all([
      readAgendaPage(schema()),
      readCoursesToCome(database, today),
      // One table less is better than no page.
      networksOfCity().catch(() => null),
    ]);
    return asPage(request, reply, () => agendaPage(answer, { language, cityName, today, courses, networks }));
  });
}
