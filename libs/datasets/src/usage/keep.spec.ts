import { openDatabase, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepUsage } from './keep.js';
import { Tally } from './tally.js';

const EVERY_MS = 30;

let database: Database;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const told = { warnings: 0, news: 0 };
const log = { info: () => void told.news++, warn: () => void told.warnings++ };
beforeEach(() => Object.assign(told, { warnings: 0, news: 0 }));

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await sleep(10);
};
const counted = async () =>
  Object.fromEntries(
    (await database.query<{ id: string; uses: number }>('SELECT id, uses FROM datasets.usage ORDER BY id')).map(
      ({ id, uses }) => [id, uses],
    ),
  );

/** A way to the database that can be closed, with all that is under way on it. */
async function openWay(url: string) {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = folder ? connect(`${folder}/.s.PGSQL.5432`) : connect(Number(port || 5432), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => (near.destroy(), far.destroy(), sockets.delete(socket)));
    }
    near.pipe(far).pipe(near);
  });
  const open = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const at = await open(0);
  const way = new URL(url);
  way.search = '';
  way.hostname = '127.0.0.1';
  way.port = String(at);
  return {
    url: way.toString(),
    close: async () => {
      const closed = once(server.close(), 'close');
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: () => open(at),
  };
}

describe('how often open data is taken', () => {
  it('is the sum of what several processes count, also of what each has left at its end', async () => {
    const tallies = [new Tally(), new Tally()];
    const stops = tallies.map((tally) => keepUsage({ database, tally, days: { today: () => '2026-03-01' }, log }));
    for (const [i, tally] of tallies.entries()) {
      tally.of('download', 'addresses', 'csv').count += i + 1;
      tally.of('api', 'graphql', 'query').count += 10;
    }
    tallies[0]!.of('download', 'addresses', 'geojson').count++;
    tallies[1]!.of('download', 'sensors', 'csv');
    await Promise.all(stops.map((stop) => stop()));
    expect(await counted()).toEqual({
      '2026-03-01/api/graphql/query': 20,
      '2026-03-01/download/addresses/csv': 3,
      '2026-03-01/download/addresses/geojson': 1,
    });
  });

  it('waits with its day while the database is away, and is written once when it is back', async () => {
    const way = await openWay(database.url);
    const far = await openDatabase(way.url, { onIdleError: () => {} });
    const tally = new Tally();
    const uses = tally.of('download', 'addresses', 'csv');
    let day = '2026-03-01';
    const stop = keepUsage({ database: far, tally, days: { today: () => day }, log, everyMs: EVERY_MS });
    uses.count += 2;
    await until(async () => (await counted())['2026-03-01/download/addresses/csv'] === 2);
    await way.close();
    uses.count += 3;
    await until(() => told.warnings > 0 && uses.count === 0);
    day = '2026-03-02';
    uses.count += 4;
    await until(() => uses.count === 0);
    expect(told).toEqual({ warnings: 1, news: 0 });
    await way.open();
    await until(() => told.news === 1);
    await stop();
    expect(await counted()).toEqual({
      '2026-03-01/download/addresses/csv': 5,
      '2026-03-02/download/addresses/csv': 4,
    });
    await far.close();
    await way.close();
  });

  it('is public when the day is over, which is said once a day, also where nobody takes anything', async () => {
    const [{ today, yesterday }] = (await database.query<{ today: string; yesterday: string }>(
      'SELECT current_date AS today, current_date - 1 AS yesterday',
    )) as [{ today: string; yesterday: string }];
    const version = async () =>
      (
        await database.query<{ version: number }>(`SELECT version FROM datasets.state WHERE dataset = 'dataset-usage'`)
      )[0]?.version;
    const round = async (count: number, day: string) => {
      const tally = new Tally();
      tally.of('api', 'graphql', 'query').count += count;
      await keepUsage({ database, tally, days: { today: () => day }, log })();
    };
    await round(5, today);
    expect([await version(), await database.query('SELECT FROM open.dataset_usage')]).toEqual([undefined, []]);
    // As if a day had passed.
    await database.query(`UPDATE datasets.usage SET day = current_date - 1, id = '${yesterday}/api/graphql/query'`);
    await round(0, today);
    await round(0, today);
    expect([await version(), await database.query('SELECT uses FROM open.dataset_usage')]).toEqual([1, [{ uses: 5 }]]);
    // A process that could not write before.
    await round(1, yesterday);
    expect([await version(), await database.query('SELECT uses FROM open.dataset_usage')]).toEqual([2, [{ uses: 6 }]]);
  });
});
