import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { checkContent } from '../kinds/index.js';
import { toldAs } from '../kinds/messages.js';
import type { UserError } from '@stadtlage/database';
import { parseAgendaFile } from './agenda-file.js';
import { circlesThrough } from './circles.js';
import { importAgenda } from './import-plan.js';
import { putRecords, readRecords } from './store.js';

describe('what depends on each other', () => {
  const through = (ids: string, ...edges: string[]) =>
    circlesThrough([...ids], new Map(edges.map(([from, ...to]) => [from!, to]))).map((circle) => circle.join(''));

  it('is a circle where it comes back to where it began, by the shortest way, and each is told once', () => {
    expect(through('a', 'ab', 'bc', 'c')).toEqual([]);
    expect(through('a', 'aa')).toEqual(['a']);
    expect(through('abc', 'ab', 'bc', 'ca')).toEqual(['abc']);
    expect(through('a', 'abd', 'bc', 'ca', 'da')).toEqual(['ad']);
    expect(through('ax', 'ab', 'ba', 'xy', 'yx')).toEqual(['ab', 'xy']);
    // Of what is no part of it, nobody is told, also where it leads into one.
    expect(through('z', 'za', 'ab', 'ba')).toEqual([]);
    expect(through('a', 'abc', 'bd', 'cd', 'd')).toEqual([]);
  });

  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
    const content = checkContent('goal', { field: 'fibre', title: { de: 'Ziel', en: 'Goal' } }).content!;
    await putRecords(database, [{ kind: 'goal', id: 'goal', content, expected: 0, by: 'anna' }]);
  });
  afterEach(() => database.close());

  const item = (id: string, dependsOn: string[]) => ({
    ...{ id, type: 'requirement' as const, state: 'open' as const, title: { de: id, en: id }, dependsOn },
  });
  const measure = (id: string, dependsOn: string[]) => ({
    ...{ id, goal: 'goal', state: 'planned' as const, title: { de: id, en: id }, dependsOn },
  });
  const bring = (lists: object) =>
    importAgenda(
      database,
      parseAgendaFile(
        JSON.stringify({ format: 'stadtlage-agenda', version: 1, goals: [], measures: [], ...lists }),
        'x.json',
      ),
      { by: 'anna' },
    );

  it('is refused by an import, which names the circle in both languages and changes nothing', async () => {
    const error = (await bring({
      measures: [
        measure('one', ['two']),
        measure('two', ['three']),
        measure('three', ['one']),
        measure('four', ['one']),
      ],
    }).catch((error: unknown) => error)) as UserError;
    expect(error.message.split('\n')).toEqual([
      'In a circle, the measure one depends on two, the measure two depends on three, the measure three depends on one.',
      'None of them could ever begin: take one of these dependencies out. Nothing has been changed.',
    ]);
    expect(toldAs(error, 'de')).toMatch(/^Im Kreis: Maßnahme one setzt two voraus, Maßnahme two setzt three voraus/);
    expect((await readRecords(database, ['measure'])).measure).toEqual([]);
    await expect(bring({ conceptItems: [item('hall', ['hall'])] })).rejects.toThrow(
      'The concept item hall depends on itself.\n',
    );
  });

  it('is refused to whoever closes the circle by an edit, until one of its dependencies is gone', async () => {
    await bring({ conceptItems: [item('hall', ['net']), item('net', ['room']), item('room', [])] });
    const put = (id: string, on: string[], expected: number) => {
      const { id: _, ...content } = item(id, on);
      return putRecords(database, [{ kind: 'concept-item', id, content, expected, by: 'anna' }]);
    };
    await expect(put('room', ['hall'], 1)).rejects.toThrow(
      /the concept item room depends on hall, the concept item hall depends on net, the concept item net depends on room/,
    );
    await put('net', [], 1);
    expect(await put('room', ['hall'], 1)).toBe(1);
  });

  it('hinders nobody who edits something else where it was there before circles were refused', async () => {
    await bring({ measures: [measure('one', []), measure('two', ['one'])] });
    await database.query(
      `INSERT INTO agenda.record (kind, id, version, content, recorded_by)
       SELECT kind, id, 2, content || '{"dependsOn": ["two"]}', 'anna' FROM agenda.record WHERE kind = 'measure' AND id = 'one'`,
    );
    expect(await bring({ measures: [measure('three', ['two'])] })).toBe(1);
    await expect(bring({ measures: [{ ...measure('two', ['one']), title: { de: 'x', en: 'x' } }] })).rejects.toThrow(
      /^In a circle/,
    );
    expect(await bring({ measures: [measure('two', [])] })).toBe(1);
  });
});
