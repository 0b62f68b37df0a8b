import { readSettings } from './settings.js';
import { contentSecurityPolicies } from './web.js';

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
