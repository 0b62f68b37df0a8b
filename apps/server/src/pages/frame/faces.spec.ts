import 'reflect-metadata';
import { join } from 'node:path';
import { WEB } from '../../web-folder.js';
import { openTown } from '../testing.js';
import { facesOf } from './faces.js';

describe('Pages without scripts', () => {
  it('have the letters of the web app, from this server, and take none from elsewhere', async () => {
    const town = await openTown();
    const { page, response } = await town.pageOf('/districts?lang=en');
    expect(response.headers.get('content-security-policy')).toMatch(/(^|; )font-src 'self'(;|$)/);
    const faces = [...page.matchAll(/@font-face \{[^}]* url\(([^)]*)\)[^}]*\}/g)];
    expect(faces.map(([face]) => /font-weight: ([^;]*)/.exec(face)![1])).toEqual(['400', '600 900']);
    for (const [face, url] of faces) {
      expect(face).toContain('font-display: swap');
      const letters = await town.get(url!);
      expect([letters.status, letters.headers.get('content-type')]).toEqual([200, 'font/woff2']);
      expect(letters.headers.get('cache-control')).toContain('immutable');
    }
    // Nothing that the first paint would have to share its line with.
    expect(page).not.toContain('preload');
    await town.close();
  }, 60_000);

  it("have the machine's letters where the web app is not built", () => {
    expect(facesOf(join(WEB, 'no-such-folder'))).toBe('');
  });
});
