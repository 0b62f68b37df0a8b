import { Catalogue, NearbyAddresses, SearchAddresses, type PersistedQuery } from '../generated/graphql.js';
import { TEXTS } from '../generated/texts.js';
import { ask } from './client.js';

const query = ({ id }: { id: string }): PersistedQuery<{ a: number }, { x?: string }> => ({ id });
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

const sent: { url: string; method: string; body: unknown }[] = [];
const answers: Response[] = [];
const { fetch } = globalThis;
beforeAll(() => {
  globalThis.fetch = (url, init) => {
    sent.push({ url: String(url), method: init?.method ?? 'GET', body: init?.body });
    return Promise.resolve(answers.shift()!);
  };
});
beforeEach(() => sent.splice(0));
afterAll(() => {
  globalThis.fetch = fetch;
});

describe('the client of the graph', () => {
  it('sends the id of a query and its variables, and not the text', async () => {
    answers.push(json({ data: { a: 1 } }), json({ data: { a: 2 } }));
    expect(await ask(query(SearchAddresses), { x: 'ä&b' })).toEqual({ a: 1 });
    expect(await ask(query(SearchAddresses), {})).toEqual({ a: 2 });
    expect(sent).toEqual([
      {
        url: `/graphql/${SearchAddresses.id}?variables=%7B%22x%22%3A%22%C3%A4%26b%22%7D`,
        method: 'GET',
        body: undefined,
      },
      { url: `/graphql/${SearchAddresses.id}`, method: 'GET', body: undefined },
    ]);
  });

  it('sends the text to a server that does not know the id, and then does not ask by id again', async () => {
    const unknown = json(
      { errors: [{ message: 'Reload', extensions: { code: 'PERSISTED_OPERATION_NOT_FOUND' } }] },
      404,
    );
    answers.push(unknown, json({ data: { a: 1 } }), json({ data: { a: 2 } }));
    expect(await ask(query(NearbyAddresses), { x: '1' })).toEqual({ a: 1 });
    expect(await ask(query(NearbyAddresses), { x: '2' })).toEqual({ a: 2 });
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST']);
    expect(JSON.parse(sent[1]!.body as string)).toEqual({ query: TEXTS[NearbyAddresses.id], variables: { x: '1' } });
    expect(TEXTS[NearbyAddresses.id]).toMatch(/^query NearbyAddresses\(/);
  });

  it('sends the text once where the variables are too long for a URL', async () => {
    answers.push(json({}, 414), json({ data: { a: 1 } }), json({ data: { a: 2 } }));
    await ask(query(Catalogue), { x: 'x'.repeat(5_000) });
    await ask(query(Catalogue), { x: '1' });
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('rejects with the words of the server', async () => {
    answers.push(json({ errors: [{ message: 'Too long.' }, { message: 'And wrong.' }] }, 400), json({}, 503));
    await expect(ask(query(SearchAddresses), {})).rejects.toThrow('Too long. And wrong.');
    await expect(ask(query(SearchAddresses), {})).rejects.toThrow('/graphql: 503');
  });
});
