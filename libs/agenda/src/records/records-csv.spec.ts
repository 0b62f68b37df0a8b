import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { fileOf, workbookOf } from '@stadtlage/imports/testing';
import { toldAs } from '../kinds/messages.js';
import { exportAgenda } from './agenda-file.js';
import { AgendaRecordsResolver } from './graph/agenda-records.resolver.js';
import { describePlan, importAgenda, importRecords } from './import-plan.js';
import { readRecordsFromTable } from './records-csv.js';
import { putRecords, readRecords } from './store.js';

const HEADER = 'id;title_de;title_en;leika;office;maturity;link;cases_2024_online;cases_2024_total;demo';
const tableOf = (...lines: string[]) => fileOf('ozg.csv', `${[HEADER, ...lines].join('\n')}\n`);

describe('records from a table', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database.close());

  const bring = async (
    lines: string[],
    options: { replace?: boolean; allowRemovals?: boolean; isTrial?: boolean } = {},
  ) => {
    const records = await readRecordsFromTable('online-service', tableOf(...lines));
    return importRecords(database, [{ kind: 'online-service', records }], { by: 'anna', ...options });
  };
  const services = async () => (await readRecords(database, ['online-service']))['online-service'];

  it('are no more than 10,000 rows, right or wrong, and of many faults the first are told', async () => {
    const wrong = (count: number) => tableOf(...Array.from({ length: count }, (_, i) => `no id ${i};x;;;;;;;;`));
    await expect(readRecordsFromTable('online-service', wrong(10_001))).rejects.toThrow(/more than 10,?000 rows/);
    await expect(readRecordsFromTable('online-service', wrong(500))).rejects.toThrow(/has 500 faults/);
    const [id, day] = ['a'.repeat(101), '0000-01-01'];
    await expect(readRecordsFromTable('online-service', tableOf(`${id};x;;;;;;;;`))).rejects.toThrow(/line 2, id/);
    await expect(
      readRecordsFromTable(
        'course',
        fileOf('courses.csv', `id;title_de;starts;target_group;state\nknitting;Stricken;${day};;\n`),
      ),
    ).rejects.toThrow('starts: A day is written as 2026-06-30');
  });

  it('are read as German offices write them: words, numbers, years in columns, and empty fields for what is not known', async () => {
    await bring([
      'register;Meldung;Registration;99115005000000;Bürgeramt;3;https://ahlen.example/meldung;1.250;2.500;ja',
      'dogs;Hundesteuer;;;;;;;;',
    ]);
    expect((await services()).map(({ id, content }) => ({ id, ...content }))).toEqual([
      { id: 'dogs', title: { de: 'Hundesteuer', en: 'Hundesteuer' }, cases: [] },
      {
        id: 'register',
        title: { de: 'Meldung', en: 'Registration' },
        leika: '99115005000000',
        office: 'Bürgeramt',
        maturity: 3,
        link: 'https://ahlen.example/meldung',
        cases: [{ year: 2024, online: 1250, total: 2500 }],
        demo: true,
      },
    ]);
  });

  it('may stand in a workbook, with the words of a list in German', async () => {
    await database.query(`
      INSERT INTO imports.run (id, dataset, origin, started_by) OVERRIDING SYSTEM VALUE VALUES (1, 'facilities', 'file', 'test');
      INSERT INTO places.facility (id, kind, name, geom, run_id) VALUES ('s1', 'school', 'Schule', ST_Point(7.9, 51.7, 4326), 1)`);
    const book = workbookOf([
      ['id', 'facility', 'name', 'pupils', 'wifi', 'counted_on'],
      ['one', 's1', 'Schule Eins', '420', 'überall', '30.06.2026'],
    ]);
    const records = await readRecordsFromTable('school', fileOf('schulen.xlsx', book));
    await importRecords(database, [{ kind: 'school', records }], { by: 'anna' });
    const { school } = await readRecords(database, ['school']);
    expect(school).toMatchObject([{ content: { facility: 's1', pupils: 420, wifi: 'all', countedOn: '2026-06-30' } }]);
  });

  it('are refused all together, with each fault by line and column', async () => {
    const wrong = [
      'Bad Id;A;A;;;;;;;',
      'one;;Nothing;123;;5;ahlen.de;9;3;',
      'two;B;B;;;many;;;;vielleicht',
      'two;C;C;;;;;1;;',
    ];
    const refusal = await bring(wrong).catch((error) => error);
    expect(refusal.message.split('\n')).toEqual([
      'ozg.csv has 10 faults; nothing has been stored:',
      '  line 2, id: An id has lower-case letters, digits and single hyphens. Found: "Bad Id"',
      '  line 3, title_de: Please fill this in.',
      '  line 3, leika: A LeiKa key has 14 digits, such as 99012004006000.',
      '  line 3, maturity: Please write at most 4.',
      '  line 3, link: A web address begins with https:// or http://.',
      '  line 3, cases_2024_online: More cases came online than in all.',
      expect.stringMatching(/^ {2}line 4, maturity: .*number/),
      expect.stringMatching(/^ {2}line 4, demo: /),
      '  line 5, id: two stands in line 4, too. Please leave one of them.',
      '  line 5, cases_2024_total: Please fill this in.',
    ]);
    expect(toldAs(refusal, 'de').split('\n')).toEqual([
      'ozg.csv hat 10 Fehler; nichts ist gespeichert:',
      '  Zeile 2, id: Eine Kennung hat kleine Buchstaben, Ziffern und einzelne Bindestriche. Gefunden: "Bad Id"',
      '  Zeile 3, title_de: Bitte ausfüllen.',
      '  Zeile 3, leika: Ein LeiKa-Schlüssel hat 14 Ziffern, zum Beispiel 99012004006000.',
      '  Zeile 3, maturity: Bitte höchstens 4.',
      '  Zeile 3, link: Eine Adresse im Netz beginnt mit https:// oder http://.',
      '  Zeile 3, cases_2024_online: Online kamen mehr Fälle als insgesamt.',
      expect.stringMatching(/^ {2}Zeile 4, maturity: Bitte eine Zahl/),
      '  Zeile 4, demo: Bitte eines davon nehmen: true.',
      '  Zeile 5, id: two steht auch in Zeile 4. Bitte eine davon lassen.',
      '  Zeile 5, cases_2024_total: Bitte ausfüllen.',
    ]);
    expect(await services()).toEqual([]);
  });

  it('say of a column that nobody knows which ones there are, and of one that is missing that it is', async () => {
    const unknown = readRecordsFromTable('online-service', fileOf('a.csv', 'id,title_de,reifegrad\nx,A,3\n'));
    await expect(unknown).rejects.toThrow(
      /line 1, reifegrad: there is no such column\. There are id, title_de, .*, cases_YYYY_total, demo, reason\./,
    );
    const missing = readRecordsFromTable('school', fileOf('a.csv', 'id,name\nx,A\n'));
    await expect(missing).rejects.toThrow(/the column facility is missing/);
    expect(toldAs(await missing.catch((error) => error), 'de')).toMatch(/Die Spalte facility fehlt/);
  });

  it('have the entries of their lists in numbered columns: targets, milestones, risks, money by years', async () => {
    const goals = fileOf(
      'goals.csv',
      `id;field;title_de;decision_kind;decision_body;decision_date;actors_1_name;actors_1_within;targets_1_indicator;targets_1_date;targets_1_value;targets_1_baseline_date;targets_1_baseline_value;targets_1_baseline_source;targets_1_path_1_date;targets_1_path_1_value;targets_1_path_2_date;targets_1_path_2_value
all;fibre;Glasfaser überall;Beschluss;Rat;30.09.2021;Stadtwerke;nein;fibre-residential;31.12.2030;100;30.06.2021;0,44;Breitbandatlas;31.12.2025;30;31.12.2028;70
`,
    );
    const measures = fileOf(
      'measures.csv',
      `id;goal;title_de;title_en;state;budget_2026_planned;budget_2025_planned;budget_2025_spent;staff_2026_planned;milestones_2_id;milestones_2_title_de;milestones_2_due;milestones_1_id;milestones_1_title_de;milestones_1_title_en;milestones_1_due;milestones_1_done;risks_3_text_de;risks_3_level;depends_on
dig;all;Graben;Dig;läuft;200;100,5;0,2;1,5;end;Ende;2027-01-01;start;Beginn;Begin;2025-01-01;2025-02-01;Fels;hoch;
plan;all;Planen;Plan;erledigt;;;;;;;;;;;;;;;
`,
    );
    await importRecords(
      database,
      [
        { kind: 'goal', records: await readRecordsFromTable('goal', goals) },
        { kind: 'measure', records: await readRecordsFromTable('measure', measures) },
      ],
      { by: 'anna' },
    );
    const { goal, measure } = await readRecords(database, ['goal', 'measure']);
    expect(goal[0]!.content).toMatchObject({
      title: { de: 'Glasfaser überall', en: 'Glasfaser überall' },
      decision: { kind: 'decision', body: 'Rat', date: '2021-09-30' },
      actors: [{ name: 'Stadtwerke', within: false }],
      targets: [
        {
          ...{ indicator: 'fibre-residential', date: '2030-12-31', value: 100 },
          baseline: { date: '2021-06-30', value: 0.44, source: 'Breitbandatlas' },
          path: [
            { date: '2025-12-31', value: 30 },
            { date: '2028-12-31', value: 70 },
          ],
        },
      ],
    });
    expect(measure[0]!.content).toMatchObject({
      state: 'running',
      budget: [
        { year: 2025, planned: 100.5, spent: 0.2 },
        { year: 2026, planned: 200 },
      ],
      staff: [{ year: 2026, planned: 1.5 }],
      milestones: [
        { id: 'start', title: { de: 'Beginn', en: 'Begin' }, due: '2025-01-01', done: '2025-02-01' },
        { id: 'end', title: { de: 'Ende', en: 'Ende' }, due: '2027-01-01' },
      ],
      // Whoever leaves numbers out leaves nothing else out.
      risks: [{ text: { de: 'Fels', en: 'Fels' }, level: 'high' }],
    });
    expect(measure[1]!.content).toMatchObject({ state: 'done', budget: [], milestones: [] });
  });

  it('name the numbered column that is wrong or lacks something', async () => {
    const header =
      'id;goal;title_de;state;milestones_2_id;milestones_2_title_de;milestones_2_due;milestones_5_id;budget_2026_spent';
    const wrong = readRecordsFromTable('measure', fileOf('a.csv', `${header}\ndig;all;Graben;läuft;a;A;morgen;a;5\n`));
    expect((await wrong.catch((error) => error)).message.split('\n')).toEqual([
      'a.csv has 4 faults; nothing has been stored:',
      expect.stringMatching(/^ {2}line 2, budget_2026_planned: /),
      expect.stringMatching(/^ {2}line 2, milestones_2_due: A day is written/),
      expect.stringMatching(/^ {2}line 2, milestones_5_title_de: /),
      expect.stringMatching(/^ {2}line 2, milestones_5_due: /),
    ]);
    const twice = fileOf(
      'a.csv',
      'id;goal;title_de;state;milestones_1_id;milestones_1_title_de;milestones_1_due;milestones_2_id;milestones_2_title_de;milestones_2_due\ndig;all;G;läuft;a;A;2026-01-01;a;A;2026-01-01\n',
    );
    await expect(readRecordsFromTable('measure', twice)).rejects.toThrow(/line 2, milestones: /);
  });

  it('say who stated where a target began: a table without that is refused with the column', async () => {
    const header = 'id;field;title_de;targets_1_indicator;targets_1_date;targets_1_value';
    const began = `${header};targets_1_baseline_date;targets_1_baseline_value`;
    const rows = (columns: string, end: string) =>
      readRecordsFromTable('goal', fileOf('a.csv', `${columns}\nall;fibre;Z;fibre-residential;2030-01-01;9${end}\n`));
    const refusal = await rows(began, ';2021-01-01;1').catch((error) => error);
    const place = 'line 2, targets_1_baseline_source: ';
    expect(refusal.message).toContain(`${place}Where a target began is stated, not computed: say in source who`);
    expect(toldAs(refusal, 'de')).toContain('Zeile 2, targets_1_baseline_source: Ein Ausgangswert ist angegeben');
    expect(await rows(header, '')).toHaveLength(1);
  });

  it('store nothing where they are only tried, and where they refer to what is not there', async () => {
    expect(await bring(['one;A;A;;;;;;;'], { isTrial: true })).toHaveLength(1);
    expect(await services()).toEqual([]);
    const records = await readRecordsFromTable('school', fileOf('a.csv', 'id,facility,name\nx,nowhere,A\n'));
    const lost = importRecords(database, [{ kind: 'school', records }], { by: 'anna', isTrial: true });
    await expect(lost).rejects.toThrow('The school x is the facility nowhere, which there is not.');
  });

  it('may describe a school once only', async () => {
    await database.query(`
      INSERT INTO imports.run (dataset, origin, started_by) VALUES ('facilities', 'file', 'test');
      INSERT INTO places.facility (id, kind, name, geom, run_id) VALUES ('twice', 'school', 'Schule', ST_Point(7.9, 51.7, 4326), (SELECT max(id) FROM imports.run))`);
    const records = await readRecordsFromTable(
      'school',
      fileOf('a.csv', 'id,facility,name\none,twice,A\nother,twice,B\n'),
    );
    const both = importRecords(database, [{ kind: 'school', records }], { by: 'anna' });
    await expect(both).rejects.toThrow('The school other is the facility twice, but the school one has it already.');
  });

  it('are named where they are only tried: those added, those withdrawn, and those changed with the fields', async () => {
    await bring(['one;Eins;One;;Bürgeramt;3;;1;2;', 'two;Zwei;Two;;;;;;;', 'three;Drei;Three;;;;;;;']);
    const plan = await bring(['one;Eins;First;;Amt;3;;1;3;', 'three;Drei;Three;;;;;;;', 'four;Vier;Four;;;;;;;'], {
      ...{ replace: true, isTrial: true },
    });
    const told = describePlan(plan, { en: 'Would change:', de: 'Das würde anders:' });
    expect(told.en.split('\n')).toEqual([
      'Would change:',
      '  withdrawn: Public service two (Two)',
      '  changed: Public service one (First): title.en, office, cases',
      '  added: Public service four (Four)',
    ]);
    expect(told.de).toContain('\n  geändert: Verwaltungsleistung one (Eins): title.en, office, cases\n');
    expect(await services()).toHaveLength(3);
  });

  it('withdraw others of their kind alone, and only where they are to replace them', async () => {
    await bring(['one;A;A;;;;;;;', 'two;B;B;;;;;;;']);
    const goal = { field: 'fibre', title: { de: 'Ziel', en: 'Goal' }, targets: [] };
    await putRecords(database, [{ kind: 'goal', id: 'stays', content: goal, expected: 0, by: 'anna' }]);
    expect(await bring(['one;A;A;;;;;;;'])).toEqual([]);
    const refusal = await bring(['one;A;A;;;;;;;'], { replace: true }).catch((error) => error);
    expect(refusal.message).toBe(
      'The file lacks a record that is there, and with --replace it would be withdrawn. Nothing has been changed. ' +
        'If that is meant, import it with --allow-removals, too.\n  withdrawn: Public service two (B)',
    );
    expect(toldAs(refusal, 'de')).toContain('Nichts ist geändert.');
    expect(await services()).toHaveLength(2);
    expect(await bring(['one;A;A;;;;;;;'], { replace: true, allowRemovals: true })).toHaveLength(1);
    const { goals, onlineServices } = await exportAgenda(database);
    expect([goals!.length, onlineServices!.map(({ id }) => id)]).toEqual([1, ['one']]);
  });

  it('stay where an agenda file that is to replace all does not speak of their kind', async () => {
    await bring(['one;A;A;;;;;;;']);
    const file = { format: 'stadtlage-agenda', version: 1, goals: [], measures: [] } as const;
    const everything = { ...file, goals: [], measures: [] };
    const replaced = { by: 'anna', replace: true, allowRemovals: true };
    expect(await importAgenda(database, everything, replaced)).toBe(0);
    expect(await importAgenda(database, { ...everything, onlineServices: [] }, replaced)).toBe(1);
  });

  it('are asked for by their kind, page by page, each with its title and all that is recorded', async () => {
    await bring(['b;Zwei;Two;;;4;;;;ja', 'a;Eins;One;;;;;;;', 'c;Drei;Three;;;;;;;']);
    const graph = new AgendaRecordsResolver(database);
    const { nodes, pageInfo, totalCount } = await graph.agendaRecords('online-service', 2, null, null);
    expect(nodes).toMatchObject([
      { kind: 'online-service', id: 'a', title: { en: 'One' }, isDemo: false, version: 1, content: { cases: [] } },
      { id: 'b', isDemo: true, content: { maturity: 4 } },
    ]);
    expect(await totalCount).toBe(3);
    const rest = await graph.agendaRecords('online-service', 2, pageInfo.endCursor, null);
    expect(rest.nodes.map(({ id }) => id)).toEqual(['c']);
    expect((await graph.agendaRecords('online-service', 2, null, new Date(0))).nodes).toEqual([]);
  });
});

describe('a dataset that shows what others tell', () => {
  it('changes with them, once there is something in it', async () => {
    const database = await testDatabase();
    const versionOf = async () => {
      const [row] = await database.query<{ version: number }>(
        `SELECT version FROM datasets.state WHERE dataset = 'agenda-schools'`,
      );
      return row?.version ?? 0;
    };
    await database.query(`SELECT datasets.touch('address-coverage')`);
    expect(await versionOf()).toBe(0);
    await database.query(`SELECT datasets.touch('agenda-schools')`);
    const before = await versionOf();
    await database.query(`SELECT datasets.touch('address-coverage')`);
    expect(await versionOf()).toBe(before + 1);
    await database.query(`SELECT datasets.touch('sensors')`);
    expect(await versionOf()).toBe(before + 1);
    await database.close();
  });
});
