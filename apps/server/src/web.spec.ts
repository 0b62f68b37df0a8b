import { readSettings } from './settings.js';
import { contentSecurityPolicies, leadingTo } from './web.js';

const ancestors = (env: Record<string, string>) => {
  const { page, graphiql } = contentSecurityPolicies(readSettings(env));
  return [page, graphiql].map((policy) => /frame-ancestors [^;]*/.exec(policy)?.[0]);
};

describe('Who may show the map within a page of theirs', () => {
  it('is nobody else, as long as the operator says nothing', () => {
    expect(ancestors({})).toEqual(["frame-ancestors 'self'", "frame-ancestors 'self'"]);
  });

  it('is whom the operator names, and for the map alone', () => {
    expect(ancestors({ EMBED_ORIGINS: 'https://www.ahlen.de, https://*.example.org:8443' })).toEqual([
      "frame-ancestors 'self' https://www.ahlen.de https://*.example.org:8443",
      "frame-ancestors 'self'",
    ]);
  });

  it.each(['https://a.de; script-src *', 'ahlen.de', 'https://a.de/path', "'unsafe-inline'", 'https://a.de,'])(
    'is told by origins and nothing else: %s',
    (text) => expect(() => readSettings({ EMBED_ORIGINS: text })).toThrow('EMBED_ORIGINS must be a list of origins'),
  );
});

describe('A link to a card of the map, for who has no scripts', () => {
  const index =
    '<html lang="de"><head></head><body>\n<noscript>\n<p>Nothing</p></noscript><div id="root"></div></body></html>';

  it('leads to the page of it, in its language', () => {
    const page = leadingTo(index, '/address/b5?lang=en&x="', 'en', false);
    const href = '/address/b5?lang=en&amp;x=&quot;';
    expect(page).toContain('<html lang="en">');
    expect(page).toContain(`<noscript><meta http-equiv="refresh" content="0; url=${href}" /></noscript></head>`);
    expect(page).toContain(`<a href="${href}" target="_top">This answer without a map</a>`);
    expect(page).not.toContain('Nothing');
    expect(page).toContain('<div id="root"></div>');
  });

  it('takes nobody away who reads it within the page of another site', () => {
    const page = leadingTo(index, '/street/05570004000000001?lang=de', 'de', true);
    expect(page).not.toContain('refresh');
    expect(page).toContain('target="_top">Diese Auskunft ohne Karte</a>');
  });
});
