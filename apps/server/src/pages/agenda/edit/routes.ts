import {
  ConflictError,
  decideDraft,
  findDraft,
  isKind,
  listOpenDrafts,
  noteRefusal,
  OwnDraftError,
  publishChange,
  putRecords,
  readLog,
  saveDraft,
  toldAs,
  type Change,
  type Decision,
} from '@stadtlage/agenda';
import { UserError } from '@stadtlage/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { query, withLang } from '../../frame/page.js';
import { asPage, languageFor } from '../../frame/requests.js';
import type { PagesOptions } from '../../routes.js';
import { formOf } from '../fields.js';
import { conflictPage, resolve } from './conflict-page.js';
import { draftPage, draftsPage } from './draft-page.js';
import { typedOf } from './form/typed.js';
import { registerImports, takeFiles } from './import/routes.js';
import { listPage } from './list-page.js';
import { logPage } from './log-page.js';
import { DRAFTS_PATH, EDIT_PATH, LOG_PATH, pathOfDraft, pathOfRecord } from './paths.js';
import { registerPublishing } from './publish.js';
import { momentText, recordPage, type RecordPage, type Setting } from './record-page.js';
import {
  check,
  choicesOf,
  editedIn,
  emptyOf,
  MOST_REASON,
  readKnown,
  withRows,
  type Checked,
  type Edited,
} from './record.js';
import { takeForms } from './sent.js';
import { registerSessions, stopPage, valuesOf } from './session.js';
import { versionPage } from './version-page.js';
import { EDIT_WORDS } from './words.js';

export type EditOptions = Pick<PagesOptions, 'database' | 'schema' | 'timeZone' | 'publicUrl'>;

const PER_PAGE = 100;
const ID = '^[a-z0-9-]{1,100}$';
const RECORD = `${EDIT_PATH}/:kind/:id(${ID})`;

interface OfRecord {
  Params: { kind: string; id: string; version: string };
  Querystring: { draft?: unknown; from?: unknown; saved?: unknown };
}

/** What can be stored; without `edited` where only its reason was typed. */
type Fine = Pick<Checked, 'change'> & { edited?: Edited };

/** Registers `/agenda/edit`: planners and operators who have signed in change the agenda, without scripts. */
export async function registerAgendaEditing(routes: FastifyInstance, options: EditOptions): Promise<void> {
  const { database, timeZone } = options;
  routes.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  takeForms(routes);
  takeFiles(routes);
  registerSessions(routes, options);
  registerImports(routes, options);
  registerPublishing(routes, options);

  const settingOf = (request: FastifyRequest): Setting => ({
    language: languageFor(request),
    editor: request.editor!,
    timeZone,
  });

  routes.get<{ Querystring: { kind?: unknown; q?: unknown } }>(EDIT_PATH, async (request, reply) => {
    const { kind, q } = request.query;
    const asked = {
      kind: typeof kind === 'string' && isKind(kind) ? kind : undefined,
      text: typeof q === 'string' ? q.trim().slice(0, 100) : '',
    };
    const page = await listPage(options, asked, settingOf(request));
    return asPage(request, reply, () => page);
  });

  routes.get<OfRecord>(`${EDIT_PATH}/new/:kind`, async (request, reply) => {
    const { kind } = request.params;
    if (!isKind(kind)) return missing(request, reply);
    return show(request, reply, 200, { edited: emptyOf(kind, languageFor(request)) });
  });

  routes.get<OfRecord>(RECORD, async (request, reply) => {
    const { kind, id } = request.params;
    if (!isKind(kind)) return missing(request, reply);
    const { language } = settingOf(request);
    const { form: words } = EDIT_WORDS[language];
    const known = await readKnown(database, kind, id);
    const number = Number(request.query.draft);
    const draft =
      Number.isInteger(number) && number > 0 && number < 2 ** 31 ? await findDraft(database, number) : undefined;
    const edited = { kind, id, reason: '', expected: known.newest?.version ?? 0 };
    const typed = (content: unknown) => typedOf(formOf(kind), content, language);
    if (draft?.content && draft.kind === kind && draft.recordId === id && !draft.decision) {
      const { expected, reason, content } = draft;
      const taken = { ...edited, expected, reason: reason ?? '', typed: typed(content), draft: draft.id };
      return show(request, reply, 200, { edited: taken, notice: words.fromDraft(draft.id) });
    }
    if (!known.newest) return missing(request, reply);
    const from = known.versions.find(({ version }) => version === Number(request.query.from));
    const said = from?.content ?? known.lastSaid?.content;
    const saved = request.query.saved;
    const notice =
      from?.content && from !== known.newest
        ? words.fromVersion(from.version)
        : saved === 'same'
          ? words.same
          : saved === String(known.newest.version)
            ? known.newest.content
              ? words.saved(known.newest.version)
              : words.withdrawn
            : undefined;
    return show(request, reply, 200, { edited: { ...edited, typed: typed(said) }, notice });
  });

  routes.get<OfRecord>(`${RECORD}/versions/:version(^\\d{1,9}$)`, async (request, reply) => {
    const { kind, id, version } = request.params;
    if (!isKind(kind)) return missing(request, reply);
    const page = versionPage(kind, id, Number(version), await readKnown(database, kind, id), settingOf(request));
    return page ? asPage(request, reply, () => page) : missing(request, reply);
  });

  for (const path of [`${EDIT_PATH}/new/:kind`, RECORD])
    routes.post<OfRecord>(path, async (request, reply) => {
      const { kind, id } = request.params;
      if (!isKind(kind)) return missing(request, reply);
      const values = valuesOf(request);
      const deed = values.get('do') ?? 'check';
      const edited = editedIn(values, kind, id);
      if (/^(add|remove):/.test(deed)) return show(request, reply, 200, { ...withRows(edited, deed), isAnswer: true });
      const { editor, language } = settingOf(request);
      const words = EDIT_WORDS[language];
      const { versions = [] } = id ? await readKnown(database, kind, id) : {};
      const before = versions.find(({ version }) => version === edited.expected)?.content;
      const choices = await choicesOf(database, kind, language);
      const checked = check(edited, { by: editor.name, choices, language, before });
      if (!checked.change) return show(request, reply, 422, { ...checked, isAnswer: true });
      if (deed === 'merge') return merge(request, reply, checked, values);
      try {
        if (deed === 'publish') return await publish(request, reply, checked);
        const differs = await putRecords(database, [checked.change], { isTrial: true });
        if (deed === 'draft')
          return differs ? await draft(request, reply, checked) : await same(request, reply, checked);
        return await show(request, reply, 200, { edited: checked.edited, notice: words.form.fine, isAnswer: true });
      } catch (error) {
        if (error instanceof ConflictError) return conflict(request, reply, checked);
        if (!(error instanceof UserError)) throw error;
        return show(request, reply, 422, { edited: checked.edited, problem: toldAs(error, language), isAnswer: true });
      }
    });

  routes.post<OfRecord>(`${RECORD}/withdraw`, async (request, reply) => {
    const { kind, id } = request.params;
    if (!isKind(kind)) return missing(request, reply);
    const { editor, language } = settingOf(request);
    const words = EDIT_WORDS[language];
    const values = valuesOf(request);
    const reason = (values.get('reason') ?? '').trim().slice(0, MOST_REASON);
    const change: Change = {
      kind,
      id,
      content: null,
      expected: Number(values.get('expected')) || 0,
      reason,
      by: editor.name,
    };
    const known = await readKnown(database, kind, id);
    if (!known.newest) return missing(request, reply);
    const again = (status: number, said: { problem?: string; notice?: string }) => {
      const typed = typedOf(formOf(kind), known.lastSaid?.content, language);
      const edited = { kind, id, typed, reason: '', expected: known.newest!.version };
      return show(request, reply, status, { edited, ...said, whyWithdraw: reason, isAnswer: true });
    };
    const deed = values.get('do');
    // Whoever comes back from signing in looks at it once more.
    if (deed !== 'publish' && deed !== 'draft') return again(200, { notice: words.form.notWithdrawn });
    if (!reason) return again(422, { problem: `${words.form.withdraw}: ${words.wrong.reason}` });
    try {
      if (deed === 'publish') return await publish(request, reply, { change });
      await putRecords(database, [change], { isTrial: true });
      return await draft(request, reply, { change });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!(error instanceof ConflictError)) return again(422, { problem: toldAs(error, language) });
      const { version, by, recordedAt } = known.newest;
      const when = momentText(recordedAt, words.locale, timeZone);
      return again(409, { problem: words.form.changedMeanwhile(version, by, when) });
    }
  });

  routes.get(DRAFTS_PATH, async (request, reply) => {
    const drafts = await listOpenDrafts(database);
    return asPage(request, reply, () => draftsPage(drafts, settingOf(request)));
  });

  const DRAFT = `${DRAFTS_PATH}/:id(^[1-9]\\d{0,8}$)`;
  routes.get<{ Params: { id: string }; Querystring: { saved?: unknown } }>(DRAFT, async (request, reply) => {
    const found = await findDraft(database, Number(request.params.id));
    if (!found) return missing(request, reply, 'draft');
    const known = await readKnown(database, found.kind, found.recordId);
    const setting = settingOf(request);
    const notice = request.query.saved === '1' ? EDIT_WORDS[setting.language].draft.saved(found.id) : undefined;
    return asPage(request, reply, () => draftPage({ ...setting, draft: found, known, notice }));
  });

  routes.post<{ Params: { id: string } }>(DRAFT, async (request, reply) => {
    const id = Number(request.params.id);
    const { editor, language } = settingOf(request);
    const words = EDIT_WORDS[language];
    const values = valuesOf(request);
    const [decision, because] = [values.get('do'), values.get('because') ?? ''];
    const found = await findDraft(database, id);
    if (!found) return missing(request, reply, 'draft');
    const again = async (status: number, problem?: string) => {
      const [draft, known] = [(await findDraft(database, id))!, await readKnown(database, found.kind, found.recordId)];
      const page = { ...settingOf(request), draft, known, problem, because, isAnswer: true };
      return asPage(request, reply.code(status), () => draftPage(page));
    };
    if (!isDecision(decision)) return again(200);
    if (decision === 'refused' && !because.trim()) return again(422, words.wrong.reason);
    try {
      await decideDraft(database, { id, decision, by: editor.name, because: because.slice(0, MOST_REASON) });
      return await reply.redirect(withLang(pathOfDraft(id), language), 303);
    } catch (error) {
      if (error instanceof OwnDraftError) {
        await noteRefusal(database, {
          who: editor.name,
          action: 'draft',
          why: 'own-draft',
          about: `${found.kind}/${found.recordId}`,
        });
        return again(403, words.draft.ownRefused);
      }
      // What the page shows anew says why: it was decided by somebody else, or its record has changed.
      if (error instanceof ConflictError) return again(409);
      if (!(error instanceof UserError)) throw error;
      const isDecided = !!(await findDraft(database, id))?.decision;
      return again(409, isDecided ? words.draft.already : toldAs(error, language));
    }
  });

  routes.get<{ Querystring: { page?: unknown } }>(LOG_PATH, async (request, reply) => {
    const page = Math.min(Math.max(Math.trunc(Number(request.query.page)) || 1, 1), 10_000);
    // One more tells whether there are older ones.
    const entries = await readLog(database, page, PER_PAGE);
    const older = entries.length === PER_PAGE ? await readLog(database, page + 1, PER_PAGE) : [];
    return asPage(request, reply, () => logPage(entries, page, older.length > 0, settingOf(request)));
  });

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    page: Omit<RecordPage, keyof Setting | 'choices' | 'known' | 'drafts'>,
  ) {
    const setting = settingOf(request);
    const { kind, id } = page.edited;
    const isNew = request.routeOptions.url === `${EDIT_PATH}/new/:kind`;
    const [choices, known, drafts] = await Promise.all([
      choicesOf(database, kind, setting.language),
      isNew ? undefined : readKnown(database, kind, id),
      isNew ? undefined : listOpenDrafts(database, { kind, id }),
    ]);
    return asPage(request, reply.code(status), () => recordPage({ ...setting, ...page, choices, known, drafts }));
  }

  async function publish(request: FastifyRequest, reply: FastifyReply, fine: Fine) {
    const { kind, id, expected } = fine.change!;
    if (!(await publishChange(database, fine.change!, fine.edited?.draft))) return same(request, reply, fine);
    const saved = String(expected + 1);
    return reply.redirect(withLang(`${pathOfRecord(kind, id)}?${query({ saved })}`, languageFor(request)), 303);
  }

  async function draft(request: FastifyRequest, reply: FastifyReply, fine: Fine) {
    const id = await saveDraft(database, fine.change!, fine.edited?.draft);
    return reply.redirect(withLang(`${pathOfDraft(id)}?saved=1`, languageFor(request)), 303);
  }

  /** The record is like that already. A reason belongs to what was different; it is not dropped without a word. */
  async function same(request: FastifyRequest, reply: FastifyReply, { change, edited }: Fine) {
    const language = languageFor(request);
    const { kind, id, reason } = change!;
    if (!edited || !reason)
      return reply.redirect(withLang(`${pathOfRecord(kind, id)}?${query({ saved: 'same' })}`, language), 303);
    return show(request, reply, 200, { edited, notice: EDIT_WORDS[language].form.sameButReason, isAnswer: true });
  }

  async function conflict(request: FastifyRequest, reply: FastifyReply, { edited, change }: Checked) {
    const setting = settingOf(request);
    const known = await readKnown(database, edited.kind, edited.id);
    if (request.params && !('id' in (request.params as object))) {
      // Somebody who adds a record has none in mind that is there.
      const { form, wrong } = EDIT_WORDS[setting.language];
      const mistakes = [{ path: 'id', label: form.id, message: wrong.idTaken(edited.id) }];
      return show(request, reply, 409, { edited, mistakes, isAnswer: true });
    }
    // There is no version that it could have begun with.
    if (!known.newest) return missing(request, reply);
    return asPage(request, reply.code(409), () => conflictPage({ ...setting, edited, mine: change!.content!, known }));
  }

  /** What was chosen of two contents goes into the form, to be looked at and saved. */
  async function merge(
    request: FastifyRequest,
    reply: FastifyReply,
    { edited, change }: Checked,
    values: URLSearchParams,
  ) {
    const setting = settingOf(request);
    const known = await readKnown(database, edited.kind, edited.id);
    if (!known.newest) return missing(request, reply);
    const asked = { ...setting, edited, mine: change!.content!, known, values };
    // While it was chosen, one more was saved: there is another choice now.
    const isStill = known.newest.version === Number(values.get('against'));
    const { content, mistakes } = isStill ? resolve(asked) : { mistakes: [] };
    if (!content)
      return asPage(request, reply.code(isStill ? 422 : 409), () =>
        conflictPage({ ...asked, mistakes, values: isStill ? values : undefined }),
      );
    const typed = typedOf(formOf(edited.kind), content, setting.language);
    const next: Edited = { ...edited, typed, expected: known.newest.version };
    return show(request, reply, 200, {
      edited: next,
      notice: EDIT_WORDS[setting.language].form.mergedHint,
      isAnswer: true,
    });
  }

  const missing = (request: FastifyRequest, reply: FastifyReply, what: 'form' | 'draft' = 'form') =>
    asPage(request, reply.code(404), (language) => {
      const { missing, missingHint } = EDIT_WORDS[language][what];
      return stopPage(missing, missingHint, language);
    });
}

const isDecision = (text: string | null): text is Decision =>
  text === 'accepted' || text === 'refused' || text === 'withdrawn';
