import type { Database } from '@stadtlage/database';
import type { Registry, Tally } from '@stadtlage/datasets';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../log.js';
import { registerAddressAnswer } from './address-answer/routes.js';
import { registerAgenda } from './agenda/routes.js';
import { registerDistricts } from './districts/routes.js';
import { registerEasyStart } from './easy/routes.js';
import { answerFault } from './frame/faults.js';
import type { Site } from './frame/page.js';
import { takeTurns } from './frame/page-turns.js';
import { POLICY } from './frame/style.js';
import { registerLedger } from './ledger/routes.js';
import { registerOpenDataPages } from './open-data/routes.js';
import { registerSitemap } from './sitemap/routes.js';
import { registerStreets } from './street/routes.js';
import { registerStatement, type Responsible } from './statement/routes.js';

export interface PagesOptions {
  database: Database;
  registry: Registry;
  /** Counts how often something is taken. */
  tally: Tally;
  /** Where the file of all tiles is, once there is one. */
  snapshot: string;
  /** Asked for at the first request: it is built after the routes. */
  schema: () => GraphQLSchema;
  timeZone: string;
  cityName: string;
  responsible: Responsible;
  /** Where people reach this server, if it is set. */
  publicUrl?: string;
  log: Log;
  /** Of the program: another one may answer in other words. */
  version: string;
}

/**
 * Registers the pages that are written here and need no scripts: what is known at an address and by district, what was reported, open data, Leichte Sprache,
 * the accessibility statement and the sitemap. In German or English, by Accept-Language or `?lang=en`. Call it after registerWeb, whose
 * policy for pages with scripts they narrow.
 */
export async function registerPages(fastify: FastifyInstance, options: PagesOptions): Promise<void> {
  const { cityName, publicUrl, log } = options;
  const site: Site = { cityName, publicUrl: publicUrl?.replace(/\/+$/, '') };
  await fastify.register(async (routes) => {
    routes.decorate('site', site);
    routes.addHook('onSend', async (_request, reply) => void reply.header('content-security-policy', POLICY));
    takeTurns(routes);
    routes.setErrorHandler((error, request, reply) => answerFault(error, request, reply, log));
    await registerAddressAnswer(routes, options);
    registerDistricts(routes, options);
    registerStreets(routes, options);
    registerLedger(routes, options);
    await registerAgenda(routes, options);
    registerEasyStart(routes, options);
    registerStatement(routes, options);
    registerSitemap(routes, options);
    registerOpenDataPages(routes, options);
  });
}
