import { jest } from '@jest/globals';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { ObservationStore } from '../ingest/store.js';
import { startGraph, type TestGraph } from './testing.js';

interface Stored {
  at: string;
  result: number | string;
  resultTime?: string;
  received?: boolean;
}

let database: Database;
let graph: TestGraph;
let observations: ObservationStore;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(`
    INSERT INTO sensors.gateway (id) VALUES ('g');
    INSERT INTO sensors.thing (id, gateway_id, name, is_public) VALUES ('s', 'g', 'Sensor', true);
    INSERT INTO sensors.datastream (thing_id, property, observation_type) VALUES
      ('s', 'spring', 'Measurement'), ('s', 'autumn', 'Measurement'), ('s', 'months', 'Measurement'), ('s', 'late', 'Measurement'),
      ('s', 'odd', 'Measurement'), ('s', 'open', 'TruthObservation'), ('s', 'state', 'CategoryObservation'), ('s', 'fast', 'Measurement')`);
  observations = new ObservationStore(database, () => undefined);
  graph = await startGraph(database);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

/** As the ingest does. */
async function store(property: string, stored: Stored[]): Promise<void> {
  const readings = stored.map(({ at, result, resultTime, received }) => ({
    thingId: 's',
    property,
    phenomenonTime: new Date(at),
    result,
    resultTime: resultTime ? new Date(resultTime) : undefined,
    timeIsReceipt: received,
  }));
  const message = { topic: '', payload: Buffer.alloc(0), payloadBytes: 0, receivedAt: new Date() };
  await observations.write([{ message, gatewayId: 'g', readings }]);
}

/** One reading at the beginning of each of so many hours; its value is the number of the hour. */
const hourly = (from: string, hours: number): Stored[] =>
  Array.from({ length: hours }, (_, i) => ({
    at: new Date(Date.parse(from) + i * 3_600_000).toISOString(),
    result: i,
  }));

async function history(property: string, args: string, fields = 'phenomenonTime result') {
  const { sensor } = await graph.ask(`{ sensor(id: "s") { datastreams { property history(${args}) { ${fields} } } } }`);
  const found = sensor.datastreams.find((stream: { property: string }) => stream.property === property);
  return found.history.map((value: object) => Object.values(value));
}

const between = (from: string, to: string) => `from: "${from}", to: "${to}"`;

describe('a history of days', () => {
  test('has a day of 23 hours when summer time begins', async () => {
    await store('spring', hourly('2026-03-27T23:00:00Z', 71));
    const days = between('2026-03-28T00:00:00+01:00', '2026-03-31T00:00:00+02:00');
    expect(await history('spring', `${days}, bucket: DAY, aggregate: COUNT`, 'phenomenonTime result count')).toEqual([
      ['2026-03-27T23:00:00.000Z', 24, 24],
      ['2026-03-28T23:00:00.000Z', 23, 23],
      ['2026-03-29T22:00:00.000Z', 24, 24],
    ]);
    expect(await history('spring', `${days}, bucket: DAY, aggregate: LAST`, 'result')).toEqual([[23], [46], [70]]);
  });

  test('has a day of 25 hours when summer time ends', async () => {
    await store('autumn', hourly('2025-10-24T22:00:00Z', 73));
    const days = between('2025-10-25T00:00:00+02:00', '2025-10-28T00:00:00+01:00');
    expect(await history('autumn', `${days}, bucket: DAY, aggregate: COUNT`)).toEqual([
      ['2025-10-24T22:00:00.000Z', 24],
      ['2025-10-25T22:00:00.000Z', 25],
      ['2025-10-26T23:00:00.000Z', 24],
    ]);
    expect(await history('autumn', `${days}, bucket: WEEK, aggregate: COUNT`)).toEqual([
      ['2025-10-26T23:00:00.000Z', 24],
    ]);
  });

  test('gives each of the two hours after two when summer time ends', async () => {
    const night = between('2025-10-25T23:00:00Z', '2025-10-26T03:00:00Z');
    expect(await history('autumn', `${night}, bucket: HOUR`)).toEqual([
      ['2025-10-25T23:00:00.000Z', 25],
      ['2025-10-26T00:00:00.000Z', 26],
      ['2025-10-26T01:00:00.000Z', 27],
      ['2025-10-26T02:00:00.000Z', 28],
    ]);
  });

  test('is whole where it begins within the time, and begins at midnight in the city for months too', async () => {
    await store('months', hourly('2026-01-31T22:00:00Z', 60 * 24));
    const time = between('2026-01-31T12:00:00Z', '2026-03-01T00:00:00Z');
    expect(await history('months', `${time}, bucket: MONTH, aggregate: COUNT`)).toEqual([
      ['2026-01-31T23:00:00.000Z', 28 * 24],
      ['2026-02-28T23:00:00.000Z', 31 * 24 - 1],
    ]);
    const noon = between('2026-02-01T11:00:00Z', '2026-02-02T11:00:00Z');
    expect(await history('months', `${noon}, bucket: DAY, aggregate: COUNT`)).toEqual([
      ['2026-02-01T23:00:00.000Z', 24],
    ]);
  });

  test('takes in what comes late, into its hour and its day', async () => {
    const day = between('2026-02-10T00:00:00+01:00', '2026-02-11T00:00:00+01:00');
    await store('late', [
      { at: '2026-02-10T10:10:00Z', result: 10 },
      { at: '2026-02-10T12:00:00Z', result: 30 },
    ]);
    await store('late', [{ at: '2026-02-10T10:50:00Z', result: 50 }]);
    await store('late', [{ at: '2026-02-10T10:30:00Z', result: -10 }]);
    await store('late', [{ at: '2026-02-10T10:30:00Z', result: -10 }]);
    const all = ['COUNT', 'MIN', 'MAX', 'SUM', 'MEAN', 'LAST'];
    const of = async (bucket: string) =>
      Promise.all(
        all.map(
          async (aggregate) => (await history('late', `${day}, bucket: ${bucket}, aggregate: ${aggregate}`))[0][1],
        ),
      );
    expect(await of('HOUR')).toEqual([3, -10, 50, 50, 50 / 3, 50]);
    expect(await of('DAY')).toEqual([4, -10, 50, 80, 20, 30]);
    expect(await of('QUARTER_HOUR')).toEqual([1, 10, 10, 10, 10, 10]);
  });
});

describe('a history of values', () => {
  test('shows both of two values for one moment, and that they contradict each other', async () => {
    await store('odd', [
      { at: '2026-02-01T00:00:00Z', result: 1 },
      { at: '2026-02-01T00:01:00Z', result: 5, resultTime: '2026-02-01T00:02:00Z' },
      { at: '2026-02-01T00:01:00Z', result: 4 },
      { at: '2026-02-01T00:03:00Z', result: 4, received: true },
    ]);
    const fields = 'phenomenonTime result isConflict timeIsReceipt resultTime count';
    const time = between('2026-02-01T00:00:00Z', '2026-02-01T01:00:00Z');
    const expected = [
      ['2026-02-01T00:00:00.000Z', 1, false, false, null, 1],
      ['2026-02-01T00:01:00.000Z', 4, true, false, null, 1],
      ['2026-02-01T00:01:00.000Z', 5, true, false, '2026-02-01T00:02:00.000Z', 1],
      ['2026-02-01T00:03:00.000Z', 4, false, true, null, 1],
    ];
    expect(await history('odd', time, fields)).toEqual(expected);
    // The other one is known also where the limit cuts between the two.
    expect(await history('odd', `${time}, limit: 2`, fields)).toEqual(expected.slice(2));
    expect(await history('odd', `${time}, bucket: HOUR`, fields)).toEqual([
      ['2026-02-01T00:00:00.000Z', 3.5, false, false, null, 4],
    ]);
  });

  test('gives texts as they are, and none in buckets', async () => {
    await store('state', [
      { at: '2026-02-01T00:00:00Z', result: 'open' },
      { at: '2026-02-01T00:01:00Z', result: 'geschlossen' },
    ]);
    const time = between('2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z');
    expect(await history('state', time, 'result resultText')).toEqual([
      [null, 'open'],
      [null, 'geschlossen'],
    ]);
    for (const bucket of ['MINUTE', 'HOUR', 'DAY'])
      expect(await history('state', `${time}, bucket: ${bucket}`)).toEqual([]);
  });

  test('gives yes and no as 1 and 0, so that their mean is the share of yes', async () => {
    const minutes = [0, 15, 30, 45].map((minute, i) => ({
      at: `2026-02-01T00:${minute || '00'}:00Z`,
      result: i ? 1 : 0,
    }));
    await store('open', minutes);
    const time = between('2026-02-01T00:00:00Z', '2026-02-01T01:00:00Z');
    expect(await history('open', time, 'result')).toEqual([[0], [1], [1], [1]]);
    expect(await history('open', `${time}, bucket: HOUR`, 'result')).toEqual([[0.75]]);
  });

  test('gives the newest where the limit cuts, whatever the bucket', async () => {
    const time = between('2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const starts = async (bucket: string) =>
      (await history('months', `${time}, bucket: ${bucket}, limit: 2`)).map(([at]: string[]) => at);
    expect(await starts('RAW')).toEqual(['2026-03-31T22:00:00.000Z', '2026-03-31T23:00:00.000Z']);
    expect(await starts('HOUR')).toEqual(['2026-03-31T22:00:00.000Z', '2026-03-31T23:00:00.000Z']);
    expect(await starts('DAY')).toEqual(['2026-03-30T22:00:00.000Z', '2026-03-31T22:00:00.000Z']);
    expect(await starts('WEEK')).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
    expect(await starts('MONTH')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
  });

  test('chooses buckets by the length of the time and the limit', async () => {
    await store('fast', hourly('2026-01-31T23:00:00Z', 24 * 40));
    const start = Date.parse('2026-01-31T23:00:00Z');
    const spacing = async (hours: number, limit: number) => {
      const time = between('2026-01-31T23:00:00Z', new Date(start + hours * 3_600_000).toISOString());
      const values = await history('fast', `${time}, bucket: AUTO, limit: ${limit}`, 'phenomenonTime count');
      return values[0][1] as number;
    };
    expect(await spacing(24, 24)).toBe(1);
    expect(await spacing(25, 24)).toBe(24);
    expect(await spacing(24 * 31, 40)).toBe(24);
    expect(await spacing(24 * 31, 10)).toBe(24 * 7);
    expect(await spacing(24 * 40, 2)).toBe(24 * 28);
  });

  test.each([
    ['limit: 10001', 'limit must be between 1 and 10000, but is 10001.'],
    ['limit: 0', 'limit must be between 1 and 10000, but is 0.'],
    ['bucket: MINUTE', /^This time has 44640 of the bucket MINUTE; at most 10000 are made\. Ask for less time/],
  ])('is refused with %s', async (args, message) => {
    const time = between('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const { errors } = await graph.answer(
      `{ sensor(id: "s") { datastreams { history(${time}, ${args}) { result } } } }`,
    );
    expect(errors![0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['the same moment', '2026-03-01T00:00:00Z'],
    ['no time', 'tomorrow'],
  ])('is refused where it ends at %s', async (_, to) => {
    const time = between('2026-03-01T00:00:00Z', to);
    const { errors } = await graph.answer(`{ sensor(id: "s") { datastreams { history(${time}) { result } } } }`);
    expect(errors![0]).toMatchObject({ message: expect.stringMatching(/and to the later one|is not a time/) });
  });
});

describe('histories of one request', () => {
  const refusal = {
    message: expect.stringMatching(
      /more values than one request may: at most 200000.*Ask for fewer sensors, less time/,
    ),
    extensions: { code: 'BAD_USER_INPUT' },
  };
  const ask = (aliases: string[]) => graph.answer(`{ sensor(id: "s") { datastreams { ${aliases.join(' ')} } } }`);
  const history = (alias: string, args: string) => `${alias}: history(${args}) { result }`;

  test.each([
    ['of different times', (i: number) => between(`2026-01-0${i + 1}T00:00:00Z`, '2026-04-01T00:00:00Z')],
    ['of one time', () => between('2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z')],
  ])('share one limit under many names: %s', async (_, time) => {
    const aliases = [0, 1, 2].map((i) => history(`a${i}`, `${time(i)}, limit: 10000`));
    expect((await ask(aliases.slice(1))).errors).toBeUndefined();
    expect((await ask(aliases)).errors).toMatchObject([refusal]);
  });

  test('count what their time can hold, and the hours that long buckets are made of', async () => {
    const days = between('2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const many = (count: number, args: string) => Array.from({ length: count }, (_, i) => history(`a${i}`, args));
    expect((await ask(many(50, `${days}, bucket: DAY, limit: 10000`))).errors).toBeUndefined();
    const centuries = between('1026-01-01T00:00:00Z', '2026-04-01T00:00:00Z');
    expect((await ask(many(1, `${centuries}, bucket: MONTH, limit: 10000`))).errors).toMatchObject([refusal]);
  });
});

describe('a short history of many sensors', () => {
  const day = between('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z');
  const FIELDS = 'phenomenonTime result resultText resultTime timeIsReceipt count';
  const ask = async (args: string, fields: string) => {
    const queries = jest.spyOn(database, 'query');
    const { sensors } = await graph.ask(
      `{ sensors(first: 100) { nodes { datastreams { property history(${args}) { ${fields} } } } } }`,
    );
    const count = queries.mock.calls.length;
    queries.mockRestore();
    return { sensors, count };
  };

  test('comes with them, and is what a query of its own brings', async () => {
    await store('months', hourly('2026-06-01T00:00:00.123Z', 20));
    await store('state', [{ at: '2026-06-01T05:00:00Z', result: 'open', resultTime: '2026-06-01T06:00:00.5Z' }]);
    await store('odd', [{ at: '2026-06-01T05:00:00Z', result: 7, received: true }]);
    const ahead = await ask(`${day}, limit: 10`, FIELDS);
    expect(ahead.count).toBe(1);
    // Whether a value contradicts another is found by the other query.
    const apart = await ask(`${day}, limit: 10`, `${FIELDS} isConflict`);
    expect(apart.count).toBe(2);
    const without = JSON.stringify(apart.sensors).replaceAll(/,"isConflict":false/g, '');
    expect(JSON.parse(without)).toEqual(ahead.sensors);
    const values = ahead.sensors.nodes[0].datastreams.find(
      (d: { property: string }) => d.property === 'months',
    ).history;
    expect(values).toHaveLength(10);
    expect(values[9]).toMatchObject({ phenomenonTime: '2026-06-01T19:00:00.123Z', result: 19 });
  });

  test('has texts also where only another field of the query asks for them', async () => {
    const history = (fields: string) => `datastreams { id history(${day}, limit: 10) { ${fields} } }`;
    const { sensors } = await graph.ask('{ sensors { nodes { id datastreams { property } } } }');
    const { id } = sensors.nodes.find(({ datastreams }: { datastreams: { property: string }[] }) =>
      datastreams.some(({ property }) => property === 'state'),
    );
    const { one } = await graph.ask(
      `{ sensors { nodes { ${history('result')} } } one: sensor(id: "${id}") { ${history('resultText')} } }`,
    );
    expect(JSON.stringify(one)).toContain('"resultText":"open"');
  });

  test.each([
    ['a long one', `${day}, limit: 101`],
    ['one of buckets', `${day}, bucket: HOUR`],
  ])('has a query of its own where it is %s', async (_, args) => {
    expect((await ask(args, 'result')).count).toBe(2);
  });

  test('says what is wrong with it, and reads nothing', async () => {
    const { errors } = await graph.answer(
      `{ sensors { nodes { datastreams { history(${day}, limit: 0) { result } } } } }`,
    );
    expect(errors![0]!.message).toMatch(/^limit must be between 1 and/);
  });
});
