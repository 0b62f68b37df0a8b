import { openTown } from './pages/testing.js';

test('the start says without scripts that the city is made up, where it is, and asks nobody to tap a map that is not there, and leads to the other language', async () => {
  const real = await openTown();
  const start = await (await real.get('/?lang=de')).text();
  expect(start).not.toContain('Demodaten');
  // The other language is a link, which needs no script either.
  expect(start).toMatch(/<a href="\?lang=en" lang="en"[^>]*>EN<\/a>/);
  expect(start).toMatch(
    /Geben Sie Ihre Adresse ein\.[^<]*(<!-- -->)? <span class="by-map">Oder tippen Sie auf die Karte\./,
  );
  await real.close();

  const made = await openTown({}, async (database) => {
    await database.query(
      `INSERT INTO imports.run (dataset, origin, source, started_by, finished_at, state)
       VALUES ('addresses', 'demo', 'demo', 'test', now(), 'imported')`,
    );
  });
  const answer = await made.get('/?lang=de');
  expect(await answer.text()).toMatch(
    /<noscript><p class="demo"><strong>Demodaten<\/strong> <span>[^<]*erfundenen Stadt\./,
  );
  expect(answer.headers.get('vary')).toContain('accept-language');
  // What opens something else at once is not covered by it.
  for (const what of ['address=b1', 'street=05570004000000001', 'sensor=x'])
    expect(await (await made.get(`/?${what}&lang=de`)).text()).not.toContain('Demodaten');
  expect(await (await made.get('/?lang=en')).text()).toContain('made-up city.');
  await made.close();
}, 60_000);

test('a link that opens a card leads without scripts to the page of it, and one with an impossible id nowhere', async () => {
  const town = await openTown();
  const answer = await town.get('/?address=b5&lang=en');
  expect(answer.headers.get('link')).toBe('</address/b5?lang=en>; rel="canonical"');
  const page = await answer.text();
  const [, target] = /content="0; url=([^"]+)"/.exec(page)!;
  expect((await town.pageOf(target!)).text).toContain('Bahnhofstraße 5');
  expect(page).toContain('<div id="root"></div>');
  const street = await town.get('/?street=05570004000000001', { 'accept-language': 'de' });
  expect(await street.text()).toContain('content="0; url=/street/05570004000000001?lang=de"');
  const escaped = await town.get(`/?address=${encodeURIComponent('"><b>/../')}&lang=de`);
  expect(await escaped.text()).toContain('url=/address/%22%3E%3Cb%3E%2F..%2F?lang=de"');
  for (const impossible of ['x'.repeat(101), '%00'])
    expect(await (await town.get(`/?address=${impossible}&lang=de`)).text()).not.toContain('http-equiv="refresh"');
  await town.close();
}, 60_000);
