import { postgresPrograms } from '@stadtlage/database/testing';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT, runCli } from './program.js';

// The benches start a PostgreSQL of their own. How fast anything is depends on what else runs here: only that it is measured is tested.
const onPostgres = postgresPrograms ? it : it.skip;
const SHORT = ['--addresses', '2000', '--seconds', '0.3'];
const LONGEST = 240_000;

async function bench(...args: string[]): Promise<{ output: string; figures: Record<string, unknown> }> {
  const { status, output, complaints } = await runCli(['bench', ...args], {});
  expect({ status, complaints }).toEqual({ status: 0, complaints: '' });
  return { output, figures: JSON.parse(output.trim().split('\n').at(-1)!) };
}

describe('the bench of GraphQL', () => {
  // Some hundred megabytes: the bench installs it, a test does not.
  const installed = existsSync(join(ROOT, 'node_modules/.cache/stadtlage/postgraphile/installed.json'));
  onPostgres(
    `gets the same data from the service, plain Nest, one SQL statement${installed ? ' and PostGraphile' : ''}, and compares them`,
    async () => {
      const { output, figures } = await bench('graphql', ...SHORT, ...(installed ? [] : ['--no-peers']));
      const number = expect.any(Number);
      expect(figures).toEqual({
        bench: 'graphql',
        addresses: 2000,
        cpu_vs_plain: number,
        vs_postgraphile: installed ? number : null,
        vs_limit: number,
        persisted_vs_tile: number,
        history_p95_ms: number,
        latest_p95_ms: number,
      });
      if (!installed) expect(output).toContain('PostGraphile 5 is left out: --no-peers');
    },
    LONGEST,
  );

  it('says for how many seconds it can measure', async () => {
    const { status, complaints } = await runCli(['bench', 'graphql', '--seconds', '61'], {});
    expect(status).toBe(1);
    expect(complaints).toContain('It must be a number of seconds from 0.1 to 60, such as 0.5.');
  });
});

describe('the bench of tiles', () => {
  onPostgres(
    'asks another tile server for the same tiles: --against',
    async () => {
      const asked = new Set<string>();
      const other = createServer((request, response) => {
        asked.add(request.url!);
        // Some tell the length of an answer, some send it in chunks.
        if (asked.size % 2) response.writeHead(200, { 'content-length': 4 });
        else response.write('ti');
        response.end(asked.size % 2 ? 'tile' : 'le');
      }).listen(0, '127.0.0.1');
      await new Promise((listening) => other.once('listening', listening));
      try {
        const template = `http://127.0.0.1:${(other.address() as AddressInfo).port}/city/{z}/{x}/{y}?style=plain`;
        const { output, figures } = await bench(
          'tiles',
          ...SHORT,
          '--seconds',
          '1',
          '--imported',
          '2000',
          '--against',
          template,
        );
        expect(output).toMatch(
          /^ {2}http:\/\/127\.0\.0\.1:\d+\/city\/\{z\}\/\{x\}\/\{y\}\?style=plain \{"200":\d+\} .*\/s$/m,
        );
        expect(output).toMatch(/^ {2}The city is in postgresql:\/\/\S+$/m);
        const number = expect.any(Number);
        expect(figures).toEqual({
          bench: 'tiles',
          addresses: number,
          warm_vs_raw: number,
          warm_vs_uncached: number,
          not_modified_vs_raw: number,
          cold_speedup: number,
          largest_kb: number,
          busy_p99_vs_quiet: number,
          busy_all_p99_vs_quiet: number,
          busy_unanswered: number,
        });
        const zooms = [...asked].map((path) => /^\/city\/(\d+)\/\d+\/\d+\?style=plain$/.exec(path)?.[1]);
        expect([...new Set(zooms)].sort()).toEqual(['10', '11', '12', '13', '14', '15', '16', '9']);
      } finally {
        other.close();
      }
    },
    LONGEST,
  );
});

describe('the bench of abuse', () => {
  onPostgres(
    'answers all that users ask, whatever others do',
    async () => {
      // With 400 connections a machine that runs other tests beside it has no time left for users: that is for the bench alone.
      const small = ['--addresses', '2000', '--seconds', '2', '--subscribers', '100', '--connections', '8'];
      const { figures } = await bench('abuse', ...small);
      const number = expect.any(Number);
      const attacks = ['hostile_queries', 'random_tiles', 'slow_subscribers'];
      const ratios = attacks.flatMap((attack) => [attack, `${attack}_kept`, `${attack}_made`]);
      expect(figures).toEqual({
        bench: 'abuse',
        addresses: 2000,
        quiet_p99_ms: number,
        quiet_kept_p99_ms: number,
        quiet_made_p99_ms: number,
        ...Object.fromEntries(ratios.map((name) => [name, number])),
        unanswered: 0,
        subscribers: 100,
        subscribers_refused: 0,
        peak_mb: number,
        memory_bound_mb: number,
        memory_within_bound: true,
      });
      // Behind all that the 32 connections of others ask for, one would wait as long as all of it takes to be made.
      expect(figures['random_tiles_made']).toBeLessThan(100);
    },
    LONGEST,
  );
});
