import { pathOfRecord } from '@stadtlage/agenda';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { pathOf } from '../address-answer/search.js';
import { pathOfIndicator } from '../agenda/amount.js';
import { pathOfDistrict } from '../districts/list-page.js';
import { isUnchanged } from '../frame/freshness.js';
import { html, type Html } from '../frame/html.js';
import { LANGUAGES } from '../frame/language.js';
import { withLang } from '../frame/page.js';
import { LEDGER_PATH } from '../ledger/path.js';
import { readCatalogue } from '../open-data/catalogue.js';
import { pathOfDataset } from '../open-data/pages.js';
import { pathOfStreet } from '../street/path.js';
import type { PagesOptions } from '../routes.js';

/** https://www.sitemaps.org/protocol.html allows 50,000 addresses of pages in a file; each of ours has one in each language. */
const ADDRESSES_IN_FILE = 20_000;
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const COUNT = 'SELECT count(*)::integer AS count FROM open.addresses';
const STREETS = `
  SELECT key FROM places.street s WHERE EXISTS (SELECT FROM places.address a WHERE a.street_key = s.key) ORDER BY key LIMIT ${ADDRESSES_IN_FILE}`;
const INDICATORS = 'SELECT id FROM agenda.indicator ORDER BY id';
const RECORDS = "SELECT kind, id FROM agenda.records_at('infinity') ORDER BY kind, id";
const IDS = `SELECT id FROM open.addresses ORDER BY id LIMIT ${ADDRESSES_IN_FILE} OFFSET $1`;

/** Registers `/robots.txt`, and for a server that knows where people reach it `/sitemap.xml` with all pages that may be found. */
export function registerSitemap(routes: FastifyInstance, options: PagesOptions): void {
  const { database, schema, version } = options;

  routes.get('/robots.txt', (request, reply) => {
    const { publicUrl } = request.server.site;
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(robots(publicUrl));
  });

  routes.get('/sitemap.xml', async (request, reply) => {
    const { publicUrl } = request.server.site;
    if (!publicUrl) return withoutUrl(reply);
    if (await isUnchanged(request, reply, database, ['sitemap', version])) return reply.code(304).send();
    const names = ['pages', 'streets', ...Array.from({ length: await addressFiles() }, (_, i) => `addresses-${i + 1}`)];
    return asXml(
      reply,
      html`<sitemapindex xmlns="${NAMESPACE}"
        >${names.map((name) => html`<sitemap><loc>${publicUrl}/sitemaps/${name}.xml</loc>${changed(reply)}</sitemap>`)}</sitemapindex
      >`,
    );
  });

  routes.get<{ Params: { name: string } }>('/sitemaps/:name.xml', async (request, reply) => {
    const { publicUrl } = request.server.site;
    const { name } = request.params;
    if (!publicUrl) return withoutUrl(reply);
    const file = /^addresses-([1-9]\d{0,4})$/.exec(name);
    if (!['pages', 'streets'].includes(name) && !file) return noSuchFile(reply);
    if (await isUnchanged(request, reply, database, ['sitemap', version, name])) return reply.code(304).send();
    const number = file && Number(file[1]);
    // Before all addresses are read in vain.
    if (number && number > (await addressFiles())) return noSuchFile(reply);
    const paths = number ? await addressPaths(number) : await (name === 'streets' ? streetPaths() : pagePaths());
    const urls = paths.map((path) => html`<url><loc>${publicUrl}${path}</loc>${changed(reply)}</url>`);
    return asXml(reply, html`<urlset xmlns="${NAMESPACE}">${urls}</urlset>`);
  });

  async function addressFiles(): Promise<number> {
    const [addresses] = await database.query<{ count: number }>(COUNT);
    return Math.ceil(addresses!.count / ADDRESSES_IN_FILE);
  }

  async function addressPaths(file: number): Promise<string[]> {
    const rows = await database.query<{ id: string }>(IDS, [(file - 1) * ADDRESSES_IN_FILE]);
    return inEachLanguage(rows.map(({ id }) => pathOf(id)));
  }

  async function streetPaths(): Promise<string[]> {
    const rows = await database.query<{ key: string }>(STREETS);
    return inEachLanguage(rows.map(({ key }) => pathOfStreet(key)));
  }

  async function pagePaths(): Promise<string[]> {
    const { datasets, districts } = await readCatalogue(schema());
    return [
      ...inEachLanguage([
        '/',
        '/address',
        '/agenda',
        '/agenda/report',
        ...(await database.query<{ id: string }>(INDICATORS)).map(({ id }) => pathOfIndicator(id)),
        ...(await database.query<{ kind: string; id: string }>(RECORDS)).map(({ kind, id }) => pathOfRecord(kind, id)),
        '/districts',
        ...districts.map(({ id }) => pathOfDistrict(id)),
        LEDGER_PATH,
        '/open-data',
        ...datasets.map(({ id }) => pathOfDataset(id)),
        '/accessibility',
      ]),
      '/leicht',
    ];
  }
}

const inEachLanguage = (paths: string[]) =>
  paths.flatMap((path) => LANGUAGES.map((language) => withLang(path, language)));

/** Files and answers for programs are no pages to be found. */
function robots(publicUrl: string | undefined): string {
  const lines = [
    'User-agent: *',
    ...['/agenda/edit', '/datasets/', '/graphql', '/ogc', '/tiles/'].map((path) => `Disallow: ${path}`),
  ];
  return `${[...lines, ...(publicUrl ? ['', `Sitemap: ${publicUrl}/sitemap.xml`] : [])].join('\n')}\n`;
}

/** When anything changed at all: what of it is on which page is not known. */
function changed(reply: FastifyReply): Html | null {
  const date = reply.getHeader('last-modified');
  return date ? html`<lastmod>${new Date(String(date)).toISOString()}</lastmod>` : null;
}

const asXml = (reply: FastifyReply, content: Html) =>
  reply.type('application/xml; charset=utf-8').send(`<?xml version="1.0" encoding="UTF-8"?>\n${content.text}\n`);

const asText = (reply: FastifyReply, text: string) =>
  reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${text}\n`);

const withoutUrl = (reply: FastifyReply) =>
  asText(reply, 'There is no sitemap, because this server does not know where people reach it: set PUBLIC_URL.');

function noSuchFile(reply: FastifyReply) {
  for (const name of ['etag', 'last-modified']) reply.removeHeader(name);
  return asText(reply, 'There is no such sitemap. Those there are are listed in /sitemap.xml.');
}
