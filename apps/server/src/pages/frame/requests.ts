import type { Turns } from '@stadtlage/datasets';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, type Language } from './language.js';
import { EASY, framed, type Page, type Site } from './page.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whose pages are served; see registerPages. */
    site: Site;
    /** In which pages are made; what is sent in parts takes one for each. */
    turns: Turns;
  }
}

const MAX_ID = 100;

// eslint-disable-next-line no-control-regex -- PostgreSQL cannot hold U+0000, and no register has the others in an id
export const isPossible = (id: string) => id.length <= MAX_ID && !/[\u0000-\u001f\ud800-\udfff]/.test(id);

export const languageFor = ({ query, headers }: FastifyRequest): Language =>
  languageOf((query as { lang?: unknown }).lang, headers['accept-language']);

/** Whether Leichte Sprache is asked for. Only an address of a page says so: browsers have no such preference. */
export const isEasyAsked = ({ query }: FastifyRequest): boolean => (query as { lang?: unknown }).lang === EASY;

/** Where people reach this server: what is set, else what this request says, if that is the name of a host. */
export function baseOf({ server, protocol, host }: FastifyRequest): string {
  if (server.site.publicUrl) return server.site.publicUrl;
  return `${protocol}://${/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? host : 'localhost'}`;
}

/** Aborted when nobody waits for the answer any more. */
export function leftBy(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  return left.signal;
}

export function asPage(request: FastifyRequest, reply: FastifyReply, write: (language: Language) => Page) {
  const page = write(languageFor(request));
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', page.isEasy ? 'de-simple' : page.language)
    .send(framed(page, request.server.site, baseOf(request)));
}

/** Whether a form was sent by another site, in the name of who looks at that. Programs that are no browsers do not say it. */
export function isForeign({ headers, host }: FastifyRequest, publicUrl?: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site) return site !== 'same-origin' && site !== 'none';
  if (!headers.origin) return false;
  // "null" is the origin of a page that hides where it is from.
  if (!URL.canParse(headers.origin)) return true;
  const { host: from, origin } = new URL(headers.origin);
  return from !== host && !(publicUrl && new URL(publicUrl).origin === origin);
}
