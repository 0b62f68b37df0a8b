import { openTown } from './pages/testing.js';

test('the start says without scripts that the city is made up, where it is, and asks nobody to tap a map that is not there', async () => {
  const real = await openTown();
  const start = await (await real.get('/?lang=de')).text();
  expect(start).not.toContain('Demodaten');
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
