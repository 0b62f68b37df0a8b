import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportAgenda, parseAgendaFile } from './agenda-file.js';
import { importAgenda, importRecords, listsOf } from './import-plan.js';
import type { AgendaFile } from './agenda-file.js';
import type { Goal } from '../kinds/goal.js';
import type { Measure } from '../kinds/measure.js';
import { seedAgenda } from './seed.js';
import { toldAs } from '../kinds/messages.js';
import { ConflictError, putRecords, readAgenda, readVersions } from './store.js';

const goal = (more: Partial<Goal> = {}): Goal => ({
  field: 'fibre',
  title: { de: 'Glasfaser', en: 'Fibre' },
  targets: [],
  ...more,
});
const measure = (more: Partial<Measure> = {}): Measure => ({
  goal: 'everywhere',
  title: { de: 'Maßnahme', en: 'Measure' },
  state: 'planned',
  actors: [],
  budget: [],
  staff: [],
  funding: [],
  risks: [],
  dependsOn: [],
  milestones: [],
  ...more,
});

describe('what is recorded of the agenda', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database.close());

  const put = (id: string, content: Goal | null, expected: number, reason?: string) =>
    putRecords(database, [{ kind: 'goal', id, content, expected, reason, by: 'anna' }]);

  it('keeps every version, with the reason for it, and shows the newest', async () => {
    await put('everywhere', goal(), 0);
    await put('everywhere', goal({ title: { de: 'Mehr', en: 'More' } }), 1, 'The council decided otherwise.');
    const { goals } = await readAgenda(database);
    expect(goals).toMatchObject([{ id: 'everywhere', version: 2, content: { title: { en: 'More' } } }]);
    const versions = await readVersions(database, 'goal', 'everywhere');
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'The council decided otherwise.'],
      [1, null],
    ]);
  });

  it('can be read as it was at an earlier moment, also what is withdrawn by now', async () => {
    await put('everywhere', goal(), 0);
    const { recordedAt } = (await readAgenda(database)).goals[0]!;
    await sleep(5);
    await put('everywhere', null, 1, 'Taken back.');
    expect((await readAgenda(database)).goals).toEqual([]);
    expect((await readAgenda(database, recordedAt)).goals).toMatchObject([{ id: 'everywhere', version: 1 }]);
    expect((await readAgenda(database, new Date(recordedAt.getTime() - 1))).goals).toEqual([]);
  });

  it('refuses the second of two editors who began with the same version, and says what to do', async () => {
    await put('everywhere', goal(), 0);
    const edits = ['A', 'B'].map((de) => put('everywhere', goal({ title: { de, en: de } }), 1));
    const ended = await Promise.allSettled(edits);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(ConflictError);
    expect(reason.message).toMatch(
      /everywhere has been changed meanwhile: it is at version 2, .* version 1.*Load it anew/,
    );
    expect(await readVersions(database, 'goal', 'everywhere')).toHaveLength(2);
  });

  it('does not write again what is the same', async () => {
    expect(await put('everywhere', goal(), 0)).toBe(1);
    expect(await put('everywhere', goal(), 1)).toBe(0);
    expect((await readAgenda(database)).goals[0]!.version).toBe(1);
  });

  it('lets nobody overwrite or delete a version', async () => {
    await put('everywhere', goal(), 0);
    await expect(database.query("UPDATE agenda.record SET reason = 'x'")).rejects.toThrow(/kept as it is/);
    await expect(database.query('DELETE FROM agenda.record')).rejects.toThrow(/kept as it is/);
  });

  it('refuses what refers to nothing, names all of it, and changes nothing', async () => {
    const target = { indicator: 'no-such', path: [], date: '2030-12-31', value: 100 };
    const changes = [
      { kind: 'goal' as const, id: 'everywhere', content: goal({ field: 'nowhere', targets: [target] }) },
      { kind: 'measure' as const, id: 'one', content: measure({ goal: 'nothing', dependsOn: ['two'] }) },
    ].map((change) => ({ ...change, expected: 0, by: 'anna' }));
    const refusal = await putRecords(database, changes).catch((error) => error.message);
    expect(refusal.split('\n')).toEqual([
      'The goal everywhere belongs to the field of action nowhere, which there is not.',
      'The goal everywhere has a target for the indicator no-such, which there is not.',
      'The measure one belongs to the goal nothing, which there is not.',
      'The measure one depends on the measure two, which there is not.',
      'Nothing has been changed.',
    ]);
    expect(Object.values(await readAgenda(database))).toEqual([[], [], [], [], []]);
  });

  it('raises the versions of its open datasets, and of these only', async () => {
    const versions = async () => {
      const rows = await database.query<{ dataset: string; version: number }>(
        'SELECT dataset, version FROM datasets.state',
      );
      return new Map(rows.map(({ dataset, version }) => [dataset, version]));
    };
    const before = await versions();
    await put('everywhere', goal(), 0);
    const changed = [...(await versions())].filter(([dataset, version]) => before.get(dataset) !== version);
    expect(changed.map(([dataset]) => dataset).sort()).toEqual(['agenda-goals', 'agenda-measures', 'agenda-targets']);
  });

  it('lists money and staff of a year in one row, also where one of the two is missing', async () => {
    await putRecords(database, [
      { kind: 'goal', id: 'everywhere', content: goal(), expected: 0, by: 'anna' },
      {
        kind: 'measure',
        id: 'dig',
        content: measure({
          budget: [
            { year: 2025, planned: 10, spent: 4.5 },
            { year: 2026, planned: 20, committed: 15 },
          ],
          staff: [
            { year: 2026, planned: 0.5 },
            { year: 2027, planned: 1, filled: 0.8 },
          ],
        }),
        expected: 0,
        by: 'anna',
      },
    ]);
    const rows = await database.query('SELECT * FROM open.agenda_resources ORDER BY year');
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['dig/2025', 'dig', 2025, 10, null, 4.5, null, null, false],
      ['dig/2026', 'dig', 2026, 20, 15, null, 0.5, null, false],
      ['dig/2027', 'dig', 2027, null, null, null, 1, 0.8, false],
    ]);
  });

  it('goes out as a file and comes in again as the same', async () => {
    await seedAgenda(database, 'anna');
    const first = await exportAgenda(database);
    expect(first.goals).toHaveLength(12);
    expect(first.measures!.find(({ demo }) => !demo)).toMatchObject({
      id: 'set-up-digital-office',
      milestones: [{ due: '2021-07-31' }],
    });
    await database.query('TRUNCATE agenda.record');
    await importAgenda(database, parseAgendaFile(JSON.stringify(first), 'agenda.json'), { by: 'berta' });
    expect(await exportAgenda(database)).toEqual(first);
  });

  it('takes nothing away by a file that has less, unless it is to replace all', async () => {
    await seedAgenda(database, 'anna');
    const whole = await exportAgenda(database);
    const few: AgendaFile = { ...whole, goals: whole.goals!.slice(0, 1), measures: [] };
    expect(await importAgenda(database, few, { by: 'anna' })).toBe(0);
    await expect(importAgenda(database, few, { by: 'anna', replace: true })).rejects.toThrow(
      /lacks \d+ records that are there.*--allow-removals/,
    );
    const consent = { by: 'anna', replace: true, allowRemovals: true };
    expect(await importAgenda(database, few, consent)).toBe(11 + whole.measures!.length);
    expect(await exportAgenda(database)).toEqual(few);
  });

  it('goes out by some kinds alone, and comes in without touching the others, also where others are to go', async () => {
    await seedAgenda(database, 'anna');
    const goals = await exportAgenda(database, { kinds: ['goal'] });
    expect(Object.keys(goals)).toEqual(['format', 'version', 'goals']);
    const [first] = goals.goals!;
    const file = {
      ...goals,
      goals: [{ ...first!, title: { de: 'Anders', en: 'Otherwise' } }, ...goals.goals!.slice(1)],
    };
    const consent = { by: 'anna', replace: true };
    expect(await importAgenda(database, parseAgendaFile(JSON.stringify(file), 'goals.json'), consent)).toBe(1);
    expect((await readAgenda(database)).measures.length).toBeGreaterThan(0);
  });

  describe('of an older release, with no word of who stated where a target began,', () => {
    const target = { indicator: 'fibre-residential', path: [], date: '2030-12-31', value: 100 };
    const unsourced = goal({ targets: [{ ...target, baseline: { date: '2021-01-01', value: 1 } }] });
    const bring = async (change: (file: AgendaFile) => void, more: object = {}) => {
      const file = await exportAgenda(database, { kinds: ['goal'] });
      change(file);
      const read = parseAgendaFile(JSON.stringify(file), 'agenda.json');
      return importRecords(database, listsOf(read), { by: 'berta', ...more });
    };

    it('is read, goes out, and comes in again as long as the file changes nothing', async () => {
      await put('everywhere', unsourced, 0);
      expect((await readAgenda(database)).goals[0]!.content).toEqual(unsourced);
      expect(await bring(() => {})).toEqual([]);
    });

    it('is refused where a file changes it or brings it anew, by its name and in both languages', async () => {
      await put('everywhere', unsourced, 0);
      const told = (id: string) =>
        [
          'What is new or changed in the file lacks what is asked for today, also where an older release wrote it. Nothing has been changed:',
          `  Goal ${id} (Fibre), targets[0].baseline.source: Where a target began is stated, not computed: say in source who stated it.`,
        ].join('\n');
      await expect(bring(({ goals }) => void (goals![0]!.id = 'elsewhere'))).rejects.toThrow(told('elsewhere'));
      const change = ({ goals }: AgendaFile) => void (goals![0]!.office = 'Amt');
      const refusal = await bring(change, { reason: 'Decided.' }).catch((error) => error);
      expect(refusal.message).toContain(told('everywhere'));
      expect(toldAs(refusal, 'de')).toContain(
        'Ziel everywhere (Glasfaser), targets[0].baseline.source: Ein Ausgangswert ist angegeben, nicht berechnet',
      );
      const source = ({ goals }: AgendaFile) => void (goals![0]!.targets[0]!.baseline!.source = 'Breitbandatlas');
      expect(await bring(source, { reason: 'Looked up.' })).toHaveLength(1);
    });
  });

  it('changes by a file that says why: record by record, or once for all', async () => {
    await put('everywhere', goal(), 0);
    const bring = (reason: string | undefined, office: string, more: object = {}) => {
      const file: AgendaFile = {
        ...{ format: 'stadtlage-agenda', version: 1 },
        goals: [{ id: 'everywhere', ...goal({ office }), reason }],
      };
      return importRecords(database, listsOf(file), { by: 'berta', ...more });
    };
    const refusal = await bring(undefined, 'A').catch((error) => error);
    expect(refusal.message).toBe(
      'Why goals and measures change is public. Say it anew in the file, as reason, or for all of it with --reason. Nothing has been changed:\n' +
        '  changed: Goal everywhere (Fibre): office',
    );
    expect(toldAs(refusal, 'de')).toContain('Warum sich Ziele und Maßnahmen ändern, ist öffentlich.');
    expect(await bring(undefined, 'A', { isTrial: true })).toHaveLength(1);
    await bring('Its own.', 'A', { reason: 'For all.' });
    // As an export has it, it was said of the change before.
    await expect(bring('Its own.', 'B')).rejects.toThrow(/Say it anew/);
    await bring('Its own.', 'B', { reason: 'For all.' });
    const consent = { replace: true, allowRemovals: true };
    const none = [{ kind: 'goal' as const, records: [] }];
    await expect(importRecords(database, none, { by: 'berta', ...consent })).rejects.toThrow(/withdrawn: Goal/);
    await importRecords(database, none, { by: 'berta', ...consent, reason: 'Over.' });
    const reasons = (await readVersions(database, 'goal', 'everywhere')).map(({ reason }) => reason);
    expect(reasons).toEqual(['Over.', 'For all.', 'Its own.', null]);
  });

  it('seeds only where there is nothing', async () => {
    await put('everywhere', goal(), 0);
    expect(await seedAgenda(database, 'anna')).toBe(0);
  });

  it('says of a file where it is wrong, and how', () => {
    const file = {
      format: 'stadtlage-agenda',
      version: 1,
      goals: [
        {
          id: 'Bad Id',
          field: 'fibre',
          title: { de: 'x' },
          targets: [{ indicator: 'a', baseline: { date: '2031-01-01', value: 0 }, date: '2030-01-01', value: 1 }],
        },
      ],
      measures: [],
    };
    const message = () => parseAgendaFile(JSON.stringify(file), 'agenda.json');
    expect(message).toThrow(/^agenda\.json is not an agenda as docs\/agenda\.md describes it:/);
    expect(message).toThrow(/goals\[0\]\.id: An id has lower-case letters, digits and single hyphens/);
    expect(message).toThrow(/goals\[0\]\.title\.en: /);
    expect(message).toThrow(
      /goals\[0\]\.targets\[0\]\.date: The days of baseline, path and target must follow each other/,
    );
    expect(() => parseAgendaFile('{', 'agenda.json')).toThrow(/^agenda\.json is not JSON: /);
    const empty = JSON.stringify({ format: 'stadtlage-agenda', version: 1 });
    expect(() => parseAgendaFile(empty, 'agenda.json')).toThrow('agenda.json has no list of records, such as goals.');
  });
});
