import type { FastifyInstance } from 'fastify';
import { isUnchanged } from '../frame/freshness.js';
import { asPage } from '../frame/requests.js';
import type { PagesOptions } from '../routes.js';
import { easyStartPage } from './search.js';

/** Registers `/leicht`, the start in Leichte Sprache. An address answers in it with `?lang=de-leicht`. */
export function registerEasyStart(routes: FastifyInstance, { database, cityName, version }: PagesOptions): void {
  routes.get('/leicht', async (request, reply) => {
    if (await isUnchanged(request, reply, database, ['/leicht', version])) return reply.code(304).send();
    return asPage(request, reply, () => easyStartPage(cityName));
  });
}
