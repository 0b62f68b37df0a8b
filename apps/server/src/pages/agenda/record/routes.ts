import { isKind, isRowKind, RECORDS_PATH } from '@stadtlage/agenda';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forgetCaching, isUnchanged, tenMinutes } from '../../frame/freshness.js';
import { html } from '../../frame/html.js';
import { dayOf } from '../../frame/language.js';
import { withLang } from '../../frame/page.js';
import { asPage, isPossible, languageFor } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { recordPage } from './page.js';
import { readRecord } from './read.js';
import { readRow, rowPage } from './row.js';
import { RECORD_WORDS } from './words.js';

interface Asking {
  Params: { kind: string; '*': string };
}

/** Registers `/agenda/record/{kind}/{id}`: one record behind the figures, for everybody. */
export function registerRecords(routes: FastifyInstance, options: PagesOptions): void {
  const { database, registry, timeZone, cityName, version } = options;
  const { publisher } = registry;

  const missing = (request: FastifyRequest, reply: FastifyReply, what: 'missing' | 'noKind' | 'gone') =>
    asPage(request, forgetCaching(reply).code(404), (language) => {
      const words = RECORD_WORDS[language];
      return {
        title: words[what],
        language,
        content: html`<p>${words[`${what}Hint`]}</p>
          <p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>`,
      };
    });

  routes.get<Asking>(`${RECORDS_PATH}/:kind/*`, async (request, reply) => {
    const { kind, '*': id } = request.params;
    reply.header('vary', 'accept-language');
    if (!isKind(kind) && !isRowKind(kind)) return missing(request, reply, 'noKind');
    if (!isPossible(id)) return missing(request, reply, 'missing');
    const parts: unknown[] = ['record', version, kind, id, languageFor(request), dayOf(new Date(), timeZone)];
    if (kind === 'use-case') parts.push(tenMinutes());
    if (await isUnchanged(request, reply, database, parts)) return reply.code(304).send();
    const setting = { cityName, publisher, timeZone };
    if (isRowKind(kind)) {
      const found = await readRow(database, registry, kind, id);
      if (!found) return missing(request, reply, 'missing');
      return asPage(request, reply, (language) => rowPage(kind, id, found, { ...setting, language }));
    }
    const found = await readRecord(database, registry, kind, id);
    if (!found) return missing(request, reply, 'missing');
    const { content } = found;
    if (!content) return missing(request, reply, 'gone');
    return asPage(request, reply, (language) => recordPage(kind, id, { ...found, content }, { ...setting, language }));
  });
}
