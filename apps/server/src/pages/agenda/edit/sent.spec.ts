import 'reflect-metadata';
import { KINDS, readVersions, seedAgenda } from '@stadtlage/agenda';
import { barriers, openTown, readable, type Town } from '../../testing.js';
import { formOf, type Field } from '../fields.js';
import { MOST_VALUES } from './sent.js';
import { formsOf, somebody, type Somebody } from './testing-edit.js';

const MEASURE = '/agenda/edit/measure/example-demand';

let town: Town;
let anna: Somebody;
beforeAll(async () => {
  town = await openTown();
  await seedAgenda(town.database, 'seed');
  anna = await somebody(town, 'Anna');
});
afterAll(() => town.close());

async function send(path: string, body: string, cookie = '') {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(`${town.url}${path}?lang=en`, { method: 'POST', redirect: 'manual', headers, body });
  const page = await response.text();
  return { status: response.status, page, text: readable(page) };
}

describe('a form that is sent to the pages for planners', () => {
  test.each([MEASURE, '/agenda/edit/sign-in', '/agenda/edit/drafts/1'])(
    'with very many values to %s is refused before anything is made of them',
    async (path) => {
      for (const body of ['a&'.repeat(990_000), `kept=${MEASURE}&${'kept.id=a&'.repeat(MOST_VALUES)}`]) {
        const { status, page, text } = await send(path, body);
        expect(status).toBe(413);
        expect(text).toContain('This is more than can be sent at once.');
        expect(page.length).toBeLessThan(20_000);
        expect(barriers(page)).toEqual([]);
      }
    },
  );

  test('may have as many values as the longest record of any kind', () => {
    const most = (field: Field): number => {
      if (field.type === 'group') return field.parts.reduce((sum, part) => sum + most(part.field), 0);
      // Each row has its name, too.
      return field.type === 'list' ? field.most * (1 + most(field.of)) : 1;
    };
    // And csrf, expected, draft, do, reason, id; what is kept over a sign-in has three of its own.
    for (const { id } of KINDS) expect([id, most(formOf(id)) + 9 < MOST_VALUES]).toEqual([id, true]);
  });

  test('by nobody who has signed in is handed back by the names of forms only', async () => {
    const { status, page } = await send(MEASURE, 'content.title.de=Neu&reason=Weil&other=1&content.%22%3E=2&csrf=3');
    expect(status).toBe(401);
    const { fields } = formsOf(page)[0]!;
    expect([...fields.keys()].filter((name) => name.startsWith('kept.'))).toEqual([
      'kept.content.title.de',
      'kept.reason',
    ]);
    const again = await send('/agenda/edit/sign-in', `token=x&kept=${MEASURE}&kept.reason=Weil&kept.other=1`);
    expect(formsOf(again.page)[0]!.fields.get('kept.reason')).toBe('Weil');
    expect(again.page).not.toContain('kept.other');
  });

  test.each(['content.office', 'reason', 'because', 'token', 'expected', 'other'])(
    'with U+0000 in %s is refused in words',
    async (name) => {
      const csrf = formsOf((await anna.get(MEASURE)).page)[0]!.fields.get('csrf')!;
      for (const path of [MEASURE, `${MEASURE}/withdraw`, '/agenda/edit/drafts/1', '/agenda/edit/sign-in']) {
        const body = `csrf=${csrf}&do=publish&${name}=a%00b`;
        const { status, text } = await send(path, body, anna.cookie);
        expect([path, status]).toEqual([path, 400]);
        expect(text).toContain('It holds the character U+0000');
      }
      expect(await readVersions(town.database, 'measure', 'example-demand')).toHaveLength(1);
    },
  );
});
