import {
  fingerprintOf,
  isKind,
  isWithdrawal,
  lacksReason,
  listsOf,
  parseAgendaFile,
  planImport,
  putRecords,
  readRecordsFromTable,
  refuseLacking,
  toldAs,
  type ListOfRecords,
} from '@stadtlage/agenda';
import { UserError, type Database } from '@stadtlage/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { query, withLang } from '../../../frame/page.js';
import { asPage, languageFor } from '../../../frame/requests.js';
import { FILE_BODY_LIMIT } from '../limits.js';
import { IMPORT_PATH } from '../paths.js';
import { MOST_REASON } from '../record.js';
import { hasMore, Refused } from '../sent.js';
import { valuesOf } from '../session.js';
import { importPage, type ImportPage } from './page.js';
import { IMPORT_WORDS } from './words.js';

export const MOST_BYTES = 2_000_000;
/** More than the form has. */
const MOST_PARTS = 50;

/**
 * A form with a file comes as one without: `file` is what it holds, in Base64, `name` what it is called. So can it go along unseen to the next
 * step, and a program that sends it in two ways is read the same.
 */
export function takeFiles(routes: FastifyInstance): void {
  routes.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: FILE_BODY_LIMIT },
    async (request: FastifyRequest, body: Buffer) => {
      const headers = { 'content-type': request.headers['content-type']! };
      if (hasMore(body.toString('latin1'), 'form-data; name=', MOST_PARTS)) throw new Refused(413, 'tooLarge');
      const values = new URLSearchParams();
      // What is no such form has no values, and is refused for that.
      const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => new FormData());
      for (const [name, value] of form) {
        if (typeof value === 'string') {
          if (value.includes('\0')) throw new Refused(400, 'noText');
          values.append(name, value);
        } else if (name === 'file' && value.size) {
          values.append('file', Buffer.from(await value.arrayBuffer()).toString('base64'));
          values.append('name', value.name.replace(/^.*[/\\]/, '').slice(0, 200));
        }
      }
      return values;
    },
  );
}

/** Registers `/agenda/edit/import`: a file is tried, what it would change is shown, and then it is done, by just those changes. */
export function registerImports(routes: FastifyInstance, { database }: { database: Database }): void {
  routes.get<{ Querystring: { done?: unknown } }>(IMPORT_PATH, (request, reply) => {
    const done = Number(request.query.done);
    const notice = Number.isInteger(done) && done > 0 ? IMPORT_WORDS[languageFor(request)].done(done) : undefined;
    return show(request, reply, 200, { notice });
  });

  routes.post(IMPORT_PATH, { bodyLimit: FILE_BODY_LIMIT }, async (request, reply) => {
    const values = valuesOf(request);
    const words = IMPORT_WORDS[languageFor(request)];
    const [what, isReplacing] = [values.get('what') ?? '', values.get('replace') === 'true'];
    const asked = { what, isReplacing, name: values.get('name') ?? '', file: values.get('file') ?? '' };
    const bytes = Buffer.from(asked.file, 'base64');
    if (!bytes.length) return show(request, reply, 422, { ...asked, problem: words.noFile });
    if (bytes.length > MOST_BYTES) return show(request, reply, 413, { ...asked, file: '', problem: words.tooLarge });
    try {
      const by = request.editor!.name;
      const said = (values.get('reason') ?? '').trim().slice(0, MOST_REASON);
      const options = { by, replace: isReplacing, reason: said || null };
      const plan = await planImport(database, await read(what, asked.name, bytes), options);
      refuseLacking(plan);
      const [seen, wanted] = [fingerprintOf(plan), values.get('seen')];
      // Nothing is withdrawn that nobody has said yes to.
      const isAllowed = values.get('allow-removals') === 'true' || !plan.some(isWithdrawal);
      const isSilent = plan.some(lacksReason);
      const isAsked = values.get('do') === 'apply' && !!wanted;
      const isWanted = isAsked && wanted === seen && isAllowed && !isSilent;
      await putRecords(database, plan, { isTrial: !isWanted });
      if (isWanted)
        return await reply.redirect(
          withLang(`${IMPORT_PATH}?${query({ done: String(plan.length) })}`, languageFor(request)),
          303,
        );
      const isMoved = isAsked && wanted !== seen;
      const problem = !isAsked ? undefined : isMoved ? words.moved : isAllowed ? words.noReason : words.notAllowed;
      const status = isMoved ? 409 : isAsked ? 422 : 200;
      return await show(request, reply, status, { ...asked, plan, seen, reason: said, problem });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return show(request, reply, 422, {
        ...asked,
        file: '',
        problem: words.wrong,
        told: toldAs(error, languageFor(request)),
      });
    }
  });

  function show(request: FastifyRequest, reply: FastifyReply, status: number, page: Partial<ImportPage>) {
    return asPage(request, reply.code(status), (language) =>
      importPage({ ...page, language, editor: request.editor! }),
    );
  }
}

/** @throws UserError that says what is wrong with the file, and where */
async function read(what: string, name: string, bytes: Buffer): Promise<ListOfRecords[]> {
  if (!what) return listsOf(parseAgendaFile(bytes.toString('utf8'), name));
  if (!isKind(what)) throw new UserError(`There is no table of ${what}.`);
  const file = {
    name,
    bytes: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
  return [{ kind: what, records: await readRecordsFromTable(what, file) }];
}
