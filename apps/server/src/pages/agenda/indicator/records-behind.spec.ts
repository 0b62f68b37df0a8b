import 'reflect-metadata';
import { putRecords } from '@stadtlage/agenda';
import { barriers, openTown, readable, type Town } from '../../testing.js';
import { change, loadRecords, RECORDS } from '../record/testing-records.js';

interface Behind {
  name: { de: string; en: string };
  path: string | null;
}

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await loadRecords(town.database);
  // The one there is for seniors.
  const groups = ['everyone', 'families', 'youth', 'job_seekers', 'newcomers', 'businesses'] as const;
  const id = (group: string) => group.replace('_', '-');
  await putRecords(
    town.database,
    groups.map((targetGroup) => change('course', { ...RECORDS.course, targetGroup }, { id: id(targetGroup) })),
  );
});
afterAll(() => town.close());

async function graphql<Data>(query: string): Promise<Data> {
  const response = await fetch(`${town.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: Data }).data;
}

test('every figure leads to the records that it is computed from, and what is there names them', async () => {
  const ids = await town.database.query<{ id: string }>('SELECT id FROM agenda.indicator ORDER BY id');
  const seen = new Map<string, string>();
  for (const { id } of ids) {
    const { indicator } = await graphql<{ indicator: { records: { nodes: Behind[] } } }>(
      `{ indicator(id: "${id}") { records(first: 5) { nodes { name { de en } path } } } }`,
    );
    const { nodes } = indicator.records;
    expect([id, nodes.length > 0]).toEqual([id, true]);
    const { page } = await town.pageOf(`/agenda/indicator/${id}?lang=en`);
    for (const { name, path } of nodes) {
      expect([id, path]).toEqual([id, expect.stringMatching(/^\/(address|agenda\/record)\/|^\/\?sensor=/)]);
      expect(page).toContain(`href="${path}${path!.includes('?') ? '&amp;' : '?'}lang=en"`);
      seen.set(path!, name.en);
    }
  }
  for (const [path, name] of seen) {
    // A station is shown by the map, which asks for it.
    const [, sensor] = /^\/\?sensor=(.+)$/.exec(path) ?? [];
    if (sensor) {
      const answer = await graphql<{ sensor: { name: string } }>(`{ sensor(id: "${sensor}") { name } }`);
      expect(answer.sensor.name).toBe(name);
      continue;
    }
    const { response, page } = await town.pageOf(`${path}?lang=en`);
    expect([path, response.status, barriers(page)]).toEqual([path, 200, []]);
    const title = readable(/<h1>[^]*<\/h1>/.exec(page)![0]);
    // A quarter of advice and the day of a count are written otherwise there: "2026-Q4, crafts", "2026-11-28: sensors, csv".
    const named = path.includes('/usage/')
      ? name.split(': ')[1]!
      : path.includes('/advice/')
        ? name.split(', ')[0]!
        : name;
    expect([path, title]).toEqual([path, expect.stringContaining(named)]);
  }
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining(['/agenda/record/school/one', '/agenda/record/facility/school-2']),
  );
}, 120_000);
