import 'reflect-metadata';
import { readRecords, readVersions, seedAgenda } from '@stadtlage/agenda';
import { addOperator, revokeOperator } from '@stadtlage/operators';
import { barriers, openTown, type Town } from '../../testing.js';
import { browserOf, formsOf, somebody, type Somebody } from './testing-edit.js';

let town: Town;
let anna: Somebody;
let ben: Somebody;
let nobody: Somebody;
beforeAll(async () => {
  town = await openTown();
  await seedAgenda(town.database, 'seed');
  [anna, ben] = await Promise.all([somebody(town, 'Anna'), somebody(town, 'Ben', 'operator')]);
  nobody = browserOf(town, '', '');
});
afterAll(() => town.close());

const measures = async () => (await readRecords(town.database, ['measure'])).measure;
const someMeasure = async () => (await measures())[0]!;
const pathOf = ({ id }: { id: string }) => `/agenda/edit/measure/${id}`;
const refusals = () =>
  town.database.query('SELECT who, action, why, about, times FROM agenda.refused_edit ORDER BY who, action, why');

const content = async (id: string) => (await measures()).find((one) => one.id === id)!.content;

describe('editing of the agenda', () => {
  test('shows what is recorded by kind, finds records by words, and says who is there', async () => {
    const start = await anna.get('/agenda/edit?lang=en');
    expect(start.text).toContain('Signed in: Anna (planner)');
    expect(start.text).toMatch(/Measures What is done for a goal\. \d+ Measure: add a new one/);
    const found = await anna.get('/agenda/edit?lang=de&kind=goal&q=GLASFASER');
    expect(found.text).toContain('Glasfaser erreicht jede Wohnung und jeden Betrieb');
    expect(found.page).toContain('href="/agenda/edit/goal/fibre-everywhere?lang=de"');
    expect(found.text).not.toContain('Handlungsfeld Schulen');
    for (const { page, headers } of [start, found]) {
      expect(barriers(page)).toEqual([]);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page).toContain('<meta name="robots" content="noindex" />');
    }
  });

  test('brings every field of a record into a form, and saving it untouched makes no version', async () => {
    const one = await someMeasure();
    for (const lang of ['de', 'en']) {
      const form = await anna.get(`${pathOf(one)}?lang=${lang}`);
      expect(barriers(form.page)).toEqual([]);
      const saved = await anna.send(form, { do: 'publish' });
      expect(saved.location).toBe(`${pathOf(one)}?saved=same&lang=${lang}`);
    }
    expect(await readVersions(town.database, 'measure', one.id)).toHaveLength(1);
    for (const goal of (await readRecords(town.database, ['goal'])).goal) {
      const saved = await anna.send(`/agenda/edit/goal/${goal.id}?lang=de`, { do: 'publish' });
      expect([goal.id, saved.location]).toEqual([goal.id, `/agenda/edit/goal/${goal.id}?saved=same&lang=de`]);
    }
  });

  test('publishes a change as a version with its reason, and the log and the past say whose it is', async () => {
    const one = await someMeasure();
    const saved = await anna.send(`${pathOf(one)}?lang=de`, {
      do: 'publish',
      'content.title.de': 'Neuer <b>Titel</b>',
      'content.budget.0.planned': '12500,75',
      reason: 'Der Rat hat mehr bewilligt.',
    });
    expect(saved.status).toBe(303);
    expect(await content(one.id)).toMatchObject({
      title: { de: 'Neuer <b>Titel</b>' },
      budget: [{ year: 2026, planned: 12500.75 }],
    });
    const page = await anna.get(saved.location!);
    expect(page.text).toContain('Gespeichert und veröffentlicht als Version 2.');
    expect(page.text).toMatch(/Version 2 .*? Anna Der Rat hat mehr bewilligt\. Version 1 .*? seed –/);
    const version = await ben.get(`${pathOf(one)}/versions/2?lang=de`);
    expect(version.text).toMatch(/Maßnahme, auf Deutsch .* Neuer <b>Titel<\/b>/);
    expect(version.page).not.toContain('<b>Titel');
    expect(barriers(version.page)).toEqual([]);
    expect((await ben.get('/agenda/edit/log?lang=en')).text).toMatch(
      new RegExp(`Anna changed Measure ${one.id} , Version 2 Der Rat hat mehr bewilligt\\.`),
    );
    // What is public tells the reason, and nobody's name.
    const open = await (await town.get('/datasets/agenda-measures.csv')).text();
    expect(open).toContain('Der Rat hat mehr bewilligt.');
    expect(open).not.toContain('Anna');
    expect((await town.get(pathOf(one))).url).toContain('/agenda/edit/sign-in');
  });

  test('says what is wrong beside each field and at the top, and gives back all that was typed', async () => {
    const one = await someMeasure();
    const answer = await anna.send(`${pathOf(one)}?lang=de`, {
      do: 'publish',
      'content.title.en': ' ',
      'content.starts': '2026-02-30',
      'content.state': 'sleeping',
      'content.budget.0.planned': '1.000',
      'content.text.de': 'Nur auf <Deutsch>',
      reason: 'ä'.repeat(1_001),
    });
    expect(answer.status).toBe(422);
    expect(answer.page).toContain('<title>Fehler: Maßnahme: ');
    expect([...answer.page.matchAll(/<a href="#(f-[^"]*)"/g)].map(([, id]) => id)).toEqual([
      'f-content-title-en',
      'f-content-text-en',
      'f-content-state',
      'f-content-starts',
      'f-content-budget-0-planned',
      'f-reason',
    ]);
    for (const id of ['f-content-title-en', 'f-content-budget-0-planned', 'f-reason'])
      expect(answer.page).toMatch(new RegExp(`id="${id}"[^>]*aria-describedby="[^"]*${id}-mistake"[^>]*aria-invalid`));
    expect(answer.text).toContain('Mittel je Jahr 1, Geplant, in Euro: Bitte eine Zahl ohne Tausenderpunkt');
    const { fields } = formsOf(answer.page).find(({ html }) => html.includes('name="reason"'))!;
    expect(fields.get('content.budget.0.planned')).toBe('1.000');
    expect(fields.get('content.starts')).toBe('2026-02-30');
    expect(fields.get('content.text.de')).toBe('Nur auf <Deutsch>');
    expect(fields.get('reason')).toHaveLength(1_001);
    expect(barriers(answer.page)).toEqual([]);
    // Enter, in a field, checks and saves nothing.
    expect((await anna.send(`${pathOf(one)}?lang=en`, { do: 'check' })).text).toContain(
      'All entries are right. Nothing is saved yet.',
    );
  });

  test('asks of a change of a goal or a measure why, at the field, and of nothing else', async () => {
    const one = await someMeasure();
    const path = `${pathOf(one)}?lang=de`;
    for (const deed of ['publish', 'draft', 'check']) {
      const silent = await anna.send(path, { do: deed, 'content.office': 'Amt ohne Grund', reason: ' ' });
      expect([deed, silent.status]).toEqual([deed, 422]);
      expect([...silent.page.matchAll(/<a href="#(f-[^"]*)"/g)].map(([, id]) => id)).toEqual(['f-reason']);
      expect(silent.text).toContain('Warum diese Änderung?: Bitte schreiben, warum.');
      expect(silent.page).toMatch(/<textarea id="f-reason"[^>]*f-reason-mistake[^>]*aria-invalid="true"\s+required/);
      expect(barriers(silent.page)).toEqual([]);
    }
    expect((await someMeasure()).version).toBe(one.version);
    expect((await anna.get('/agenda/edit/new/measure?lang=de')).page).not.toContain('required');
    const service = { 'content.title.de': 'Fragen', 'content.title.en': 'Ask' };
    await anna.send('/agenda/edit/new/online-service?lang=de', { do: 'publish', id: 'ask', ...service });
    const other = await anna.send('/agenda/edit/online-service/ask?lang=de', {
      do: 'publish',
      'content.office': 'Hauptamt',
    });
    expect(other.location).toContain('saved=2');
  });

  test('asks who stated where a target began, in the language of the page, and takes it with a source', async () => {
    const began = {
      do: 'publish',
      id: 'sourced',
      'content.field': 'fibre',
      'content.title.de': 'Ziel',
      'content.title.en': 'Goal',
      'content.targets.0.row': '',
      'content.targets.0.indicator': 'fibre-residential',
      'content.targets.0.date': '2030-12-31',
      'content.targets.0.value': '100',
      'content.targets.0.baseline.date': '2021-06-30',
      'content.targets.0.baseline.value': '10',
    };
    for (const [lang, told] of [
      ['de', 'Zielwerte 1, Ausgangswert, Wer ihn angegeben hat: Ein Ausgangswert ist angegeben, nicht berechnet'],
      ['en', 'Targets 1, Where it began, Who stated it: Where a target began is stated, not computed'],
    ]) {
      const wrong = await anna.send(`/agenda/edit/new/goal?lang=${lang}`, began);
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain(told);
      expect(wrong.page).toContain('href="#f-content-targets-0-baseline-source"');
    }
    const source = { 'content.targets.0.baseline.source': 'Breitbandatlas' };
    expect((await anna.send('/agenda/edit/new/goal?lang=de', { ...began, ...source })).status).toBe(303);
  });

  test('takes numbers as German pages write them, and tells all faults at once', async () => {
    const one = await someMeasure();
    const wrong = await anna.send(`${pathOf(one)}?lang=de`, {
      do: 'check',
      'content.starts': '2026-06-02',
      'content.ends': '2026-06-01',
      'content.budget.0.planned': '3.500',
      reason: 'Verschoben.',
    });
    expect([...wrong.page.matchAll(/<a href="#(f-[^"]*)"/g)].map(([, id]) => id)).toEqual([
      'f-content-budget-0-planned',
      'f-content-ends',
    ]);
    const right = await anna.send(`${pathOf(one)}?lang=de`, {
      do: 'check',
      'content.budget.0.planned': '1.003.500,50',
      reason: 'Teurer geworden.',
    });
    expect(right.text).toContain('Alle Angaben stimmen.');
  });

  test('adds rows and takes them out without scripts, and rows that stay empty do not count', async () => {
    const one = await someMeasure();
    const before = await content(one.id);
    const more = await anna.send(`${pathOf(one)}?lang=en`, { do: 'add:content.risks', 'content.office': 'Office 7' });
    expect(more.page).toMatch(/id="f-content-risks-0-text-de"[^>]*autofocus/);
    const filled = await anna.send(more, {
      do: 'add:content.risks',
      'content.risks.0.text.de': 'Zu spät',
      'content.risks.0.text.en': 'Too late',
      'content.risks.0.level': 'high',
    });
    const less = await anna.send(filled, { do: 'remove:content.actors.0' });
    // The focus goes to the row in its place, else to the one before, else to the button that adds one.
    const focused = (page: string) => /id="([^"]*)"[^>]*\sautofocus|value="(add:[^"]*)" autofocus/.exec(page)?.slice(1);
    const rows = (before.actors as unknown[]).length;
    expect(rows).toBe(2);
    expect(focused(less.page)).toEqual(['f-content-actors-0-name', undefined]);
    const last = await anna.send(filled, { do: 'remove:content.actors.1' });
    expect(focused(last.page)).toEqual(['f-content-actors-0-name', undefined]);
    const none = await anna.send(less, { do: 'remove:content.actors.0' });
    expect(focused(none.page)).toEqual([undefined, 'add:content.actors']);
    expect(barriers(less.page)).toEqual([]);
    expect((await anna.send(less, { do: 'publish', reason: 'Known by now.' })).status).toBe(303);
    expect(await content(one.id)).toEqual({
      ...before,
      office: 'Office 7',
      risks: [{ text: { de: 'Zu spät', en: 'Too late' }, level: 'high' }],
      actors: before.actors.slice(1),
    });
  });

  test('adds a new record, whose identifier must be free', async () => {
    const fields = {
      do: 'publish',
      id: 'open-wifi',
      'content.goal': 'nobody-left-out',
      'content.title.de': 'WLAN',
      'content.title.en': 'Wi-Fi',
      'content.state': 'idea',
    };
    const taken = await anna.send('/agenda/edit/new/measure?lang=en', { ...fields, id: (await someMeasure()).id });
    expect(taken.status).toBe(409);
    expect(taken.text).toMatch(/There is a record [\w-]+ already, or there was\. Please choose another identifier\./);
    const wrong = await anna.send(taken, { do: 'publish', id: 'Open WiFi', 'content.goal': 'nothing' });
    expect(wrong.text).toContain('An id has lower-case letters, digits and single hyphens.');
    expect(wrong.text).toContain('Goal: There is no nothing. Please choose one of the options.');
    const added = await anna.send(wrong, { do: 'publish', id: 'open-wifi', 'content.goal': 'nobody-left-out' });
    expect(added.location).toBe('/agenda/edit/measure/open-wifi?saved=1&lang=en');
    expect(await content('open-wifi')).toMatchObject({ title: { en: 'Wi-Fi' }, state: 'idea', milestones: [] });
  });

  test('withdraws a record with a reason only, and brings it back', async () => {
    const path = '/agenda/edit/measure/open-wifi?lang=en';
    expect((await anna.send(path, { do: 'publish', reason: ' ' }, /withdraw-reason/)).text).toContain(
      'Please say why.',
    );
    const gone = await anna.send(path, { do: 'publish', reason: 'Too dear.' }, /withdraw-reason/);
    expect((await anna.get(gone.location!)).text).toContain('The record is withdrawn.');
    expect((await measures()).map(({ id }) => id)).not.toContain('open-wifi');
    const back = await anna.send(path, { do: 'publish', reason: 'Affordable after all.' }, /name="reason"/);
    expect(back.location).toContain('saved=3');
    expect(await content('open-wifi')).toMatchObject({ title: { en: 'Wi-Fi' } });
  });

  test('refuses to withdraw what refers to nothing then, with all that would', async () => {
    const answer = await anna.send(
      '/agenda/edit/goal/nobody-left-out?lang=en',
      { do: 'publish', reason: 'x' },
      /withdraw-reason/,
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The measure open-wifi belongs to the goal nobody-left-out, which there is not.');
  });

  test('tells in German what is wrong, too, and keeps the reason that was typed for a withdrawal', async () => {
    const answer = await anna.send(
      '/agenda/edit/goal/nobody-left-out?lang=de',
      { do: 'publish', reason: 'Nicht <mehr> nötig.' },
      /withdraw-reason/,
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Maßnahme open-wifi verweist auf nobody-left-out (Ziel). Das gibt es nicht.');
    expect(answer.text).toContain('Es ist nichts geändert.');
    expect(answer.text).not.toContain('which there is not');
    const form = formsOf(answer.page).find(({ html }) => html.includes('withdraw-reason'))!;
    expect(form.fields.get('reason')).toBe('Nicht <mehr> nötig.');
    const wrong = await anna.send('/agenda/edit/new/online-service?lang=de', {
      ...{ do: 'publish', id: 'anmelden', 'content.leika': '99', 'content.link': 'ftp://x.example' },
      ...{ 'content.title.de': 'Anmelden', 'content.title.en': 'Register' },
    });
    expect(wrong.text).toContain('LeiKa-Schlüssel (FIM): Ein LeiKa-Schlüssel hat 14 Ziffern');
    expect(wrong.text).not.toMatch(/has 14 digits|web address begins/);
  });

  test('says so of a record that never was, whatever the form says that it began with', async () => {
    const fields = { 'content.goal': 'nobody-left-out', 'content.title.de': 'a', 'content.title.en': 'a' };
    const csrf = formsOf((await anna.get('/agenda/edit')).page)[0]!.fields.get('csrf')!;
    for (const deed of ['publish', 'draft', 'check', 'merge']) {
      const form = { ...fields, 'content.state': 'idea', csrf, expected: '5', do: deed };
      const answer = await anna.post('/agenda/edit/measure/never-was?lang=en', form);
      expect([deed, answer.status]).toEqual([deed, 404]);
      expect(answer.text).toContain('There is no such record');
    }
  });

  test('makes no draft of what is recorded already, and does not drop a reason without a word', async () => {
    const path = '/agenda/edit/measure/open-wifi?lang=en';
    const drafts = 'SELECT count(*)::int AS count FROM agenda.draft';
    const [before] = await town.database.query(drafts);
    const silent = await anna.send(path, { do: 'draft' });
    expect(silent.location).toBe('/agenda/edit/measure/open-wifi?saved=same&lang=en');
    for (const deed of ['draft', 'publish']) {
      const answer = await anna.send(path, { do: deed, reason: 'A better reason.' });
      expect(answer.text).toContain('there is no new version, and the reason alone is not saved.');
      expect(formsOf(answer.page).some(({ fields }) => fields.get('reason') === 'A better reason.')).toBe(true);
    }
    expect(await town.database.query(drafts)).toEqual([before]);
  });

  test('says of each text in the other language which it is, and names each column and region once', async () => {
    const versions = await readVersions(town.database, 'measure', 'open-wifi');
    const { page } = await anna.get(`/agenda/edit/measure/open-wifi/versions/${versions.at(-1)!.version}?lang=de`);
    expect(page).toContain('<span class="said" lang="en">Wi-Fi</span>');
    expect(page).toContain('<span class="said" lang="de">WLAN</span>');
    for (const path of ['/agenda/edit', '/agenda/edit/measure/open-wifi', '/agenda/edit/drafts', '/agenda/edit/log']) {
      const { page } = await anna.get(`${path}?lang=en`);
      expect(page).not.toMatch(/<th[^>]*>\s*<\/th>/);
      const regions = [...page.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name);
      const sections = [...page.matchAll(/<section aria-labelledby="([^"]*)"/g)].map(
        ([, id]) => new RegExp(`id="${id}">([^<]*)<`).exec(page)![1],
      );
      expect(new Set([...regions, ...sections]).size).toBe(regions.length + sections.length);
    }
  });

  test('has old versions taken into the form', async () => {
    const one = await someMeasure();
    const form = await anna.get(`${pathOf(one)}?from=1&lang=en`);
    expect(form.text).toContain('The form holds version 1. Nothing is saved yet.');
    expect(form.text).toContain('Save and publish');
    const saved = await anna.send(form, { do: 'publish', reason: 'As it was.' });
    expect(saved.location).toContain('saved=4');
    expect(await content(one.id)).toEqual((await readVersions(town.database, 'measure', one.id)).at(-1)!.content);
  });
});

describe('two who edit a record at once', () => {
  test('both see what the other wrote, field by field, and the second chooses what is to hold', async () => {
    const one = await someMeasure();
    const before = await content(one.id);
    const [first, second] = await Promise.all([anna, ben].map((who) => who.get(`${pathOf(one)}?lang=en`)));
    await anna.send(first!, {
      do: 'publish',
      'content.title.en': "Anna's title",
      'content.office': "Anna's office",
      reason: 'Renamed.',
    });
    const conflict = await ben.send(second!, {
      do: 'publish',
      'content.title.en': "Ben's title",
      'content.state': 'stopped',
      reason: 'Ended.',
    });
    expect(conflict.status).toBe(409);
    expect(conflict.text).toMatch(/While you were writing, Anna saved version \d+ on .* Reason: Renamed\./);
    expect(conflict.text).toMatch(
      /Measure, in English Both have changed something here\. Saved now, by Anna Anna's title Your version Ben's title When you began \(version \d+\): /,
    );
    expect(barriers(conflict.page)).toEqual([]);
    expect((await content(one.id)).title.en).toBe("Anna's title");
    const { fields } = formsOf(conflict.page).at(-1)!;
    // What one of them changed is suggested; where both did, nothing is.
    expect([...fields].filter(([name]) => name.startsWith('choice.'))).toEqual([
      ['choice.office', 'theirs'],
      ['choice.state', 'mine'],
    ]);

    const undecided = await ben.send(conflict, { do: 'merge' });
    expect(undecided.status).toBe(422);
    expect(undecided.text).toContain('Measure, in English: Please choose which version is to hold.');
    const merged = await ben.send(undecided, { do: 'merge', 'choice.title.en': 'mine' });
    expect(merged.text).toContain('What you chose is in the form. Nothing is saved yet.');
    expect((await content(one.id)).title.en).toBe("Anna's title");
    expect((await ben.send(merged, { do: 'publish' })).status).toBe(303);
    expect(await content(one.id)).toEqual({
      ...before,
      title: { ...before.title, en: "Ben's title" },
      office: "Anna's office",
      state: 'stopped',
    });
    const [newest] = await readVersions(town.database, 'measure', one.id);
    expect(newest!.reason).toBe('Ended.');
  });

  test('meet again where a third one has saved while one of them chose', async () => {
    const one = await someMeasure();
    const [first, second, third] = await Promise.all([anna, ben, anna].map((who) => who.get(`${pathOf(one)}?lang=en`)));
    const title = (name: string) => ({ do: 'publish', 'content.title.en': name, reason: name });
    await anna.send(first!, title('One'));
    const conflict = await ben.send(second!, title('Two'));
    const again = await anna.send(third!, title('Three'));
    const solved = await anna.send(again, { do: 'merge', 'choice.title.en': 'mine' });
    await anna.send(solved, { do: 'publish' });
    const late = await ben.send(conflict, { do: 'merge', 'choice.title.en': 'mine' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Saved now, by Anna Three Your version Two');
    expect((await content(one.id)).title.en).toBe('Three');
  });

  test('are told where one of them has withdrawn it, and neither withdraws what they have not read', async () => {
    const path = '/agenda/edit/measure/open-wifi?lang=en';
    const [form, other] = await Promise.all([ben.get(path), ben.get(path)]);
    await anna.send(path, { do: 'publish', reason: 'Not wanted.' }, /withdraw-reason/);
    const conflict = await ben.send(form, { do: 'publish', 'content.title.en': 'Wanted', reason: 'Wanted.' });
    expect(conflict.text).toMatch(/While you were writing, Anna withdrew the record on .* Reason: Not wanted\./);
    const merged = await ben.send(conflict, { do: 'merge' });
    expect((await ben.send(merged, { do: 'publish' })).status).toBe(303);
    expect(await content('open-wifi')).toMatchObject({ title: { de: 'WLAN', en: 'Wanted' } });
    const stale = await ben.send(other, { do: 'publish', reason: 'x' }, /withdraw-reason/);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Nothing was done: Ben changed the record on');
    expect(await content('open-wifi')).toMatchObject({ title: { en: 'Wanted' } });
  });
});

describe('a draft', () => {
  const draftOf = async (who: Somebody, title: string) =>
    (
      await who.send('/agenda/edit/measure/open-wifi?lang=en', {
        do: 'draft',
        'content.title.en': title,
        reason: title,
      })
    ).location!.replace('?saved=1&lang=en', '');

  test('waits, changes nothing, and is accepted by somebody else as a version of its author', async () => {
    const path = await draftOf(anna, 'Drafted');
    expect((await content('open-wifi')).title.en).toBe('Wanted');
    expect((await ben.get('/agenda/edit/drafts?lang=en')).text).toMatch(/Draft \d+: Drafted Measure Anna/);
    const page = await ben.get(`${path}?lang=en`);
    expect(page.text).toMatch(/Measure, in English Wanted Drafted/);
    expect(barriers(page.page)).toEqual([]);
    expect((await ben.send(page, { do: 'accepted' }, /value="accepted"/)).status).toBe(303);
    expect((await content('open-wifi')).title.en).toBe('Drafted');
    expect((await anna.get('/agenda/edit/measure/open-wifi?lang=en')).text).toContain('Anna, accepted by Ben Drafted');
    expect((await anna.get(`${path}?lang=en`)).text).toContain('Accepted by Ben on');
  });

  test('is never decided by its author, who can take it back, and whoever tries is recorded', async () => {
    const path = await draftOf(anna, 'Mine alone');
    const page = await anna.get(`${path}?lang=en`);
    expect(page.text).toContain('This is your own draft: somebody else has to accept or refuse it.');
    expect(page.page).not.toContain('value="accepted"');
    const forced = await anna.send(page, { do: 'accepted' }, /value="withdrawn"/);
    expect(forced.status).toBe(403);
    expect((await content('open-wifi')).title.en).toBe('Drafted');
    expect(await refusals()).toContainEqual(
      expect.objectContaining({ who: 'Anna', action: 'draft', why: 'own-draft', about: 'measure/open-wifi' }),
    );
    await anna.send(page, { do: 'withdrawn' }, /value="withdrawn"/);
    expect((await ben.get(`${path}?lang=en`)).text).toContain('Taken back by Anna on');
    const late = await ben.post(path, { do: 'accepted', csrf: formsOf(page.page)[0]!.fields.get('csrf')! });
    expect(late.status).toBe(403);
  });

  test('is refused with a reason only, which stands with it', async () => {
    const path = await draftOf(anna, 'Refused');
    const silent = await ben.send(`${path}?lang=en`, { do: 'refused' }, /value="refused"/);
    expect(silent.status).toBe(422);
    await ben.send(silent, { do: 'refused', because: 'Not decided yet.' }, /value="refused"/);
    expect((await anna.get(`${path}?lang=en`)).text).toMatch(/Refused by Ben on .* Not decided yet\./);
    expect((await anna.get('/agenda/edit/log?lang=en')).text).toContain('draft refused');
  });

  test('that has been overtaken is not accepted: its form shows both contents, and what is saved replaces it', async () => {
    const path = await draftOf(anna, 'Overtaken');
    await ben.send('/agenda/edit/measure/open-wifi?lang=en', {
      do: 'publish',
      'content.title.en': 'Faster',
      reason: 'Faster.',
    });
    const page = await ben.get(`${path}?lang=en`);
    expect(page.text).toContain('The record has been changed since');
    const forced = await ben.send(page, { do: 'accepted' }, /value="refused"/);
    expect(forced.status).toBe(409);
    expect((await content('open-wifi')).title.en).toBe('Faster');
    const form = await anna.get(`/agenda/edit/measure/open-wifi?draft=${path.split('/').at(-1)}&lang=en`);
    const conflict = await anna.send(form, { do: 'draft' });
    expect(conflict.text).toContain('Saved now, by Ben Faster Your version Overtaken');
    const merged = await anna.send(conflict, { do: 'merge', 'choice.title.en': 'mine' });
    const again = await anna.send(merged, { do: 'draft' });
    expect((await anna.get(`${path}?lang=en`)).text).toContain('Taken back by Anna');
    await ben.send(again.location!.replace('saved=1&', ''), { do: 'accepted' }, /value="accepted"/);
    expect((await content('open-wifi')).title.en).toBe('Overtaken');
  });

  test('that there is not is told as that, to read and to decide on', async () => {
    const csrf = formsOf((await anna.get('/agenda/edit')).page)[0]!.fields.get('csrf')!;
    const path = '/agenda/edit/drafts/999999?lang=en';
    for (const answer of [await anna.get(path), await anna.post(path, { csrf, do: 'accepted' })]) {
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('There is no such draft');
    }
  });

  test('may add a record, and may withdraw one', async () => {
    const added = await anna.send('/agenda/edit/new/measure?lang=en', {
      ...{ do: 'draft', id: 'as-draft', 'content.goal': 'nobody-left-out', 'content.state': 'idea' },
      ...{ 'content.title.de': 'Neu', 'content.title.en': 'New' },
    });
    expect((await ben.get(added.location!)).text).toContain('The draft adds this record.');
    await ben.send(added.location!, { do: 'accepted' }, /value="accepted"/);
    expect(await content('as-draft')).toMatchObject({ title: { en: 'New' } });
    const gone = await ben.send(
      '/agenda/edit/measure/as-draft?lang=en',
      { do: 'draft', reason: 'No.' },
      /withdraw-reason/,
    );
    expect((await anna.get(gone.location!)).text).toContain('The draft withdraws this record.');
    await anna.send(gone.location!, { do: 'accepted' }, /value="accepted"/);
    expect((await measures()).map(({ id }) => id)).not.toContain('as-draft');
  });
});

describe('an edit without the right to it', () => {
  const edit = { do: 'publish', 'content.title.en': 'Forged' };

  test('of nobody who has signed in is answered with 401, changes nothing, and is recorded without a network address', async () => {
    const one = await someMeasure();
    const answer = await nobody.post(`${pathOf(one)}?lang=en`, edit);
    expect(answer.status).toBe(401);
    await nobody.post(`${pathOf(one)}/withdraw`, { expected: '1', reason: 'x', do: 'publish' });
    expect((await someMeasure()).version).toBe(one.version);
    const [row] = await refusals();
    expect(row).toEqual({
      ...{ who: '', action: 'edit', why: 'not-signed-in', times: 2 },
      about: `measure/${one.id}`,
    });
    expect((await anna.get('/agenda/edit/log?lang=en')).text).toContain(
      'nobody who had signed in refused: editing a record',
    );
  });

  test('by a form of another session or site is answered with 403, also for who has signed in, and is recorded', async () => {
    const one = await someMeasure();
    const own = formsOf((await anna.get(pathOf(one))).page)[0]!.fields.get('csrf')!;
    const others = formsOf((await ben.get(pathOf(one))).page)[0]!.fields.get('csrf')!;
    expect((await anna.post(pathOf(one), edit)).status).toBe(403);
    expect((await anna.post(pathOf(one), { ...edit, csrf: others })).status).toBe(403);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      expect((await anna.post(pathOf(one), { ...edit, csrf: own }, headers as never)).status).toBe(403);
    expect((await someMeasure()).version).toBe(one.version);
    expect(await refusals()).toContainEqual(
      expect.objectContaining({ who: 'Anna', action: 'edit', why: 'forged', times: 4 }),
    );
  });

  test('ends with the session, and what was typed is there again after signing in', async () => {
    const one = await someMeasure();
    const eve = await somebody(town, 'Eve');
    const form = await eve.get(`${pathOf(one)}?lang=en`);
    await town.database.query("DELETE FROM operators.session WHERE operator = 'Eve'");
    const out = await eve.send(form, { do: 'publish', 'content.title.en': 'Long <text>' });
    expect(out.status).toBe(401);
    expect(out.text).toContain('Nothing is saved; what you have written is there again once you sign in.');
    expect(barriers(out.page)).toEqual([]);
    await revokeOperator(town.database, 'Eve');
    const token = await addOperator(town.database, 'Eve', 'planner');
    const on = await eve.send(out, { token }, /name="token"/);
    const back = browserOf(town, 'Eve', on.headers.get('set-cookie')!.split(';')[0]!);
    const again = await back.send(on, { do: 'check' }, /value="check"/);
    expect(formsOf(again.page).at(-2)!.fields.get('content.title.en')).toBe('Long <text>');
    expect((await someMeasure()).version).toBe(one.version);
  });
});

describe('a large file that was sent after the session had ended', () => {
  test('is there again after signing in', async () => {
    const ida = await somebody(town, 'Ida');
    const file = Buffer.alloc(1_900_000, 'a').toString('base64');
    await town.database.query("DELETE FROM operators.session WHERE operator = 'Ida'");
    const out = await ida.post('/agenda/edit/import?lang=en', { file, name: 'agenda.json', do: 'apply', csrf: 'old' });
    expect(out.status).toBe(401);
    await revokeOperator(town.database, 'Ida');
    const token = await addOperator(town.database, 'Ida', 'planner');
    const on = await ida.send(out, { token }, /name="token"/);
    expect(on.status).toBe(200);
    expect(formsOf(on.page).at(-1)!.fields.get('file')).toBe(file);
  });
});

describe('a withdrawal that was sent after the session had ended', () => {
  test('is neither done nor made a draft, but shown once more with its reason, in the same language', async () => {
    const one = await someMeasure();
    const gus = await somebody(town, 'Gus');
    const form = await gus.get(`${pathOf(one)}?lang=en`);
    await town.database.query("DELETE FROM operators.session WHERE operator = 'Gus'");
    const out = await gus.send(form, { do: 'publish', reason: 'Too <dear>.' }, /withdraw-reason/);
    expect(out.status).toBe(401);
    await revokeOperator(town.database, 'Gus');
    const token = await addOperator(town.database, 'Gus', 'planner');
    const on = await gus.send(out, { token }, /name="token"/);
    const back = browserOf(town, 'Gus', on.headers.get('set-cookie')!.split(';')[0]!);
    const drafts = await town.database.query('SELECT id FROM agenda.draft');
    const again = await back.send(on, { do: 'check' }, /value="check"/);
    expect(again.status).toBe(200);
    expect(again.text).toContain('The record is not withdrawn yet. Your reason is still there.');
    expect(formsOf(again.page).at(-1)!.fields.get('reason')).toBe('Too <dear>.');
    expect(await town.database.query('SELECT id FROM agenda.draft')).toEqual(drafts);
    expect((await someMeasure()).version).toBe(one.version);
  });
});

describe('signing in to edit', () => {
  test('sets a cookie that neither scripts nor other sites have, and is led back to the page that was wanted', async () => {
    const token = await addOperator(town.database, 'Cora', 'planner');
    const wanted = await nobody.get('/agenda/edit/log?page=2&lang=en');
    expect(wanted.location).toBe('/agenda/edit/sign-in?to=%2Fagenda%2Fedit%2Flog%3Fpage%3D2%26lang%3Den&lang=en');
    const form = await nobody.get(wanted.location!);
    expect(barriers(form.page)).toEqual([]);
    const { headers, location } = await nobody.send(form, { token }, /name="token"/);
    expect(location).toBe('/agenda/edit/log?page=2&lang=en');
    expect(headers.get('set-cookie')).toMatch(
      /^stadtlage-editor=[\w-]{43}; Path=\/agenda\/edit; Max-Age=36000; HttpOnly; SameSite=Strict$/,
    );
    const secure = await nobody.post('/agenda/edit/sign-in', { token }, { 'x-forwarded-proto': 'https' });
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/);
    const elsewhere = await nobody.post('/agenda/edit/sign-in', { token, to: '//evil.example/agenda/edit' });
    expect(elsewhere.location).toBe('/agenda/edit?lang=de');
  });

  test('is over once signed out, and once the token is void', async () => {
    const dora = await somebody(town, 'Dora');
    const out = await dora.send('/agenda/edit', {}, /Abmelden/);
    expect(out.headers.get('set-cookie')).toMatch(/^stadtlage-editor=; .*Max-Age=0/);
    expect((await dora.get('/agenda/edit')).status).toBe(303);
    const finn = await somebody(town, 'Finn');
    expect((await finn.get('/agenda/edit')).status).toBe(200);
    await revokeOperator(town.database, 'Finn');
    expect((await finn.get('/agenda/edit')).status).toBe(303);
  });

  test('is refused to who has no token, and after ten attempts from one network for a while', async () => {
    const from = { 'x-forwarded-for': '192.0.2.7' };
    const guess = (headers = from) => nobody.post('/agenda/edit/sign-in?lang=en', { token: 'guess' }, headers);
    const wrong = await guess();
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('There is no such token, or it counts no more.');
    expect(wrong.page).not.toContain('guess');
    for (let i = 1; i < 10; i++) expect((await guess()).status).toBe(422);
    const enough = await guess();
    expect(enough.status).toBe(429);
    // Others in that network wait for no longer than this.
    expect(Number(enough.headers.get('retry-after'))).toBeGreaterThan(5);
    expect(Number(enough.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await guess({ 'x-forwarded-for': '192.0.2.8' })).status).toBe(422);
  });

  test('is tried ten times by very many at once, and who has a token uses up none of that', async () => {
    const from = { 'x-forwarded-for': '192.0.2.9' };
    const token = await addOperator(town.database, 'Hans', 'planner');
    const sign = (token: string) => nobody.post('/agenda/edit/sign-in?lang=en', { token }, from);
    for (let i = 0; i < 12; i++) expect((await sign(token)).status).toBe(303);
    const answers = await Promise.all(Array.from({ length: 30 }, () => sign('guess')));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });
});
