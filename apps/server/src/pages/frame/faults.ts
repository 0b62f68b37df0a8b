import { TooBusy } from '@stadtlage/datasets';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../log.js';
import { forgetCaching } from './freshness.js';
import { html } from './html.js';
import { asPage } from './requests.js';
import { FRAME_WORDS } from './words.js';

const QUERY_CANCELED = '57014';

/** Logs a fault of ours and sets the status. @returns whether there was only too much to do */
export function noteFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): boolean {
  if (error instanceof TooBusy) {
    forgetCaching(reply).code(429).header('retry-after', error.retryAfterSeconds);
    return true;
  }
  const slow = (error as { code?: string }).code === QUERY_CANCELED;
  // Whoever has left needs no page.
  if (!slow && !reply.raw.destroyed) log.error({ err: error, url: request.url }, 'A page could not be made');
  forgetCaching(reply).code(slow ? 503 : 500);
  return slow;
}

export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  noteFault(error, request, reply, log);
  return asPage(request, reply, (language) => {
    const { fault, faultHint, busyHint } = FRAME_WORDS[language];
    return { title: fault, language, content: html`<p>${error instanceof TooBusy ? busyHint : faultHint}</p>` };
  });
}
