import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { getNullableType, isListType, type GraphQLField } from 'graphql';
import { loadDemoCity } from '../index.js';
import { openGraph, type Graph, type Wave } from './testing-graph.js';
import { connectionsOf, listsOf, nodeOf, queryFor, type ListPlace } from './testing-walk.js';

// Thousands of queries: the embedded database takes three times as long, and nothing in it is different.
const onPostgres = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

const NOW = new Date('2026-11-05T10:37:00Z');
const MORE = sqlFile(import.meta.url, 'testing-more.sql');
const FEW = 2;
const MANY = 20;
const LEAST = 3;
/** Some entries lead further than others: an address without a project ends there. One entry after another would be 18 waves more. */
const LONGER = 4;

// It stands here, because the demo city is here, and the command line is the one room that may import the server, too.
onPostgres('the number of queries of the database (needs TEST_DATABASE_URL: see CONTRIBUTING.md)', () => {
  let database: Database;
  let graph: Graph;
  let given: Record<string, string>;
  let most = MANY;

  beforeAll(async () => {
    database = await testDatabase();
    await loadDemoCity(database, { addresses: 150 }, undefined, { now: NOW });
    await database.query(MORE);
    const [busy] = await database.query<{ street: string }>(
      `SELECT a.street FROM places.address a JOIN rollout.address_phase p ON p.address_id = a.id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
    );
    given = {
      'LocalDate from': '"2026-01-01"',
      'availabilityDifference from': '"2024-01-01"',
      'LocalDate to': '"2026-11-05"',
      'DateTime since': '"2000-01-01T00:00:00Z"',
      'DateTime from': '"2026-11-04T00:00:00Z"',
      'DateTime to': '"2026-11-06T00:00:00Z"',
      // Of schools something is computed, too.
      'AgendaKind kind': 'SCHOOL',
      kinds: '[PUBLIC_WIFI, SCHOOL]',
      by: '"2030-01-01"',
      limit: '3',
      municipality: '"05570004"',
      text: JSON.stringify(`${busy!.street} 1`),
      'agendaDeadlines isOpen': 'true',
    };
    graph = await openGraph(database);
    for (const { path } of listsOf(graph.schema)) shorten(path[0]!);
  }, 120_000);
  afterAll(async () => {
    await graph?.close();
    await database.close();
  });

  /** A list that is always whole has fewer or more entries here, too. */
  function shorten(field: GraphQLField<unknown, unknown>) {
    const { resolve } = field;
    if (isListType(getNullableType(field.type)))
      field.resolve = async (...call) => ((await resolve!(...call)) as unknown[]).slice(0, most);
  }

  async function ask(
    place: ListPlace,
    first: number,
    { totalCount = false, more = {}, compiled = false } = {},
  ): Promise<Asked> {
    most = place.path.length === 1 ? first : MANY;
    const source = queryFor(place, { first, totalCount, given: { ...given, ...more } });
    const { data, errors, waves } = await graph.ask(source, { compiled });
    if (errors) throw new Error(`${place.name}: ${errors[0]!.message} at ${errors[0]!.path?.join('.')}`);
    const names = place.path.map(({ name }) => name);
    return { entries: longest(data, names), waves };
  }

  test('does not grow with the entries of a list, wherever the schema has one, with all that it has below', async () => {
    const places = listsOf(graph.schema);
    const names = places.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Query.addresses', 'Query.districts', 'RolloutPhase.addresses']));
    expect(names).toEqual(expect.arrayContaining(connectionsOf(graph.schema)));
    const problems: string[] = [];
    for (const place of places) {
      const [few, many] = [await ask(place, FEW), await ask(place, MANY)];
      if (many.entries < LEAST) problems.push(`${place.name} has ${many.entries} entries here, which show nothing`);
      problems.push(...growth(few, many).map((problem) => `${place.name}: ${problem}`));
      // As it is answered when it is asked again.
      const again = await ask(place, MANY, { compiled: true });
      problems.push(...growth(few, again).map((problem) => `${place.name}, compiled: ${problem}`));
      if (again.entries !== many.entries) problems.push(`${place.name}, compiled: ${again.entries} entries`);
      if (nodeOf(place.path.at(-1)!))
        problems.push(...counted(place, many, await ask(place, MANY, { totalCount: true })));
    }
    expect(problems).toEqual([]);
  }, 120_000);

  test('is one for each connection of Query, whose entries bring along what else is at hand', async () => {
    const statements: Record<string, number> = {};
    for (const place of listsOf(graph.schema).filter(({ path }) => path.length === 1 && nodeOf(path[0]!))) {
      const { waves } = await graph.ask(queryFor(place, { first: MANY, given, levels: 'none' }));
      statements[place.name] = waves.flat().length;
    }
    expect(statements).toEqual(Object.fromEntries(Object.keys(statements).map((name) => [name, 1])));
    const count = async (source: string) => (await graph.ask(source)).waves.flat().length;
    expect(await count('{ addresses { nodes { label coverage { fibreStatus maxDownMbit } } } }')).toBe(1);
    expect(await count('{ addresses(asOf: "2026-11-01", minDown: 50) { nodes { label } } }')).toBe(1);
    expect(await count('{ rolloutProjects(asOf: "2030-12-31") { nodes { name status promisedBy } } }')).toBe(2);
    expect(await count('{ whiteSpots { nodes { maxDownMbit address { label position { latitude } } } } }')).toBe(1);
    expect(await count('{ rolloutProjects { nodes { name phases { name project { name } } } } }')).toBe(2);
    expect(await count('{ rolloutProjects { nodes { addresses { nodes { address { label } } } } } }')).toBe(2);
    expect(await count('{ sensors { nodes { name datastreams { property latest { result } } } } }')).toBe(1);
  });

  test('does not grow either where another day is asked about, and what was known at another moment', async () => {
    const more = { asOf: '"2026-11-01"', knownAt: '"2100-01-01T00:00:00Z"' };
    const places = listsOf(graph.schema).filter(({ name }) =>
      /^Query.(addresses|rolloutProjects|mobileAreas)$/.test(name),
    );
    for (const place of places)
      expect(growth(await ask(place, FEW, { more }), await ask(place, MANY, { more }))).toEqual([]);
  });
});

interface Asked {
  entries: number;
  waves: Wave[];
}

/**
 * Entries that have something for the first time, or later than others, may bring one query more. But nothing is asked several times at the
 * same time where it was asked once, and one thing after another neither.
 */
function growth(few: Asked, many: Asked): string[] {
  const before = mostAtOnce(few.waves);
  const repeated = [...mostAtOnce(many.waves)].flatMap(([sql, times]) =>
    times > (before.get(sql) ?? 1) ? [`${times} times at once: ${short(sql)}`] : [],
  );
  const longer = many.waves.length - few.waves.length;
  if (longer > LONGER) repeated.push(`${longer} more waves of queries`);
  return repeated;
}

/** Of each statement, how often it was asked in the wave in which it was asked most. */
function mostAtOnce(waves: Wave[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const wave of waves) {
    const times = new Map<string, number>();
    for (const sql of wave) times.set(sql, (times.get(sql) ?? 0) + 1);
    for (const [sql, n] of times) most.set(sql, Math.max(n, most.get(sql) ?? 0));
  }
  return most;
}

/** A count is one more statement, and none without being asked for. */
function counted({ name, path }: ListPlace, without: Asked, withCount: Asked): string[] {
  const known = new Set(without.waves.flat());
  const more = withCount.waves.flat().filter((sql) => !known.has(sql));
  const extra = withCount.waves.flat().length - without.waves.flat().length;
  // Lists within entries are counted together, at most once in each wave.
  const fits = path.length === 1 ? extra === 1 : extra <= 2 && new Set(more).size === 1;
  const isCount = more.every((sql) => /\bcount\(\*\)/.test(sql));
  return fits && more.length > 0 && isCount
    ? []
    : [`${name}: totalCount asks ${extra} times: ${more.map(short).join('; ')}`];
}

const short = (sql: string) =>
  sql
    .replace(/^--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);

/** How many entries the list at the end of the path has where it is longest. */
function longest(parents: unknown, [name, ...further]: string[]): number {
  const lists = [parents].flat().flatMap((parent) => {
    const list = (parent as Record<string, unknown> | null)?.[name!] as { nodes?: unknown[] } | unknown[] | null;
    const entries = list && 'nodes' in list ? list.nodes : list;
    return further.length ? longest(entries, further) : [Array.isArray(entries) ? entries.length : 0];
  });
  return Math.max(0, ...lists);
}
