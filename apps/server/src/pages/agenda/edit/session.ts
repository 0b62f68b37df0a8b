import { closeSession, findSession, isFormOf, openSession, SESSION_HOURS, type Session } from '@stadtlage/operators';
import { isKind, noteRefusal, readVersions, type Refusal } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import { networkOf } from '@stadtlage/datasets';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { html, type Html } from '../../frame/html.js';
import { withLang, type Page } from '../../frame/page.js';
import { asPage, isForeign, languageFor } from '../../frame/requests.js';
import type { Language } from '../../frame/language.js';
import { FILE_BODY_LIMIT } from './limits.js';
import {
  DRAFTS_PATH,
  EDIT_PATH,
  IMPORT_PATH,
  PUBLISH_PATH,
  SIGN_IN_PATH as SIGN_IN,
  SIGN_OUT_PATH as SIGN_OUT,
} from './paths.js';
import { SESSION_WORDS } from './session-words.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who has signed in to edit the agenda. */
    editor: Session | null;
  }
}

const COOKIE = 'stadtlage-editor';

/** Nobody guesses a token; whoever tries has the database look for each. Soon over, as many share a network: a town hall, for one. */
const ATTEMPTS = 10;
const ATTEMPTS_MS = 60_000;

/** What is tried at a path; anywhere else a record is edited. */
const ACTIONS: [path: string, Refusal['action']][] = [
  [`${DRAFTS_PATH}/`, 'draft'],
  [IMPORT_PATH, 'import'],
  [PUBLISH_PATH, 'publish'],
];

interface SessionOptions {
  database: Database;
  publicUrl?: string;
}

/** The values of a form that was sent. */
export const valuesOf = ({ body }: FastifyRequest): URLSearchParams =>
  body instanceof URLSearchParams ? body : new URLSearchParams(typeof body === 'string' ? body : '');

/**
 * Lets in to the routes that are registered after it whoever has signed in with the token of a planner or operator, and takes no form but
 * those that were made for their session. Who has not is led to the form to sign in, with what they have typed.
 */
export function registerSessions(routes: FastifyInstance, { database, publicUrl }: SessionOptions): void {
  const attempts = new LRUCache<string, number>({ max: 10_000, ttl: ATTEMPTS_MS });

  routes.decorateRequest('editor', null);
  routes.addHook('preHandler', async (request, reply) => {
    const secret = secretOf(request);
    request.editor = (secret && (await findSession(database, secret))) || null;
    const { url } = request.routeOptions;
    const changes = request.method === 'POST';
    if (changes && isForeign(request, publicUrl)) return refuse(request, reply, 'forged');
    if (url === SIGN_IN) return;
    if (!request.editor) {
      if (changes) return refuse(request, reply, 'not-signed-in');
      const to = request.url.startsWith(`${EDIT_PATH}?`) || request.url === EDIT_PATH ? '' : request.url;
      const path = to ? `${SIGN_IN}?${new URLSearchParams({ to })}` : SIGN_IN;
      return reply.redirect(withLang(path, languageFor(request)), 303);
    }
    if (changes && !isFormOf(request.editor, valuesOf(request).get('csrf') ?? ''))
      return refuse(request, reply, 'forged');
  });

  async function refuse(request: FastifyRequest, reply: FastifyReply, why: Refusal['why']) {
    const url = request.routeOptions.url ?? '';
    const action = ACTIONS.find(([part]) => url.startsWith(part))?.[1] ?? 'edit';
    if (url !== SIGN_IN && url !== SIGN_OUT)
      await noteRefusal(database, { who: request.editor?.name, action, why, about: await aboutOf(request) });
    const language = languageFor(request);
    const words = SESSION_WORDS[language];
    if (why === 'not-signed-in')
      return asPage(request, reply.code(401), () =>
        signInPage(language, { kept: keptOf(request), notice: words.over }),
      );
    return asPage(request, reply.code(403), () => stopPage(words.refused, words.forgedHint, language));
  }

  /** The record that it was about: what is none tells nothing. */
  async function aboutOf({ params }: FastifyRequest): Promise<string | undefined> {
    const { kind = '', id = '' } = params as { kind?: string; id?: string };
    const isRecord = isKind(kind) && (await readVersions(database, kind, id)).length > 0;
    return isRecord ? `${kind}/${id}` : undefined;
  }

  routes.get(SIGN_IN, (request, reply) => {
    const { to } = request.query as { to?: unknown };
    return asPage(request, reply, (language) => signInPage(language, { to: ownPath(to) }));
  });

  // What somebody has written before comes along, also a file.
  routes.post(SIGN_IN, { bodyLimit: FILE_BODY_LIMIT }, async (request, reply) => {
    const values = valuesOf(request);
    const language = languageFor(request);
    const words = SESSION_WORDS[language];
    const kept = keptIn(values);
    const again = (status: number, mistake: string) =>
      asPage(request, reply.code(status), () => signInPage(language, { mistake, kept, to: ownPath(values.get('to')) }));
    const network = networkOf(request.ip);
    const tried = attempts.get(network) ?? 0;
    if (tried >= ATTEMPTS) {
      const seconds = Math.ceil((attempts.getRemainingTTL(network) || ATTEMPTS_MS) / 1_000);
      reply.header('retry-after', seconds);
      return again(429, words.tooOften(seconds));
    }
    // From the first attempt on, so that trying goes on for no longer than it may; before the database is asked, for those at once.
    const ttl = attempts.getRemainingTTL(network) || ATTEMPTS_MS;
    attempts.set(network, tried + 1, { ttl });
    const secret = await openSession(database, (values.get('token') ?? '').trim().slice(0, 200));
    if (!secret) return again(422, words.wrongToken);
    // Who may come in has not guessed.
    const counted = attempts.get(network);
    if (counted) attempts.set(network, counted - 1, { ttl: attempts.getRemainingTTL(network) || 1 });
    reply.header('set-cookie', cookie(secret, SESSION_HOURS * 3_600, isSecure(request, publicUrl)));
    if (!kept) return reply.redirect(withLang(ownPath(values.get('to')) ?? EDIT_PATH, language), 303);
    const session = (await findSession(database, secret))!;
    return asPage(request, reply, () => goOnPage(language, kept, session));
  });

  routes.post(SIGN_OUT, async (request, reply) => {
    await closeSession(database, secretOf(request)!);
    reply.header('set-cookie', cookie('', 0, isSecure(request, publicUrl)));
    return reply.redirect(withLang(`${SIGN_IN}`, languageFor(request)), 303);
  });
}

/** A cookie for these pages alone: neither scripts nor other pages of ours see it, and no other site has it sent. */
const cookie = (secret: string, seconds: number, secure: boolean): string =>
  `${COOKIE}=${secret}; Path=${EDIT_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

const isSecure = ({ protocol }: FastifyRequest, publicUrl?: string): boolean =>
  protocol === 'https' || !!publicUrl?.startsWith('https:');

function secretOf({ headers }: FastifyRequest): string | undefined {
  const found = headers.cookie?.split(';').find((part) => part.trim().startsWith(`${COOKIE}=`));
  return found?.split('=')[1]?.trim() || undefined;
}

/** Where to, in the language that is asked for by then. Nobody is led to another site. */
function ownPath(to: unknown): string | undefined {
  if (typeof to !== 'string' || !/^\/agenda\/edit(?:[/?][\w./?=&%+-]*)?$/.test(to)) return undefined;
  const { pathname, searchParams } = new URL(to, 'http://here');
  searchParams.delete('lang');
  return pathname.startsWith(EDIT_PATH) ? `${pathname}${searchParams.size ? `?${searchParams}` : ''}` : undefined;
}

/** A form that was sent after the session had ended: where to, and all that was in it. */
interface Kept {
  action: string;
  values: [string, string][];
}

/** Nothing else is handed back: whoever is nobody may send anything. */
const IN_FORMS = /^(?:content(?:\.\w{1,50}){1,10}|id|expected|reason|draft|because|what|replace|name|file|seen|asOf)$/;

function keptOf(request: FastifyRequest): Kept | undefined {
  const values = [...valuesOf(request)].filter(([name]) => IN_FORMS.test(name));
  return values.length ? { action: request.url, values } : undefined;
}

function keptIn(values: URLSearchParams): Kept | undefined {
  const action = ownPath(values.get('kept'));
  if (!action) return undefined;
  const typed = [...values].flatMap(([name, value]): [string, string][] =>
    name.startsWith('kept.') && IN_FORMS.test(name.slice('kept.'.length)) ? [[name.slice('kept.'.length), value]] : [],
  );
  return { action, values: typed };
}

interface SignIn {
  to?: string;
  kept?: Kept;
  notice?: string;
  mistake?: string;
}

function signInPage(language: Language, { to, kept, notice, mistake }: SignIn): Page {
  const words = SESSION_WORDS[language];
  return {
    title: mistake ? words.mistakeTitle : words.signIn,
    language,
    versions: kept ? undefined : { de: withLang(SIGN_IN, 'de'), en: withLang(SIGN_IN, 'en') },
    content: html`${notice && html`<p class="mistakes" role="alert">${notice}</p>`}
      <p>${words.who}</p>
      <form class="edit" action="${withLang(SIGN_IN, language)}" method="post">
        ${to && html`<input type="hidden" name="to" value="${to}" />`} ${kept && keptHtml(kept, 'kept.')}
        ${kept && html`<input type="hidden" name="kept" value="${kept.action}" />`}
        <p>
          <label for="token">${words.token}</label><br />
          ${mistake && html`<span class="mistake" id="token-mistake" role="alert">${mistake}</span><br />`}
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="current-password"
            required
            ${mistake ? html`aria-invalid="true" aria-describedby="token-mistake"` : ''}
          />
        </p>
        <p><button type="submit">${words.signIn}</button></p>
      </form>
      <p class="muted">${words.cookie}</p>`,
  };
}

/** There is no going on from here, but back to the beginning. */
export const stopPage = (title: string, hint: string, language: Language): Page => ({
  title,
  language,
  content: html`<p>${hint}</p>
    <p><a href="${withLang(EDIT_PATH, language)}">${SESSION_WORDS[language].toEditing}</a></p>`,
});

/** After a session had ended: one step back to what was typed. It is not sent by itself, as whoever signs in has not seen it again. */
const goOnPage = (language: Language, kept: Kept, { formToken }: Session): Page => {
  const words = SESSION_WORDS[language];
  return {
    title: words.goOn,
    language,
    content: html`<p>${words.goOnHint}</p>
      <form class="edit" action="${withLang(kept.action, language)}" method="post">
        <input type="hidden" name="csrf" value="${formToken}" />
        ${keptHtml(kept, '')}
        <p><button name="do" value="check">${words.goOnButton}</button></p>
      </form>`,
  };
};

const keptHtml = ({ values }: Kept, prefix: string): Html[] =>
  values.map(([name, value]) => html`<input type="hidden" name="${prefix}${name}" value="${value}" />`);
