import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, type Language } from './words.js';

const MAX_ID = 100;

// eslint-disable-next-line no-control-regex -- PostgreSQL cannot hold U+0000, and no register has the others in an id
export const isPossible = (id: string) => id.length <= MAX_ID && !/[\u0000-\u001f\ud800-\udfff]/.test(id);

export const languageFor = ({ query, headers }: FastifyRequest): Language =>
  languageOf((query as { lang?: unknown }).lang, headers['accept-language']);

export function asPage(request: FastifyRequest, reply: FastifyReply, write: (language: Language) => string) {
  const language = languageFor(request);
  return reply.type('text/html; charset=utf-8').header('content-language', language).send(write(language));
}
