import { resolvers as coverage } from '@stadtlage/coverage';
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { readPages, Registry, selectionOf } from '@stadtlage/datasets';
import { resolvers as places } from '@stadtlage/places';
import { loadTown, openGraph, type TestGraph } from '@stadtlage/places/testing';
import { datasets, resolvers } from '../index.js';

const SCENE = sqlFile(import.meta.url, '../testing-planning.sql');

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  await database.query(SCENE);
  graph = await openGraph(database, [...places, ...coverage, ...resolvers]);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

const idsOf = (list: { nodes: { address: { id: string } }[] }) => list.nodes.map(({ address }) => address.id);

describe('the phases of a rollout project', () => {
  test('stand where was said of them, else where their project stands', async () => {
    const { rolloutProject } = await graph.ask(`{ rolloutProject(id: "kamp") {
      status ofdsStatus movedByDays
      phases { id name isImplied status ofdsStatus statusSince promisedTo moves movedByDays nextStep { de en } source { source }
        promises { promisedOn promisedTo movedByDays movedInAllDays note }
        history { status phase source { source } } } } }`);
    const [one, two] = rolloutProject.phases;
    expect(rolloutProject).toMatchObject({ status: 'ANNOUNCED', ofdsStatus: 'proposed', movedByDays: 184 });
    expect(one).toMatchObject({
      id: 'kamp/eins',
      name: 'Abschnitt 1',
      isImplied: false,
      status: 'PAUSED',
      ofdsStatus: 'underConstruction',
      statusSince: '2024-11-01',
      promisedTo: null,
      moves: 1,
      movedByDays: 184,
      nextStep: { de: expect.stringContaining('ruht'), en: expect.stringContaining('paused') },
    });
    expect(one.promises).toEqual([
      { promisedOn: '2023-03-01', promisedTo: '2024-06-30', movedByDays: null, movedInAllDays: 0, note: null },
      {
        promisedOn: '2023-09-01',
        promisedTo: '2024-12-31',
        movedByDays: 184,
        movedInAllDays: 184,
        note: 'Tiefbau verzögert',
      },
    ]);
    expect(one.history).toHaveLength(4);
    expect(one.history[0]).toEqual({ status: 'PLANNED', phase: 'Abschnitt 1', source: { source: 'Testamt' } });
    expect(two).toMatchObject({ id: 'kamp/zwei', status: 'ANNOUNCED', moves: 0, movedByDays: null, promises: [] });
    expect(two.history).toEqual([{ status: 'ANNOUNCED', phase: null, source: { source: 'Testamt' } }]);
  });

  test('are one where the project names none', async () => {
    const { rolloutProject } = await graph.ask('{ rolloutProject(id: "weg") { phases { id isImplied name status } } }');
    expect(rolloutProject.phases).toEqual([{ id: 'weg', isImplied: true, name: 'Bahnhofsweg', status: 'TENDERED' }]);
  });

  test('speak for their project where nothing was said of the whole', async () => {
    await database.query(
      "UPDATE rollout.project_status SET phase = 'zwei' WHERE project_id = 'kamp' AND phase IS NULL",
    );
    const { rolloutProject } = await graph.ask('{ rolloutProject(id: "kamp") { status dateMoves } }');
    await database.query("UPDATE rollout.project_status SET phase = NULL WHERE phase_id = 'kamp/zwei'");
    expect(rolloutProject).toEqual({ status: 'PAUSED', dateMoves: 1 });
  });

  test('serve the addresses they name, else those in their area, page by page', async () => {
    const page = async (of: string, after = '') =>
      (
        await graph.ask(`{ ${of} { addresses(first: 2${after}) { totalCount pageInfo { hasNextPage endCursor }
        nodes { isNamed address { id } phase { id } } } } }`)
      )[of.slice(0, of.indexOf('('))].addresses;
    const entry = (id: string, phase: string, isNamed: boolean) => ({ isNamed, address: { id }, phase: { id: phase } });
    expect((await page('rolloutPhase(id: "kamp/eins")')).nodes).toEqual([
      entry('k1', 'kamp/eins', true),
      entry('k2', 'kamp/eins', true),
    ]);
    expect((await page('rolloutPhase(id: "kamp/zwei")')).nodes).toEqual([
      entry('k10', 'kamp/zwei', false),
      entry('k3', 'kamp/zwei', false),
    ]);
    const first = await page('rolloutProject(id: "kamp")');
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const next = await page('rolloutProject(id: "kamp")', `, after: "${first.pageInfo.endCursor}"`);
    expect([...idsOf(first), ...idsOf(next)]).toEqual(['k1', 'k10', 'k2', 'k3']);
  });

  test('tell an address what it can expect', async () => {
    const { k1, b2, k3 } = await graph.ask(`{
      k3: address(id: "k3") { coverage { fibreStatus } }
      k1: address(id: "k1") { projects { id } phases { id promisedTo moves project { name } nextStep { en } } }
      b2: address(id: "b2") { phases { id } } }`);
    expect(k1).toMatchObject({
      projects: [{ id: 'kamp' }],
      phases: [{ id: 'kamp/eins', promisedTo: null, moves: 1, project: { name: 'Kampstraße' } }],
    });
    expect(b2.phases).toEqual([]);
    expect(k3.coverage.fibreStatus).toBe('NONE');
    // Its phase alone is planned, not that of its neighbours.
    await database.query(
      "INSERT INTO rollout.project_status (project_id, phase, valid_from, status) VALUES ('kamp', 'zwei', '2024-01-01', 'planned')",
    );
    const promised = await database.query('SELECT address_id AS id FROM coverage.promised_as_of() ORDER BY 1');
    await database.query("DELETE FROM rollout.project_status WHERE phase_id = 'kamp/zwei'");
    expect(promised.map(({ id }) => id)).toEqual(['d1', 'd2', 'k10', 'k3', 'w5', 'w6']);
  });

  test('show the latest demand aggregation with its counts, and the funding', async () => {
    const { kamp, weg } = await graph.ask(`{
      kamp: rolloutProject(id: "kamp") { demandAggregation {
        startsOn deadline targetShare premises outcome decidedOn reason signUps { countedOn signUps share } } }
      weg: rolloutProject(id: "weg") { demandAggregation { deadline } fundingTracks {
        programme appliedAmount appliedOn grantedAmount grantedOn share } } }`);
    expect(kamp.demandAggregation).toEqual({
      startsOn: '2022-10-01',
      deadline: '2022-12-15',
      targetShare: 33,
      premises: 10,
      outcome: 'REACHED',
      decidedOn: '2022-12-16',
      reason: null,
      signUps: [
        { countedOn: '2022-11-15', signUps: 2, share: 20 },
        { countedOn: '2022-12-15', signUps: 4, share: 40 },
      ],
    });
    expect(weg).toEqual({
      demandAggregation: null,
      fundingTracks: [
        {
          programme: 'Gigabitförderung',
          appliedAmount: 500000,
          appliedOn: '2023-05-01',
          grantedAmount: 400000,
          grantedOn: '2023-10-01',
          share: 50,
        },
      ],
    });
  });

  test('were, as of a day and as far as it was known, where they were then', async () => {
    const asOf = (day: string, known: string) =>
      database.query(
        "SELECT status, promised_to AS promised, date_moves AS moves FROM rollout.phase_status_as_of($1, $2) WHERE phase_id = 'kamp/eins'",
        [day, known],
      );
    expect(await asOf('2023-10-01', 'infinity')).toEqual([{ status: 'planned', promised: '2024-12-31', moves: 1 }]);
    expect(await asOf('2023-10-01', '2023-08-01T00:00:00Z')).toEqual([
      { status: 'planned', promised: '2024-06-30', moves: 0 },
    ]);
    expect(await asOf('2022-12-31', 'infinity')).toEqual([]);
  });
});

describe('the lists for planners', () => {
  test('name addresses that were promised fibre by a day and have none, by the last promise that was made', async () => {
    const ask = async (by: string) =>
      (
        await graph.ask(
          `{ promisedNotConnected(by: "${by}") { totalCount nodes { address { id } phase { id status } firstPromise latestPromise moves } } }`,
        )
      ).promisedNotConnected;
    expect(await ask('2024-12-31')).toEqual({ totalCount: 0, nodes: [] });
    expect(await ask('2025-01-01')).toEqual({
      totalCount: 1,
      nodes: [
        {
          address: { id: 'k1' },
          phase: { id: 'kamp/eins', status: 'PAUSED' },
          firstPromise: '2024-06-30',
          latestPromise: '2024-12-31',
          moves: 1,
        },
      ],
    });
  });

  test('name what was promised for a time at first, however often it was moved since', async () => {
    const ask = async (args: string) =>
      (await graph.ask(`{ promisedNotConnected(${args}) { totalCount nodes { address { id } } } }`))
        .promisedNotConnected;
    const found = { totalCount: 1, nodes: [{ address: { id: 'k1' } }] };
    const none = { totalCount: 0, nodes: [] };
    expect(await ask('by: "2024-07-01", promise: FIRST')).toEqual(found);
    expect(await ask('from: "2024-01-01", by: "2025-01-01", promise: FIRST')).toEqual(found);
    expect(await ask('from: "2024-07-01", by: "2025-01-01", promise: FIRST')).toEqual(none);
    expect(await ask('by: "2024-07-01"')).toEqual(none);
    expect(await ask('from: "2024-07-01", by: "2025-01-01"')).toEqual(found);
  });

  test('find the addresses that were forgotten: near built fibre, and in no project', async () => {
    const ask = async (args: string) =>
      (await graph.ask(`{ forgottenAddresses${args} { totalCount nodes { address { id } near distanceM } } }`))
        .forgottenAddresses;
    const found = await ask('');
    expect(
      found.nodes.map((n: { address: { id: string }; near: string; distanceM: number }) => [
        n.address.id,
        n.near,
        n.distanceM,
      ]),
    ).toEqual([
      ['b15', 'NEIGHBOUR', 55],
      ['b2', 'NEIGHBOUR', 14],
      ['b5', 'NEIGHBOUR', 28],
      ['b50', 'NEIGHBOUR', 69],
      ['b5a', 'NEIGHBOUR', 41],
      ['k12', 'NEIGHBOUR', 41],
      ['o5', 'SPAN', 56],
      ['o6', 'SPAN', 56],
    ]);
    expect(found.totalCount).toBe(8);
    expect(idsOf(await ask('(withinMetres: 30)'))).toEqual(['b2', 'b5']);
    expect(idsOf(await ask('(district: "east", first: 2)'))).toEqual(['k12', 'o5']);
  });

  test('list white spots with the reason why they can be funded or not, and unknown ones apart', async () => {
    const { whiteSpots, eligible, unknownAvailability } = await graph.ask(`{
      whiteSpots { nodes { address { id } maxDownMbit eligible eligibility } }
      eligible: whiteSpots(eligibility: ELIGIBLE, district: "west") { totalCount nodes { address { id } } }
      unknownAvailability(district: "east") { nodes { address { id } } } }`);
    expect(whiteSpots.nodes).toEqual([
      { address: { id: 'b2' }, maxDownMbit: 16, eligible: true, eligibility: 'ELIGIBLE' },
      { address: { id: 'd1' }, maxDownMbit: 6, eligible: false, eligibility: 'PROMISED' },
      { address: { id: 'k3' }, maxDownMbit: 25, eligible: true, eligibility: 'ELIGIBLE' },
      { address: { id: 'w5' }, maxDownMbit: 16, eligible: false, eligibility: 'FUNDED' },
    ]);
    expect(eligible).toEqual({ totalCount: 1, nodes: [{ address: { id: 'b2' } }] });
    expect(idsOf(unknownAvailability)).toEqual(['d2', 'd3', 'd4', 'k10', 'k12', 'o5', 'o6']);
  });

  test('list public buildings without fibre, hotspots aside', async () => {
    const { facilitiesWithoutFibre } = await graph.ask(
      '{ facilitiesWithoutFibre { totalCount nodes { id kind name fibreStatus maxDownMbit address { id } } } }',
    );
    expect(facilitiesWithoutFibre).toEqual({
      totalCount: 2,
      nodes: [
        { id: 'hall-1', kind: 'culture', name: 'Schützenhalle', fibreStatus: null, maxDownMbit: null, address: null },
        {
          id: 'school-1',
          kind: 'school',
          name: 'Kampschule',
          fibreStatus: 'none',
          maxDownMbit: 25,
          address: { id: 'k3' },
        },
      ],
    });
  });

  test('list the schools alone', async () => {
    const { facilitiesWithoutFibre } = await graph.ask(
      '{ facilitiesWithoutFibre(kind: SCHOOL) { totalCount nodes { id } } }',
    );
    expect(facilitiesWithoutFibre).toEqual({ totalCount: 1, nodes: [{ id: 'school-1' }] });
  });

  test('show what changed between two days, and not what a resident reports', async () => {
    const ask = async (args: string) =>
      (
        await graph.ask(`{ availabilityDifference(${args}) { totalCount nodes {
        address { id } levelBefore levelAfter technologyBefore technologyAfter downBefore downAfter } } }`)
      ).availabilityDifference;
    expect(await ask('from: "2024-05-01", to: "2025-06-01"')).toEqual({
      totalCount: 2,
      nodes: [
        {
          address: { id: 'b1' },
          levelBefore: 'passed',
          levelAfter: 'connected',
          technologyBefore: 'ftth',
          technologyAfter: 'ftth',
          downBefore: 1000,
          downAfter: 1000,
        },
        {
          address: { id: 'k1' },
          levelBefore: null,
          levelAfter: 'passed',
          technologyBefore: null,
          technologyAfter: 'ftth',
          downBefore: null,
          downAfter: 1000,
        },
      ],
    });
    expect(idsOf(await ask('from: "2024-05-01", to: "2025-06-01", district: "east"'))).toEqual(['k1']);
    expect((await ask('from: "2024-07-01", to: "2024-12-31"')).totalCount).toBe(0);
  });

  test('the difference between two days counts on each what coverage counts', async () => {
    const days = ['2023-06-01', '2024-07-01', '2025-06-01'];
    for (const day of days) {
      const counted = await database.query(
        'SELECT address_id AS id, fibre_status AS level, max_down_mbit AS down FROM coverage.status_as_of($1) WHERE best_technology IS NOT NULL ORDER BY 1',
        [day],
      );
      const ours = await database.query(
        `SELECT a.id, COALESCE(c.fibre_level, p.fibre_status) AS level, c.max_down_mbit AS down FROM places.address a JOIN coverage.status_as_of($1) p ON p.address_id = a.id, rollout.counted_at(a.id, $1) c
         WHERE c.best_technology IS NOT NULL ORDER BY 1`,
        [day],
      );
      expect(ours).toEqual(counted);
    }
  });

  test('say how projects and providers kept their dates', async () => {
    const { rolloutSlippage, providerSlippage } = await graph.ask(`{
      rolloutSlippage { totalCount nodes { id project { name } firstPromise latestPromise movedDays moves doneOn givenUp lateDays } }
      providerSlippage { id provider { name } projects moved moves meanMovedDays mostMovedDays done doneInTime overdue } }`);
    const [bald, fertig, kamp] = rolloutSlippage.nodes;
    expect(rolloutSlippage.totalCount).toBe(3);
    expect(bald).toMatchObject({ id: 'bald', movedDays: 0, moves: 0, doneOn: null, lateDays: 0 });
    expect(fertig).toMatchObject({ id: 'fertig', doneOn: '2022-12-01', givenUp: false, lateDays: 0 });
    expect(kamp).toMatchObject({
      id: 'kamp',
      project: { name: 'Kampstraße' },
      firstPromise: '2024-06-30',
      latestPromise: '2024-12-31',
      movedDays: 184,
      moves: 1,
      doneOn: null,
    });
    const today = new Date().toISOString().slice(0, 10);
    expect(kamp.lateDays).toBe((Date.parse(today) - Date.parse('2024-06-30')) / 86_400_000);
    expect(providerSlippage).toEqual([
      {
        id: 'glas',
        provider: { name: 'Glasfaser Nord' },
        projects: 3,
        moved: 1,
        moves: 1,
        meanMovedDays: 61.3,
        mostMovedDays: 184,
        done: 1,
        doneInTime: 1,
        overdue: 1,
      },
    ]);
  });

  test.each([
    ['a distance of nothing', 'forgottenAddresses(withinMetres: 0) { totalCount }', /between 1 and 250/],
    ['a distance beyond the bound', 'forgottenAddresses(withinMetres: 5000) { totalCount }', /between 1 and 250/],
    [
      'a day and itself',
      'availabilityDifference(from: "2025-01-01", to: "2025-01-01") { totalCount }',
      /from must be before to/,
    ],
    ['no day', 'promisedNotConnected(by: "bald") { totalCount }', /YYYY-MM-DD/],
    [
      'fifty lists at once',
      Array.from({ length: 50 }, (_, i) => `q${i}: whiteSpots { totalCount }`).join(' '),
      /fewer lists/,
    ],
  ])('refuse to answer %s', async (_what, query, problem) => {
    const [error] = await graph.refuse(`{ ${query} }`);
    expect(error!.message).toMatch(problem);
  });

  test('are files too for what else may be asked: another time, another distance, two other days', async () => {
    const ids = async (dataset: string, query: Record<string, string>) => {
      const definition = datasets.find(({ id }) => id === dataset)!;
      const found: unknown[] = [];
      for await (const page of readPages(database, definition, 'wkt', selectionOf(definition, query)))
        found.push(...page.map(({ id }) => id));
      return found;
    };
    expect(await ids('promised-not-connected', { by: '2024-12-31' })).toEqual([]);
    expect(await ids('promised-not-connected', { by: '2025-01-01' })).toEqual(['k1']);
    expect(await ids('promised-not-connected', { by: '2024-07-01', promise: 'first' })).toEqual(['k1']);
    expect(await ids('promised-not-connected', { from: '2024-07-01', by: '2025-01-01', promise: 'first' })).toEqual([]);
    expect(await ids('forgotten-addresses', { within_metres: '30' })).toEqual(['b2', 'b5']);
    expect(await ids('availability-changes', { from: '2024-05-01', to: '2025-06-01' })).toEqual(['b1', 'k1']);
    expect(await ids('availability-changes', { from: '2024-05-01', to: '2025-06-01', bbox: '0,0,1,1' })).toEqual([]);
    // Without a question, a file is what the view answers, and so is its function.
    for (const { view, asked } of datasets.filter(({ asked }) => asked))
      expect(await database.query(`SELECT * FROM open.${asked!.function}() ORDER BY id`)).toEqual(
        await database.query(`SELECT * FROM open.${view} ORDER BY id`),
      );
  });

  test('are open data, each with its view', async () => {
    await new Registry(datasets, { publisher: 'Teststadt' }).checkViews(database);
    const count = async (view: string) =>
      (await database.query<{ count: number }>(`SELECT count(*) FROM open.${view}`))[0]!.count;
    expect(await count('promised_not_connected')).toBe(1);
    expect(await count('forgotten_addresses')).toBe(8);
    expect(await count('rollout_promises')).toBe(4);
    for (const { view } of datasets) {
      const [doubles] = await database.query(`SELECT count(*) - count(DISTINCT id) AS count FROM open.${view}`);
      expect({ view, doubles }).toEqual({ view, doubles: { count: 0 } });
    }
  });
});

test('every status of a rollout has a place in the lifecycle, a code of the standard and a next step in both languages', async () => {
  const { RolloutStatus } = await import('../projects/project.js');
  const { nextStep } = await import('../projects/next-step.js');
  const stored = await database.query<{ status: string }>('SELECT status FROM rollout.lifecycle ORDER BY step');
  expect(stored.map(({ status }) => status)).toEqual(Object.values(RolloutStatus));
  const steps = Object.values(RolloutStatus).map(nextStep);
  expect(new Set(steps.flatMap(({ de, en }) => [de, en])).size).toBe(26);
});
