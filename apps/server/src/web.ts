import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '@stadtlage/database';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { html, type Html } from './pages/frame/html.js';
import { languageOf, type Language } from './pages/frame/language.js';
import { withLang } from './pages/frame/page.js';
import { isPossible } from './pages/frame/requests.js';
import type { Settings } from './settings.js';
import { WEB } from './web-folder.js';

/** Serves the web app, GraphiQL at GET /graphql for people, and /config.json. */
export async function registerWeb(
  fastify: FastifyInstance,
  settings: Settings,
  version: string,
  database: Pick<Database, 'query'>,
): Promise<void> {
  const policies = contentSecurityPolicies(settings);
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    if (String(reply.getHeader('content-type') ?? '').startsWith('text/html')) {
      reply.header('content-security-policy', wantsGraphiql(request) ? policies.graphiql : policies.page);
    }
  });

  fastify.get('/config.json', (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({
      city: { name: settings.cityName, center: settings.cityCenter, zoom: settings.cityZoom },
      basemapStyle: settings.basemapStyle ?? null,
      version,
    }),
  );

  // Without the web build (a process that only serves the API) everything else stays as it is.
  if (!existsSync(WEB)) return;
  const isDemo = await demoWatch(database);
  const index = await readFile(`${WEB}index.html`, 'utf8');
  await fastify.register(fastifyStatic, {
    root: WEB,
    wildcard: false,
    index: ['index.html'],
    // The build wrote .br and .gz beside each file.
    preCompressed: true,
    // Its own header would take the place of ours.
    cacheControl: false,
    setHeaders: (reply, path) => {
      cacheHeaders(reply, path);
      reply.setHeader('vary', `accept-encoding${/\bstart\.[\w.]+\.html/.test(path) ? ', accept-language' : ''}`);
    },
  });
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (wantsGraphiql(request)) return reply.sendFile('graphiql.html');
    const query = mapQuery(request);
    if (!query) return;
    const language = languageOf(query.get('lang') ?? undefined, request.headers['accept-language']);
    const path = pathWithoutScripts(query);
    if (path) {
      const href = withLang(path, language);
      return reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-cache', vary: 'accept-language', link: `<${href}>; rel="canonical"` })
        .send(leadingTo(index, href, language, query.get('embed') === '1'));
    }
    if (NOT_THE_START.some((name) => query.get(name))) return;
    return reply.sendFile(`start.${language}.${isDemo() ? 'demo.html' : 'html'}`);
  });
}

const RENEWED_AFTER_MS = 60_000;

/** Whether anything here is made up. Nobody who asks for the start waits for the database: it is told as it was a moment ago. */
async function demoWatch(database: Pick<Database, 'query'>): Promise<() => boolean> {
  let [isDemo, askedAt] = [false, 0];
  const ask = async () => {
    askedAt = Date.now();
    const [found] = await database.query<{ demo: boolean }>(
      `SELECT EXISTS (SELECT FROM imports.run WHERE origin = 'demo' AND state = 'imported' AND replaced_by IS NULL) AS demo`,
    );
    isDemo = found!.demo;
  };
  await ask();
  return () => {
    if (Date.now() - askedAt > RENEWED_AFTER_MS) void ask().catch(() => undefined);
    return isDemo;
  };
}

/** What opens something at once; the start is only in its way. */
const NOT_THE_START = ['address', 'street', 'project', 'sensor', 'embed'];

/** What is asked of the page with the map. Its start can be read before any script runs. */
function mapQuery({ method, url }: FastifyRequest): URLSearchParams | undefined {
  const [path, search] = url.split('?', 2);
  return ['GET', 'HEAD'].includes(method) && path === '/' ? new URLSearchParams(search) : undefined;
}

/** Where a card that a link opens is a page of its own. */
function pathWithoutScripts(query: URLSearchParams): string | undefined {
  const kind = ['address', 'street'].find((name) => query.get(name));
  const id = kind && query.get(kind)!;
  return id && isPossible(id) ? `/${kind}/${encodeURIComponent(id)}` : undefined;
}

const WITHOUT_SCRIPTS: Record<Language, (link: (text: string) => Html) => Html> = {
  de: (link) => html`<p>Die Karte braucht JavaScript. ${link('Diese Auskunft ohne Karte')}</p>`,
  en: (link) => html`<p>The map needs JavaScript. ${link('This answer without a map')}</p>`,
};

/** The page with the map for a link that opens a card: who has no scripts is led to the page of it. */
export function leadingTo(index: string, href: string, language: Language, isEmbedded: boolean): string {
  const link = (text: string) => html`<a href="${href}" target="_top">${text}</a>`;
  const body = html`<noscript>${WITHOUT_SCRIPTS[language](link)}</noscript>`;
  // Within the page of another site that page may not be shown.
  const head = html`${!isEmbedded && html`<noscript><meta http-equiv="refresh" content="0; url=${href}" /></noscript>`}`;
  return index
    .replace('<html lang="de">', `<html lang="${language}">`)
    .replace(/<noscript>[^]*?<\/noscript>/, () => body.text)
    .replace('</head>', (end) => `${head.text}${end}`);
}

/** Vite puts a hash into the name of each asset; the pages that name them must always be asked for. */
function cacheHeaders(reply: { setHeader(name: string, value: string): unknown }, path: string): void {
  reply.setHeader('cache-control', /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function wantsGraphiql({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && /^\/graphql\/?$/.test(url) && !headers.upgrade && !!headers.accept?.includes('text/html');
}

/** Only the map may be shown within the pages of others, and only within those that the operator names. */
export function contentSecurityPolicies({
  basemapStyle,
  embedOrigins = [],
}: Pick<Settings, 'basemapStyle' | 'embedOrigins'>): { page: string; graphiql: string } {
  const basemap = basemapStyle ? ` ${new URL(basemapStyle).origin}` : '';
  const policy = (style: string, embedders: string[]) =>
    [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${style}`,
      "worker-src 'self' blob:",
      `img-src 'self' data: blob:${basemap}`,
      "font-src 'self' data:",
      `connect-src 'self'${basemap}`,
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      ["frame-ancestors 'self'", ...embedders].join(' '),
    ].join('; ');
  // GraphiQL's editor writes style elements into the page.
  return { page: policy('', embedOrigins), graphiql: policy(" 'unsafe-inline'", []) };
}
