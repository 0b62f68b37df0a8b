// What a form has sent, before anything looks at it: whoever sends it may not have signed in.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asPage, languageFor } from '../../frame/requests.js';
import { BODY_LIMIT } from './limits.js';
import { stopPage } from './session.js';
import { SESSION_WORDS } from './session-words.js';

/** More than the longest form has; each costs time and, where it goes back into a page, a field of it. */
export const MOST_VALUES = 5_000;

/** A form that is refused before it is read. */
export class Refused extends Error {
  constructor(
    readonly statusCode: 400 | 413,
    readonly why: 'tooLarge' | 'noText',
  ) {
    super(why);
  }
}

/** Has forms read by the routes that are registered after it, and answers with a page where one cannot be. */
export function takeForms(routes: FastifyInstance): void {
  routes.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    async (_request: FastifyRequest, body: string) => {
      if (hasMore(body, '&', MOST_VALUES)) throw new Refused(413, 'tooLarge');
      // No browser lets anybody type U+0000, and PostgreSQL cannot hold it.
      if (/%00|\0/.test(body)) throw new Refused(400, 'noText');
      return new URLSearchParams(body);
    },
  );
  const onFault = routes.errorHandler;
  routes.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode;
    const why = error instanceof Refused ? error.why : status === 413 ? 'tooLarge' : status === 415 && 'forgedHint';
    if (!why) return onFault(error as never, request, reply);
    const words = SESSION_WORDS[languageFor(request)];
    return asPage(request, reply.code(status!), (language) => stopPage(words.refused, words[why], language));
  });
}

/** Without making anything of what is counted. */
export function hasMore(text: string, sign: string, most: number): boolean {
  let at = -1;
  for (let count = 0; count < most; count++) {
    at = text.indexOf(sign, at + 1);
    if (at < 0) return false;
  }
  return true;
}
