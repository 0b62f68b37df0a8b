import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry, type GraphContext } from '@stadtlage/datasets';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { resolvers } from '../index.js';
import { coverageReports } from './dataset.js';
import { moveReport, releaseText } from './move-report.js';
import { ReportResolver } from './report.resolver.js';
import { ReportClaim, type CoverageReportInput } from './report-input.js';
import type { ReportRefused } from './check-report.js';
import { newId, submitReport } from './submit-report.js';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { MobileTechnology } from '../mobile/mobile-availability.js';

const SLOW = {
  address: 'b1',
  claim: ReportClaim.SLOWER_THAN_STATED,
  provider: 'kabel',
  technology: FixedTechnology.DSL,
  measuredDownMbit: 12,
};

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'testing-offers.sql'));
  graph = await openGraph(database, [...places, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});
beforeEach(async () => {
  await database.query(`DELETE FROM coverage.fixed_availability WHERE report IS NOT NULL;
    TRUNCATE coverage.report_step, coverage.report_contact, coverage.report_sender_key, datasets.state CASCADE; UPDATE coverage.report SET received_at = received_at - interval '1 day'`);
});

const take = (input: Partial<CoverageReportInput>, now?: Date, client = '192.0.2.9') =>
  submitReport(database, { ...SLOW, ...input }, client, now);
const submit = async (input: Partial<CoverageReportInput>, now?: Date) => (await take(input, now)).id;
const at = (day: string) => new Date(`2026-03-${day}T12:00:00Z`);
const contradictions = (day?: string) =>
  database.query(
    `SELECT CASE WHEN c.speed_differs THEN 'speed' WHEN c.availability_differs THEN 'availability' END AS differs, r.id AS report
     FROM coverage.contradictions_as_of(COALESCE($1::date, current_date)) c JOIN coverage.report r ON r.number = c.report ORDER BY c.id`,
    [day],
  );
const row = async (id: string) => (await database.query('SELECT * FROM open.coverage_reports WHERE id = $1', [id]))[0]!;
const contacts = () => database.query('SELECT email FROM coverage.report_contact');
const statements = (evidence: string) =>
  database.query(
    `SELECT address_id, provider_id, technology, max_down_mbit, definition, superseded_at IS NULL AS holds FROM coverage.fixed_availability
     WHERE evidence = $1 ORDER BY id`,
    [evidence],
  );

describe('what a resident reports', () => {
  test('is answered with its ledger, and found by state, district and address', async () => {
    const { reportCoverage } = await graph.ask(
      `mutation ($input: CoverageReportInput!) { reportCoverage(input: $input) {
        id addressLabel claim technology measuredDownMbit text state daysOpen isOverdue outcome provider { name }
        address { id } steps { state role note days } } }`,
      {
        input: {
          address: 'b5a',
          claim: 'SLOWER_THAN_STATED',
          provider: 'kabel',
          technology: 'HFC',
          measuredDownMbit: 80.5,
          text: 'zu langsam',
          email: 'a@b.example',
        },
      },
    );
    expect(reportCoverage).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{10}$/),
      addressLabel: 'Bahnhofstraße 5a, 59227 Ahlen',
      claim: 'SLOWER_THAN_STATED',
      technology: 'HFC',
      measuredDownMbit: 80.5,
      text: null,
      state: 'RECEIVED',
      daysOpen: 0,
      isOverdue: false,
      outcome: null,
      provider: { name: 'Kabel West' },
      address: { id: 'b5a' },
      steps: [{ state: 'RECEIVED', role: 'RESIDENT', note: null, days: 0 }],
    });
    const found = async (filter: string) =>
      (await graph.ask(`{ reports(${filter}) { totalCount nodes { id } } }`)).reports.nodes.map(
        (report: { id: string }) => report.id,
      );
    expect(await found('state: [RECEIVED]')).toContain(reportCoverage.id);
    expect(await found('district: "west"')).toContain(reportCoverage.id);
    expect(await found('district: "east"')).toEqual([]);
    expect(await found('state: [RESOLVED]')).toEqual([]);
    expect(await graph.ask('{ address(id: "b5a") { reports { id } } }')).toEqual({
      address: { reports: [{ id: reportCoverage.id }] },
    });
    expect(await graph.ask('{ report(id: "nothing") { id } }')).toEqual({ report: null });
  });

  test('comes in pages, the newest first', async () => {
    for (let i = 0; i < 3; i++) await submit({ address: 'w6', measuredDownMbit: i });
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { reports } = await graph.ask(
        'query ($after: String) { reports(first: 2, after: $after, district: "west") { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      ids.push(...reports.nodes.map(({ id }: { id: string }) => id));
      after = reports.pageInfo.hasNextPage ? reports.pageInfo.endCursor : null;
    } while (after);
    const all = await database.query('SELECT id FROM coverage.report ORDER BY number DESC');
    expect(ids).toEqual(all.map(({ id }) => id));
    expect((await graph.refuse('{ reports(after: "azphYmM") { nodes { id } } }'))[0]!.message).toMatch('not a cursor');
  });

  test('shows no words before they are released, and never how to reach who wrote them', async () => {
    const id = await submit({
      text: 'Ich bin Frau Muster, Tel. 1234',
      evidence: 'Protokoll 7',
      email: 'muster@post.example',
    });
    expect(await row(id)).toMatchObject({ text: null, evidence: null });
    await releaseText(database, id, 'Der Anschluss ist seit Mai langsam.');
    expect(await row(id)).toMatchObject({ text: 'Der Anschluss ist seit Mai langsam.', evidence: 'Protokoll 7' });
    const views = await database.query<{ view: string }>(
      `SELECT DISTINCT v.relname AS view FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class
       WHERE d.refobjid = 'coverage.report_contact'::regclass AND v.oid <> d.refobjid`,
    );
    expect(views).toEqual([]);
    expect(JSON.stringify(await row(id))).not.toContain('muster@post.example');
    for (const query of ['moderation { email }', 'moderation { text }']) {
      expect((await graph.refuse(`{ report(id: "${id}") { ${query} } }`))[0]!.message).toMatch(
        'Only operators of the city',
      );
    }
  });

  test('stands in the ledger only, until a planner has moved it on; then beside the statements of others, and counted nowhere', async () => {
    const figures = () => database.query('SELECT * FROM coverage.address_status ORDER BY address_id');
    const before = await figures();
    const listed = {
      address: 'b50',
      claim: ReportClaim.AVAILABLE_NOT_LISTED,
      provider: 'glas',
      technology: FixedTechnology.FTTH,
    };
    const ids = [
      await submit({ measuredDownMbit: 3 }),
      await submit(listed),
      await submit({ technology: null }),
      await submit({ claim: ReportClaim.FIXED_NOT_AVAILABLE, measuredDownMbit: null }),
    ];
    expect(await statements('resident_report')).toEqual([]);
    expect(await contradictions()).toEqual([]);
    for (const id of ids) await moveReport(database, id, { to: 'passed_on' });
    expect(await statements('resident_report')).toEqual([
      {
        address_id: 'b1',
        provider_id: 'kabel',
        technology: 'dsl',
        max_down_mbit: 3,
        definition: 'unstated',
        holds: true,
      },
      {
        address_id: 'b50',
        provider_id: 'glas',
        technology: 'ftth',
        max_down_mbit: 12,
        definition: 'unstated',
        holds: true,
      },
    ]);
    expect(await database.query(`SELECT FROM coverage.counted_fixed WHERE evidence = 'resident_report'`)).toEqual([]);
    await database.query('SELECT coverage.refresh()');
    expect(await figures()).toEqual(before);
  });

  test('contradicts what is stated while it is open, since the day it came in', async () => {
    const id = await submit({ measuredDownMbit: 3 }, at('01'));
    await moveReport(database, id, { to: 'disputed' }, at('03'));
    expect(await contradictions('2026-02-28')).toEqual([]);
    expect(await contradictions('2026-03-01')).toEqual([{ differs: 'speed', report: id }]);
    await moveReport(database, id, { to: 'resolved' }, at('09'));
    expect(await contradictions('2026-03-08')).toEqual([{ differs: 'speed', report: id }]);
    expect(await contradictions('2026-03-09')).toEqual([]);
    // While it was open nobody knew of an end.
    const known = await database.query(
      `SELECT FROM coverage.contradictions_as_of('2026-03-20',
         (SELECT min(recorded_at) FROM coverage.fixed_availability WHERE evidence = 'resident_report'))`,
    );
    expect(known).toHaveLength(1);
  });

  test('takes the place of what was reported of the same offer on the same day', async () => {
    for (const measuredDownMbit of [9, 8]) {
      await moveReport(database, await submit({ measuredDownMbit }), { to: 'conceded' });
    }
    expect((await statements('resident_report')).map(({ max_down_mbit, holds }) => [max_down_mbit, holds])).toEqual([
      [9, false],
      [8, true],
    ]);
    expect(await database.query(`SELECT count(*) FROM imports.run WHERE origin = 'report'`)).toEqual([{ count: 1 }]);
  });

  test('does not take whoever repeats it for the one who may be asked about it', async () => {
    const input = { address: 'w6', text: 'dauerhaft langsam' };
    await take(input);
    const again = await take({ ...input, email: 'stranger@b.example' }, undefined, '192.0.2.9');
    expect([again.alreadyReported, await contacts()]).toEqual([true, []]);
  });

  test('is stored once within a day, however often and by how many it is sent', async () => {
    const input = { address: 'w6', text: ' zu langsam ' };
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) => take({ ...input, email: `${i}@b.example` }, undefined, `192.0.2.${i}`)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all.filter(({ alreadyReported }) => alreadyReported)).toHaveLength(9);
    expect(await contacts()).toHaveLength(1);
    const answer = await graph.ask(
      'mutation ($input: CoverageReportInput!) { reportCoverage(input: $input) { id alreadyReported } }',
      { input: { ...SLOW, ...input, claim: 'SLOWER_THAN_STATED', technology: 'DSL' } },
    );
    expect(answer.reportCoverage).toEqual({ id: all[0]!.id, alreadyReported: true });
    const others = [
      { ...input, text: 'immer zu langsam' },
      { ...input, measuredDownMbit: 11 },
      { ...input, address: 'w5' },
    ];
    for (const other of others) expect(await take(other)).toMatchObject({ alreadyReported: false });
    expect(await take(input, new Date(Date.now() + 86_400_000))).toMatchObject({ alreadyReported: false });
  });

  test('is stored once, too, where the later of two was stored first', async () => {
    const now = Date.now();
    const later = await take({ address: 'w6', text: 'stockt' }, new Date(now));
    const earlier = await take({ address: 'w6', text: 'stockt' }, new Date(now - 20));
    expect(earlier).toEqual({ id: later.id, alreadyReported: true });
  });

  test('is stored again once the same was closed', async () => {
    await moveReport(database, await submit({ address: 'w6' }), { to: 'rejected' });
    expect(await take({ address: 'w6' })).toMatchObject({ alreadyReported: false });
  });

  test.each<[string, Partial<CoverageReportInput>, RegExp]>([
    ['an unknown address', { address: 'b0' }, /no address "b0".*searchAddresses/],
    ['an unknown provider', { provider: 'nobody' }, /no provider "nobody"/],
    ['a speed below zero', { measuredDownMbit: -1 }, /between 0 and 100000, but is -1/],
    ['a speed beyond all lines', { measuredUpMbit: 1e6 }, /measuredUpMbit .* but is 1000000/],
    ['no measurement of what is slow', { measuredDownMbit: null }, /has been measured/],
    ['a long text', { text: 'x'.repeat(1001) }, /1001 characters; at most 1000/],
    ['control characters', { text: 'a\u001b[2J' }, /control characters/],
    ['text that reads from right to left', { text: 'a\u202eb' }, /control characters/],
    ['an e-mail address that is none', { email: 'Erika Mustermann' }, /not an e-mail address/],
    ['two e-mail addresses', { email: 'a@b.example,c@d.example' }, /not an e-mail address/],
    ['a mobile network and a line', { mobileTechnology: 'g5' as never }, /a fixed technology or a mobile one/],
    ['a filled trap', { website: 'https://spam.example' }, /trap for programs/],
    ['nothing at all', { claim: ReportClaim.OTHER, text: ' ' }, /Say in the text/],
    ['a connection without a provider', { claim: ReportClaim.AVAILABLE_NOT_LISTED, provider: null }, /Give both/],
  ])('is refused with %s', async (_, input, message) => {
    const before = await database.query('SELECT count(*) FROM coverage.report');
    await expect(async () => submit(input)).rejects.toThrow(message);
    expect(await database.query('SELECT count(*) FROM coverage.report')).toEqual(before);
  });

  test('is refused with all that is wrong, field by field', async () => {
    const draft = {
      address: 'b1',
      claim: ReportClaim.SLOWER_THAN_STATED,
      measuredUpMbit: Number.NaN,
      email: 'x',
      text: 'a\u0000',
    };
    const refused = await submitReport(database, draft, '').then(
      () => [],
      (error: ReportRefused) => error.mistakes.map(({ field, code }) => `${field} ${code}`),
    );
    expect(refused).toEqual([
      'measuredUpMbit number',
      'text control_characters',
      'email email',
      'measuredDownMbit measure',
    ]);
  });

  test('is limited for each client, over all processes, and for all together', async () => {
    const send = async (client: string, measuredDownMbit: number) =>
      new ReportResolver(database).reportCoverage({ ...SLOW, measuredDownMbit }, { client } as GraphContext);
    for (let i = 0; i < 10; i++) await send('192.0.2.1', i);
    await expect(send('192.0.2.1', 11)).rejects.toMatchObject({
      extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) },
    });
    expect(await send('192.0.2.1', 9)).toMatchObject({ alreadyReported: true });
    await send('192.0.2.2', 11);
    await database.query(
      `INSERT INTO coverage.report (id, address_id, address_label, claim, due_on)
       SELECT lpad(i::text, 10, '0'), 'b1', 'x', 'wrong_date', current_date FROM generate_series(1, 89) i`,
    );
    await expect(send('192.0.2.3', 12)).rejects.toThrow('Too many reports came in within this hour.');
    await database.query(`DELETE FROM coverage.report WHERE address_label = 'x'`);
  });
});

describe('that what is stated cannot be had', () => {
  const GONE = { address: 'b5a', claim: ReportClaim.FIXED_NOT_AVAILABLE, measuredDownMbit: null };
  const { HFC, DSL } = FixedTechnology;
  const SLOW_MOBILE = {
    claim: ReportClaim.SLOWER_THAN_STATED,
    provider: null,
    technology: null,
    mobileTechnology: MobileTechnology.G4,
  };
  const GAP = { ...SLOW_MOBILE, claim: ReportClaim.MOBILE_GAP, measuredDownMbit: null };

  test('contradicts the statement, once a planner has moved the report on, with the report', async () => {
    const id = await submit({ ...GONE, technology: HFC });
    const ask = async () =>
      (
        await graph.ask(`{ address(id: "b5a") { coverage { contradictions {
          id differs use technology provider { id } preferred { maxDownMbit evidence } other { id } report { id state claim } } } } }`)
      ).address.coverage.contradictions;
    expect(await ask()).toEqual([]);
    await moveReport(database, id, { to: 'passed_on' });
    expect(await ask()).toEqual([
      {
        id: expect.stringMatching(new RegExp(`^\\d+-${id}$`)),
        differs: ['AVAILABILITY'],
        use: 'ANY',
        technology: 'HFC',
        provider: { id: 'kabel' },
        preferred: { maxDownMbit: 1000, evidence: 'OPERATOR' },
        other: null,
        report: { id, state: 'PASSED_ON', claim: 'FIXED_NOT_AVAILABLE' },
      },
    ]);
    expect(
      await database.query(`SELECT * FROM open.availability_contradictions WHERE report = $1`, [id]),
    ).toMatchObject([
      {
        address: 'Bahnhofstraße 5a, 59227 Ahlen',
        differs: 'availability',
        provider: 'Kabel West',
        max_down_mbit: 1000,
        other_max_down_mbit: null,
        other_evidence: 'resident_report',
        other_source: 'Meldungen aus der Bevölkerung / reports by residents',
      },
    ]);
    expect(
      await database.query(`SELECT dataset FROM datasets.state WHERE dataset = 'availability-contradictions'`),
    ).toHaveLength(1);
  });

  test('is read page by page as the others are', async () => {
    for (const technology of [HFC, null])
      await moveReport(database, await submit({ ...GONE, technology }), { to: 'passed_on' });
    const { availabilityContradictions: first } = await graph.ask(
      '{ availabilityContradictions(first: 1) { totalCount nodes { id } pageInfo { endCursor } } }',
    );
    const { availabilityContradictions: rest } = await graph.ask(
      'query ($after: String) { availabilityContradictions(after: $after) { nodes { id } } }',
      { after: first.pageInfo.endCursor },
    );
    expect([...first.nodes, ...rest.nodes]).toHaveLength(first.totalCount);
    expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(first.totalCount);
  });

  test.each<[string, Partial<CoverageReportInput>, number]>([
    ['its technology alone', { provider: null, technology: HFC }, 1],
    ['its provider alone', { technology: null }, 1],
  ])('speaks of what goes with %s', async (_, input, count) => {
    const id = await submit({ ...GONE, ...input });
    await moveReport(database, id, { to: 'conceded' });
    expect(await contradictions()).toHaveLength(count);
    await moveReport(database, id, { to: 'resolved' });
    expect(await contradictions()).toEqual([]);
  });

  test.each<[string, Partial<CoverageReportInput>, string]>([
    ['another technology', { technology: FixedTechnology.FTTH }, 'technology'],
    ['another provider', { provider: 'glas', technology: HFC }, 'provider'],
    ['neither provider nor technology', { provider: null, technology: null }, 'provider'],
  ])('is not taken of %s: nobody states that at the address', async (_, input, field) => {
    const before = await database.query('SELECT FROM coverage.report');
    await expect(submit({ ...GONE, ...input })).rejects.toMatchObject({
      mistakes: [{ field, code: 'not_stated', message: expect.stringContaining('Stated there: Kabel West (HFC).') }],
    });
    expect(await database.query('SELECT FROM coverage.report')).toHaveLength(before.length);
  });

  test.each<[string, Partial<CoverageReportInput>, string | null]>([
    ['slowness of a connection that is stated', { claim: ReportClaim.SLOWER_THAN_STATED }, null],
    ['slowness of whatever it is', { claim: ReportClaim.SLOWER_THAN_STATED, provider: null, technology: null }, null],
    ['slowness of a stated mobile network', { ...SLOW_MOBILE, provider: 'glas' }, null],
    ['slowness of one that is not', { ...SLOW_MOBILE, provider: 'kabel' }, 'mobileTechnology'],
    [
      'slowness of a technology that nobody offers',
      { ...SLOW_MOBILE, mobileTechnology: null, technology: DSL },
      'technology',
    ],
    ['a stated mobile network that is not received', { ...GAP, provider: 'glas' }, null],
    ['no reception at all', { ...GAP, provider: null, mobileTechnology: null }, null],
    [
      'no reception of a generation that nobody states',
      { ...GAP, mobileTechnology: MobileTechnology.G5 },
      'mobileTechnology',
    ],
    [
      'no reception of somebody who has no mobile network there',
      { ...GAP, provider: 'kabel', mobileTechnology: null },
      'provider',
    ],
  ])('is named alike where it is about %s', async (_, input, wrong) => {
    const report = submit({ address: 'b5a', technology: HFC, ...input });
    if (!wrong) return expect(await report).toEqual(expect.any(String));
    return expect(report).rejects.toMatchObject({ mistakes: [{ field: wrong, code: 'not_stated' }] });
  });

  test('is not taken of what another resident reports alone', async () => {
    const listed = { claim: ReportClaim.AVAILABLE_NOT_LISTED, provider: 'glas', technology: FixedTechnology.FTTH };
    await moveReport(database, await submit({ address: 'b5a', ...listed }), { to: 'passed_on' });
    await expect(submit({ ...GONE, provider: 'glas', technology: FixedTechnology.FTTH })).rejects.toMatchObject({
      mistakes: [{ code: 'not_stated' }],
    });
  });

  test('ends with an abuse on every day', async () => {
    const id = await submit({ ...GONE, technology: HFC }, at('01'));
    await moveReport(database, id, { to: 'passed_on' }, at('02'));
    expect(await contradictions('2026-03-05')).toEqual([{ differs: 'availability', report: id }]);
    await moveReport(database, id, { to: 'rejected' }, at('09'));
    expect(await contradictions('2026-03-05')).toEqual([]);
    // What was believed before it was known to be one.
    expect(await database.query(`SELECT FROM coverage.reports_as_of('2026-03-05', '2026-03-08')`)).toHaveLength(1);
  });
});

describe('the ledger of a report', () => {
  test('keeps every step with its clock, and ends with an outcome', async () => {
    const id = await submit({ text: 'langsam', email: 'a@b.example' }, at('01'));
    expect(await row(id)).toMatchObject({ state: 'received', due_on: '2026-03-08', outcome: null });
    await moveReport(database, id, { to: 'passed_on', note: 'An Kabel West gegeben.' }, at('04'));
    await moveReport(database, id, { to: 'disputed' }, at('20'));
    await moveReport(database, id, { to: 'conceded' }, at('25'));
    expect(await row(id)).toMatchObject({ state: 'conceded', due_on: '2026-06-23' });
    expect(await contacts()).toHaveLength(1);
    await moveReport(database, id, { to: 'resolved', note: 'Leitung erneuert.' }, at('29'));
    expect(await row(id)).toMatchObject({
      state: 'resolved',
      due_on: null,
      outcome: 'corrected',
      days_open: 28,
      text: null,
    });
    expect(await contacts()).toEqual([]);
    expect(await database.query('SELECT text FROM coverage.report WHERE id = $1', [id])).toEqual([{ text: null }]);
    const { report } = await graph.ask(`{ report(id: "${id}") { steps { state role note days } } }`);
    expect(report.steps).toEqual([
      { state: 'RECEIVED', role: 'RESIDENT', note: null, days: 3 },
      { state: 'PASSED_ON', role: 'CITY', note: 'An Kabel West gegeben.', days: 16 },
      { state: 'DISPUTED', role: 'CITY', note: null, days: 5 },
      { state: 'CONCEDED', role: 'CITY', note: null, days: 4 },
      { state: 'RESOLVED', role: 'CITY', note: 'Leitung erneuert.', days: 0 },
    ]);
  });

  test('cannot be changed afterwards', async () => {
    await submit({});
    await expect(database.query(`UPDATE coverage.report_step SET note = 'x'`)).rejects.toThrow('only grows');
    await expect(database.query('DELETE FROM coverage.report_step')).rejects.toThrow('only grows');
  });

  test('takes no step that does not follow, and is for operators only', async () => {
    const id = await submit({});
    await expect(moveReport(database, id, { to: 'resolved' })).rejects.toThrow(
      `The report ${id} is received and cannot become resolved. It can become passed_on, conceded, disputed, rejected.`,
    );
    await expect(moveReport(database, newId(), { to: 'rejected' })).rejects.toThrow('There is no report');
    for (const mutation of [`moveReport(id: "${id}", to: CONCEDED) { id }`, `releaseReport(id: "${id}") { id }`]) {
      expect((await graph.refuse(`mutation { ${mutation} }`))[0]!.extensions['code']).toBe('UNAUTHENTICATED');
    }
    expect(await row(id)).toMatchObject({ state: 'received' });
  });

  test('of an abuse leaves neither words nor a statement', async () => {
    const id = await submit({ text: 'x', email: 'a@b.example' });
    await releaseText(database, id);
    await moveReport(database, id, { to: 'passed_on' });
    await moveReport(database, id, { to: 'rejected' });
    expect(await row(id)).toMatchObject({ state: 'rejected', outcome: 'rejected', text: null });
    expect(await contacts()).toEqual([]);
    expect(await statements('resident_report')).toMatchObject([{ holds: false }]);
    await expect(releaseText(database, id)).rejects.toThrow('is closed');
  });

  test('lets what the city has verified count', async () => {
    const id = await submit({ address: 'b15', measuredDownMbit: 6 });
    const fastest = async () =>
      (await database.query(`SELECT max_down_mbit FROM coverage.address_status WHERE address_id = 'b15'`))[0]![
        'max_down_mbit'
      ];
    expect(await fastest()).toBe(16);
    await moveReport(database, id, { to: 'conceded', verified: true });
    expect(await statements('city')).toMatchObject([{ address_id: 'b15', max_down_mbit: 6, definition: 'city' }]);
    expect(await fastest()).toBe(6);
    const other = await submit({ claim: ReportClaim.WRONG_DATE, technology: null, measuredDownMbit: null });
    await expect(moveReport(database, other, { to: 'conceded', verified: true })).rejects.toThrow(
      'states no connection',
    );
    expect(await row(other)).toMatchObject({ state: 'received' });
  });
});

test('the dataset of the reports fits its view', async () => {
  await new Registry([coverageReports], { publisher: 'Teststadt' }).checkViews(database);
});
