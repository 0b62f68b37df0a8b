import 'reflect-metadata';
import { barriers, openTown, readable, type Town } from '../testing.js';
import { nextText } from './answer.js';
import { EXPLAINED } from './sentences.js';
import { FIBRE, NEXT, STATUS, TECHNOLOGY } from './words.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the start page in Leichte Sprache', () => {
  test('tells what there is, with a search that stays in Leichte Sprache', async () => {
    const { response, page, text } = await town.pageOf('/leicht');
    expect(response.status).toBe(200);
    expect(page).toContain('<html lang="de-simple">');
    expect(response.headers.get('content-language')).toBe('de-simple');
    expect(text).toContain('Glas-Faser ist ein Kabel.');
    expect(page).toContain('<input name="lang" type="hidden" value="de-leicht" />');
    expect(page).toContain('href="/?lang=en"');
    const etag = response.headers.get('etag')!;
    expect((await town.get('/leicht', { 'if-none-match': etag })).status).toBe(304);
  });

  test('says honestly that no testing group has read it', async () => {
    for (const path of ['/leicht', '/address/b5?lang=de-leicht']) {
      expect((await town.pageOf(path)).text).toContain('Diesen Text hat noch keine Prüf-Gruppe gelesen.');
    }
  });
});

describe('the answer for an address in Leichte Sprache', () => {
  test('tells the same facts in short sentences, and leads to all of them', async () => {
    const { page, text } = await town.pageOf('/address/b5?lang=de-leicht');
    expect(page).toContain('<html lang="de-simple">');
    expect(text).toContain('Ihre Adresse: Bahnhofstraße 5, 59227 Ahlen');
    expect(text).toContain('Ja. Das Kabel aus Glas-Faser ist im Haus.');
    expect(text).toContain('Kabel West: Fernseh-Kabel');
    expect(text).toContain('Das schnellste Internet hat 1.000 Mbit/s.');
    expect(text).toContain('Die Firma Glas <b>Nord</b> baut hier gerade.');
    expect(text).toContain('Die Firma sagt: Bis zum 31. Dezember 2024. Dieser Tag ist schon vorbei.');
    expect(text).toContain('Die Firma hat den Termin 1-mal geändert. Der Eigentümer vom Haus muss Ja sagen.');
    expect(text).toContain('Mobil A: 5G und 4G');
    expect(page).not.toContain('<b>');
    expect(page).toContain('href="/address/b5?lang=de"');
  });

  test('tells until when contracts are collected, and that it is over after that day', () => {
    const next = (outcome: string | null, today: string) =>
      nextText({ status: 'DEMAND_AGGREGATION', demandAggregation: { deadline: '2026-03-31', outcome } }, today).join(
        ' ',
      );
    expect(next(null, '2026-03-31')).toBe(
      'Wollen Sie Glas-Faser? Dann schließen Sie einen Vertrag mit der Firma. Das geht bis zum 31. März 2026.',
    );
    expect(next(null, '2026-04-01')).toBe('Das ging bis zum 31. März 2026. Die Firma zählt jetzt die Verträge.');
    expect(next('missed', '2026-03-01')).toBe('Das ging bis zum 31. März 2026.');
    expect(nextText({ status: 'DECOMMISSIONED', demandAggregation: null }, '2026-03-31')).toEqual([]);
  });

  test('does not offer today what ends in the street', async () => {
    const { text } = await town.pageOf('/address/k1?lang=de-leicht');
    expect(text).toContain('Noch nicht im Haus.');
    expect(text).toContain('Welches Internet gibt es im Haus? Das wissen wir nicht.');
    expect(text).toContain(
      'Später kann es Glas-Faser im Haus geben. Diese Firmen bieten sie dann an: Glas <b>Nord</b>: Glas-Faser bis in die Wohnung',
    );
    expect(text).not.toContain('Diese Firmen haben hier Internet');
  });

  test('says that nothing is known, and never no', async () => {
    const { text } = await town.pageOf('/address/o5?lang=de-leicht');
    expect(text).toContain('Gibt es hier Glas-Faser? Das wissen wir nicht.');
    expect(text).toContain('Vielleicht gibt es hier trotzdem Glas-Faser.');
  });

  test('is offered on the German and the English page, but not for a past day', async () => {
    for (const lang of ['de', 'en']) {
      const { page } = await town.pageOf(`/address/b5?lang=${lang}`);
      expect(page).toMatch(/href="\/address\/b5\?lang=de-leicht"\s+hreflang="de-simple"\s+lang="de-simple"/);
    }
    const past = await town.pageOf('/address/b5?lang=de-leicht&asOf=2023-03-15');
    expect(past.page).toContain('<html lang="de">');
    expect(past.page).not.toContain('de-leicht');
  });

  test('is kept by caches apart from the others', async () => {
    const etag = (await town.get('/address/b5')).headers.get('etag')!;
    expect((await town.get('/address/b5?lang=de-leicht', { 'if-none-match': etag })).status).toBe(200);
  });

  test('is found by searching in Leichte Sprache', async () => {
    const { page, text } = await town.pageOf('/address?q=bahnhofstr+5&lang=de-leicht');
    expect(page).toContain('href="/address/b5?lang=de-leicht"');
    expect(text).toContain('Ist Ihre Adresse dabei?');
    expect((await town.pageOf('/address?q=bahnhofstr+999&lang=de-leicht')).text).toContain(
      'Die Haus-Nummer kennen wir nicht.',
    );
    expect((await town.pageOf('/address?q=xyzzy&lang=de-leicht')).text).toContain('Wir haben nichts gefunden.');
    const { response, text: missing } = await town.pageOf('/address/nowhere?lang=de-leicht');
    expect(response.status).toBe(404);
    expect(missing).toContain('Diese Adresse kennen wir nicht');
  });
});

describe('the rules of Leichte Sprache', () => {
  const sentencesOf = (page: string) =>
    [...page.matchAll(/<p class="easy">([^]*?)<\/p>/g)].flatMap(([, text]) =>
      text!.split(/<br \/>/).map((sentence) => readable(sentence).trim()),
    );
  // Names are not ours to split, nor what people call themselves.
  const NAMES = /Bahnhofstraße|Stadtlage|Lern-Schwierigkeiten/g;
  const check = (sentence: string) => {
    const words = sentence
      .replace(NAMES, '')
      .split(/[\s:.?,]+/)
      .filter(Boolean);
    expect(words.length).toBeLessThanOrEqual(10);
    expect(sentence).not.toMatch(
      /[,;()„“]|\b(könnte|würde|wäre|hätte|sollte|müsste|wurde|werden|bzw|dass|weil|obwohl)\b/i,
    );
    for (const word of words) {
      for (const part of word.split('-')) expect(part.length <= 13 || /\d/.test(part) ? '' : word).toBe('');
    }
  };

  test.each([
    '/leicht',
    '/address/b5?lang=de-leicht',
    '/address/k1?lang=de-leicht',
    '/address/o5?lang=de-leicht',
    '/address?q=x&lang=de-leicht',
  ])('hold on %s: short sentences, one statement each, short or split words, no subjunctive', async (path) => {
    const { page } = await town.pageOf(path);
    const sentences = sentencesOf(page);
    expect(sentences.length).toBeGreaterThan(3);
    sentences.forEach(check);
    expect(barriers(page)).toEqual([]);
  });

  test('hold for every sentence about fibre, projects and hard words', () => {
    for (const sentences of [
      ...Object.values(FIBRE),
      ...Object.values(STATUS),
      ...Object.values(NEXT),
      ...Object.values(EXPLAINED),
    ]) {
      for (const sentence of sentences) check(sentence.replace('{firm}', 'Die Firma X'));
    }
  });

  test('every code of the graph has its words', async () => {
    const answer = await fetch(`${town.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{ ${['FibreStatus', 'RolloutStatus', 'FixedTechnology'].map((name) => `${name}: __type(name: "${name}") { enumValues { name } }`).join(' ')} }`,
      }),
    });
    const { data } = (await answer.json()) as { data: Record<string, { enumValues: { name: string }[] }> };
    const codes = (name: string) => data[name]!.enumValues.map((one) => one.name);
    expect(Object.keys(FIBRE)).toEqual(expect.arrayContaining(codes('FibreStatus')));
    expect(Object.keys(STATUS)).toEqual(expect.arrayContaining(codes('RolloutStatus')));
    expect(Object.keys(TECHNOLOGY)).toEqual(expect.arrayContaining(codes('FixedTechnology')));
  });
});
