import 'reflect-metadata';
import { openTown, type Town } from '../testing.js';

const PUBLIC_URL = 'https://stadtlage.example';
const locationsOf = (xml: string) =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location]) => location!.replaceAll('&amp;', '&'));

describe('a server that knows where people reach it', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown({ PUBLIC_URL });
  });
  afterAll(() => town.close());
  const xml = async (path: string) => {
    const response = await town.get(path);
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    return response.text();
  };
  const ownPath = (location: string) => {
    expect(location.startsWith(`${PUBLIC_URL}/`)).toBe(true);
    return location.slice(PUBLIC_URL.length);
  };

  test('lists its sitemaps, and in them every page, which all answer and say themselves that they may be found', async () => {
    const files = locationsOf(await xml('/sitemap.xml')).map(ownPath);
    expect(files).toEqual(['/sitemaps/pages.xml', '/sitemaps/streets.xml', '/sitemaps/addresses-1.xml']);
    const pages = locationsOf(await xml(files[0]!)).map(ownPath);
    const addresses = locationsOf(await xml(files[2]!)).map(ownPath);
    const streets = locationsOf(await xml(files[1]!)).map(ownPath);
    expect(streets.length).toBeGreaterThan(0);
    expect(pages).toEqual(
      expect.arrayContaining(['/districts?lang=de', '/district/west?lang=en', '/open-data/streets?lang=de', '/leicht']),
    );
    expect(addresses).toHaveLength(2 * 20);
    const written = pages.filter((path) => !path.startsWith('/?') && !path.startsWith('/open-data/'));
    for (const path of [...written, '/open-data/streets?lang=en', ...addresses.slice(0, 4), ...streets]) {
      const { response, page } = await town.pageOf(path);
      expect(response.status).toBe(200);
      expect(page).toContain(`<link rel="canonical" href="${PUBLIC_URL}${path}" />`);
      expect(page).toMatch(/<meta\s+name="description"\s+content="[^"]{20,}"/);
      expect(page).not.toContain('noindex');
    }
  });

  test('names each page in its other languages by full addresses', async () => {
    const { page } = await town.pageOf('/address/b5?lang=en');
    expect(page).toContain(`<link rel="alternate" hreflang="de" href="${PUBLIC_URL}/address/b5?lang=de" />`);
    expect(page).toContain(
      `<link rel="alternate" hreflang="de-simple" href="${PUBLIC_URL}/address/b5?lang=de-leicht" />`,
    );
    expect((await town.pageOf('/districts?sort=-gigabit&lang=de')).page).toContain(
      `<link rel="canonical" href="${PUBLIC_URL}/districts?lang=de" />`,
    );
  });

  test('keeps what is no page of its own out of search engines', async () => {
    for (const path of ['/address?q=bahnhof', '/address/nowhere', '/address/b5?asOf=2023-03-15', '/district/x']) {
      const { page } = await town.pageOf(path);
      expect(page).toContain('<meta name="robots" content="noindex" />');
      expect(page).not.toContain('rel="canonical"');
    }
  });

  test('tells robots where the sitemap is', async () => {
    const robots = await (await town.get('/robots.txt')).text();
    expect(robots).toContain(`Sitemap: ${PUBLIC_URL}/sitemap.xml`);
    expect(robots).toContain('Disallow: /tiles/');
  });

  test.each(['addresses-0', 'addresses-2', 'addresses-99999', 'addresses-1x', 'x', '__proto__'])(
    'has no sitemap %s',
    async (name) => {
      const response = await town.get(`/sitemaps/${name}.xml`);
      expect(response.status).toBe(404);
      expect(response.headers.get('etag')).toBeNull();
    },
  );

  test('sends them again only after something changed', async () => {
    const etag = (await town.get('/sitemap.xml')).headers.get('etag')!;
    expect((await town.get('/sitemap.xml', { 'if-none-match': etag })).status).toBe(304);
  });
});

test('a server that does not know where people reach it has no sitemap, and says why', async () => {
  const town = await openTown();
  for (const path of ['/sitemap.xml', '/sitemaps/pages.xml']) {
    const response = await town.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('PUBLIC_URL');
  }
  const robots = await (await town.get('/robots.txt')).text();
  expect(robots).toContain('User-agent: *');
  expect(robots).not.toContain('Sitemap');
  expect((await town.pageOf('/districts')).page).not.toContain('rel="canonical"');
  await town.close();
});
