import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { checkContent, type ContentOf } from '../kinds/index.js';
import { ConflictError, putRecords, readVersions, type Change } from '../records/store.js';
import { decideDraft, findDraft, listOpenDrafts, OwnDraftError, publishChange, saveDraft } from './drafts.js';
import { readAuthoredVersions, readLog } from './history.js';
import { forgetRefusals, noteRefusal } from './refusals.js';

const goal = (en: string, field = 'fibre'): ContentOf =>
  checkContent('goal', { field, title: { de: en, en } }).content!;
const change = (en: string, expected: number, more: Partial<Change> = {}): Change => ({
  ...{ kind: 'goal', id: 'one', content: goal(en), expected, by: 'Anna' },
  ...more,
});

let database: Database;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const titles = async () =>
  (await readVersions(database, 'goal', 'one')).map(({ content }) => (content as { title: { en: string } }).title.en);

describe('drafts of the agenda', () => {
  it('become a version by their author once somebody else accepts them, and by nobody twice', async () => {
    const id = await saveDraft(database, change('First', 0, { reason: 'Decided.' }));
    expect(await titles()).toEqual([]);
    expect(await listOpenDrafts(database, { kind: 'goal', id: 'one' })).toMatchObject([{ id, author: 'Anna' }]);
    const both = await Promise.allSettled(
      ['Ben', 'Cora'].map((by) => decideDraft(database, { id, decision: 'accepted', by })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readAuthoredVersions(database, 'goal', 'one')).toMatchObject([
      { version: 1, by: 'Anna', acceptedBy: expect.stringMatching(/Ben|Cora/), reason: 'Decided.' },
    ]);
    expect(await listOpenDrafts(database)).toEqual([]);
    await expect(decideDraft(database, { id, decision: 'refused', by: 'Ben', because: 'x' })).rejects.toThrow(
      /has been decided by (Ben|Cora) already: it is accepted/,
    );
  });

  it('are decided by no author, not even past the program', async () => {
    const id = await saveDraft(database, change('Mine', 0));
    const decide = (decision: 'accepted' | 'refused', by: string) =>
      decideDraft(database, { id, decision, by, because: 'x' });
    await expect(decide('accepted', 'Anna')).rejects.toThrow(OwnDraftError);
    await expect(decide('refused', 'Anna')).rejects.toThrow(OwnDraftError);
    await expect(decideDraft(database, { id, decision: 'withdrawn', by: 'Ben' })).rejects.toThrow(/only its author/);
    await expect(
      database.query("UPDATE agenda.draft SET decision = 'accepted', decided_by = 'Anna', decided_at = now()"),
    ).rejects.toThrow(/decided_by_somebody_else/);
    expect((await findDraft(database, id))!.decision).toBeNull();
  });

  it('that their record has overtaken are not accepted, and wait on', async () => {
    await putRecords(database, [change('First', 0)]);
    const id = await saveDraft(database, change('Second', 1));
    await putRecords(database, [change('Other', 1, { by: 'Ben' })]);
    await expect(decideDraft(database, { id, decision: 'accepted', by: 'Ben' })).rejects.toThrow(ConflictError);
    expect(await titles()).toEqual(['Other', 'First']);
    expect(await listOpenDrafts(database)).toMatchObject([{ id }]);
  });

  it('are replaced by what is made of them in one step: with it, or not at all', async () => {
    const mine = await saveDraft(database, change('First', 0));
    await expect(publishChange(database, change('x', 3), mine)).rejects.toThrow(ConflictError);
    expect((await findDraft(database, mine))!.decision).toBeNull();
    const better = await saveDraft(database, change('Better', 0), mine);
    expect((await findDraft(database, mine))!).toMatchObject({ decision: 'withdrawn', decidedBy: 'Anna' });
    // That of somebody else waits on, and what has been decided meanwhile stops nobody.
    expect(await publishChange(database, change('Other', 0, { by: 'Ben' }), better)).toBe(1);
    expect((await findDraft(database, better))!.decision).toBeNull();
    await decideDraft(database, { id: better, decision: 'refused', by: 'Ben', because: 'x' });
    expect(await publishChange(database, change('Mine', 1), better)).toBe(1);
    expect((await findDraft(database, better))!.decision).toBe('refused');
    expect(await titles()).toEqual(['Mine', 'Other']);
  });

  it('are accepted and replaced at once without waiting for each other for ever', async () => {
    for (let version = 0; version < 5; version++) {
      const reason = 'Decided.';
      const id = await saveDraft(database, change(`Draft ${version}`, version, { reason }));
      const both = await Promise.allSettled([
        decideDraft(database, { id, decision: 'accepted', by: 'Ben' }),
        publishChange(database, change(`Mine ${version}`, version, { reason }), id),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await titles()).toHaveLength(version + 1);
    }
  });

  it('that an older release saved without a reason or a source are accepted by nobody, and say what is missing', async () => {
    await putRecords(database, [change('First', 0)]);
    const target = { indicator: 'fibre-residential', path: [], date: '2030-12-31', value: 100 };
    const content = {
      ...goal('Second'),
      targets: [{ ...target, baseline: { date: '2021-01-01', value: 1 } }],
    } as ContentOf;
    const id = await saveDraft(database, change('', 1, { content }));
    const refusal = await decideDraft(database, { id, decision: 'accepted', by: 'Ben' }).catch((error) => error);
    expect(refusal.words.en.split('\n')).toEqual([
      'Where a target began is stated, not computed: say in source who stated it.',
      'A change of a goal or a measure says why, in reason: it is public.',
      'Take the draft into the form and complete it there.',
    ]);
    expect(refusal.words.de).toMatch(/Quelle \(source\)[^]*sagt warum[^]*in das Formular/);
    expect(await titles()).toEqual(['First']);
    expect((await findDraft(database, id))!.decision).toBeNull();
  });

  it('that refer to nothing are accepted by nobody', async () => {
    const id = await saveDraft(database, change('First', 0, { content: goal('First', 'nowhere') }));
    await expect(decideDraft(database, { id, decision: 'accepted', by: 'Ben' })).rejects.toThrow(
      'The goal one belongs to the field of action nowhere, which there is not.',
    );
    expect((await findDraft(database, id))!.decision).toBeNull();
  });
});

describe('a change of the agenda that is only tried', () => {
  const tried = (change: Change) => putRecords(database, [change], { isTrial: true });
  it('says what would be wrong, and leaves nothing behind', async () => {
    expect(await tried(change('First', 0))).toBe(1);
    expect(await titles()).toEqual([]);
    await expect(tried(change('First', 3))).rejects.toThrow(ConflictError);
    await expect(tried(change('x', 0, { content: goal('x', 'nowhere') }))).rejects.toThrow(/nowhere/);
  });
});

describe('edits that were refused', () => {
  it('are forgotten after a year', async () => {
    await noteRefusal(database, { action: 'edit', why: 'forged', who: 'Anna' });
    await noteRefusal(database, { action: 'draft', why: 'own-draft', who: 'Ben' });
    await database.query("UPDATE agenda.refused_edit SET hour = hour - interval '13 months' WHERE who = 'Anna'");
    await forgetRefusals(database);
    expect(await database.query('SELECT who FROM agenda.refused_edit')).toEqual([{ who: 'Ben' }]);
  });
});

describe('the log of the agenda', () => {
  it('tells versions, drafts and what was refused, the newest first, an hour of tries in one entry', async () => {
    await putRecords(database, [change('First', 0, { reason: 'New.' })]);
    const id = await saveDraft(database, change('Second', 1));
    await decideDraft(database, { id, decision: 'refused', by: 'Ben', because: 'Not yet.' });
    for (let i = 0; i < 5; i++) await noteRefusal(database, { action: 'graphql', why: 'not-signed-in' });
    const log = await readLog(database, 1, 10);
    expect(log).toMatchObject([
      { deed: 'refused', by: '', action: 'graphql', reason: 'not-signed-in', times: 5 },
      { deed: 'draft-refused', by: 'Ben', number: id, reason: 'Not yet.' },
      { deed: 'drafted', by: 'Anna', number: id },
      { deed: 'added', by: 'Anna', kind: 'goal', id: 'one', number: 1, reason: 'New.' },
    ]);
    expect((await readLog(database, 2, 3)).map(({ deed }) => deed)).toEqual(['added']);
  });
});
