import { startPage, withoutProgram } from '../start-pages.js';

const BUILT = `<!doctype html>
<html lang="de">
  <head>
    <meta
      name="description"
      content="Beides. Both."
    />
    <script type="module" crossorigin src="/assets/index-12345678.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/react-12345678.js">
    <link rel="stylesheet" crossorigin href="/assets/index-12345678.css">
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>`;

describe('The start as a page to be read before any script runs', () => {
  it('leaves its program to what runs after the first paint, and keeps its style', () => {
    const { html, program } = withoutProgram(BUILT);
    expect(program).toEqual(['/assets/index-12345678.js', '/assets/react-12345678.js']);
    expect(html).not.toContain('.js');
    expect(html).toContain('href="/assets/index-12345678.css"');
  });

  it('says so when the build names the program otherwise', () => {
    expect(() => withoutProgram('<html></html>')).toThrow('does not name the program');
  });

  it('has no word about scripts beside the form that works without', () => {
    const html =
      '<html lang="de"><head></head><body><noscript>\n<p>Nothing</p></noscript><div id="root"></div></body></html>';
    expect(startPage(html, '/boot.js', 'de', '', '<noscript><form></form></noscript>')).toContain(
      '<body><div id="root"><noscript><form></form></noscript></div></body>',
    );
  });

  it('says without scripts that the city is made up, where it is', () => {
    const notice = '<strong>Demodaten</strong> <span>erfunden</span>';
    const page = startPage(withoutProgram(BUILT).html, '/boot.js', 'de', '', '<p>Start</p>', notice);
    expect(page).toContain(`<noscript><p class="demo">${notice}</p></noscript><div id="root">`);
    expect(startPage(withoutProgram(BUILT).html, '/boot.js', 'de', '', '<p>Start</p>')).not.toContain('demo');
  });

  it('has its language, its own description and its text, whatever characters that has', () => {
    const page = startPage(withoutProgram(BUILT).html, '/assets/boot.js', 'en', 'Fibre.', '<p>It costs $& and $1</p>');
    expect(page).toContain('<html lang="en">');
    expect(page).toMatch(/name="description"\s+content="Fibre\."/);
    expect(page).toContain('<div id="root"><p>It costs $& and $1</p></div>');
    expect(page).toContain('<script type="module" src="/assets/boot.js"></script>');
  });
});
