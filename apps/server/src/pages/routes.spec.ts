import 'reflect-metadata';
import { openTown, type Town } from './testing.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the pages', () => {
  test('are made in turns: who asks for very many at once is told so, and those that wait come', async () => {
    const answers = await Promise.all(
      Array.from({ length: 160 }, (_, i) => fetch(`${town.url}/districts?lang=en&n=${i}`)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(60);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(await refused[0]!.text()).toContain('Please load the page again in a moment.');
    expect((await fetch(`${town.url}/districts`)).status).toBe(200);
    // More than sixty pages, on a machine that may be doing much else.
  }, 90_000);
});
