import { InvalidArgumentError, type Command } from 'commander';
import { benchAbuse } from './abuse.js';
import { benchGraphql } from './graphql.js';
import { benchImport } from './import.js';
import { benchIngest } from './ingest.js';
import { benchSearch } from './search.js';
import { benchStatistics } from './statistics.js';
import { benchTiles } from './tiles.js';
import { benchWeb } from './web.js';

/** `stadtlage bench <name>`: figures as ratios to a baseline measured in the same run. */
export function registerBenchCommand(program: Command): void {
  const bench = program.command('bench').description('Measure; each bench prints a table and, last, one line of JSON');
  bench
    .command('ingest')
    .description('MQTT messages to committed rows, against a client that throws them away')
    .option('--messages <n>', 'messages to publish in each measurement', wholeNumber, 100_000)
    .option(
      '--backlog <n>',
      'messages that wait in the broker while the service is away; 0: not measured',
      wholeNumber,
      1_000_000,
    )
    .action(benchIngest);
  bench
    .command('search')
    .description('from a typed address to what it finds, among a million made-up ones')
    .option('--addresses <n>', 'addresses to search in', wholeNumber, 1_000_000)
    .action(benchSearch);
  bench
    .command('statistics')
    .description('what the whole city can get, today and on an earlier day, over GraphQL')
    .option('--addresses <n>', 'size of the generated city', wholeNumber, 120_000)
    .action(benchStatistics);
  bench
    .command('tiles')
    .description(
      'vector tiles of the city: kept, unchanged, made, beside an import; against node:http and plain ST_AsMVT',
    )
    .option('--addresses <n>', 'size of the generated city', wholeNumber, 120_000)
    .option('--seconds <n>', 'length of each measurement', seconds, 6)
    .option('--imported <n>', 'addresses that are imported while tiles are asked for', wholeNumber, 1_000_000)
    .option(
      '--against <url>',
      'another tile server, with {z}, {x} and {y} in its URL; says which database to start it on, and waits for it',
    )
    .action(benchTiles);
  bench
    .command('graphql')
    .description('queries over GraphQL; against plain Nest with Apollo, PostGraphile 5 and one SQL statement')
    .option('--addresses <n>', 'size of the generated city', wholeNumber, 120_000)
    .option('--seconds <n>', 'length of each measurement', seconds, 5)
    .option('--no-peers', 'without PostGraphile, which is installed on first use')
    .action(benchGraphql);
  bench
    .command('abuse')
    .description('what users wait for under hostile queries, floods of tiles and subscribers that do not read')
    .option('--addresses <n>', 'size of the generated city', wholeNumber, 120_000)
    .option('--seconds <n>', 'length of each measurement', seconds, 10)
    .option('--subscribers <n>', 'how many subscribe', wholeNumber, 10_000)
    .option('--connections <n>', 'of each of the four attackers', wholeNumber, 100)
    .action(benchAbuse);
  bench
    .command('import')
    .description('a file of house coordinates to stored addresses, against a bare COPY of the same rows')
    .option('--rows <n>', 'addresses in the file', wholeNumber, 1_000_000)
    .action(benchImport);
  bench
    .command('web')
    .description("the web app's budgets in Chromium: size, Lighthouse, interactions beside live sensors, axe")
    .option('--addresses <n>', 'size of the generated city', wholeNumber, 20_000)
    .option('--sensors <n>', 'sensors that publish during the visit, each every ten seconds', wholeNumber, 500)
    .action(benchWeb);
}

function wholeNumber(text: string): number {
  if (!/^(0|[1-9]\d{0,6})$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 9999999.');
  return Number(text);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < 0.1 || value > 60)
    throw new InvalidArgumentError('It must be a number of seconds from 0.1 to 60, such as 0.5.');
  return value;
}
