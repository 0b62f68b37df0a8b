import { benchCity } from './city.js';
import { percentile, spread } from './figures.js';
import { startService } from './processes.js';

const ROUNDS = 40;
const USES = ['ALL', 'RESIDENTIAL', 'COMMERCIAL'];
const TECHNOLOGIES = ['ANY', 'FIBRE', 'HFC', 'DSL_FTTC', 'WIRELESS'];

const FIGURES =
  'figures { addresses unknown offered offeredShare speeds { minDownMbit addresses share } levels { level addresses share } }';

export interface StatisticsBenchOptions {
  addresses: number;
}

/**
 * Milliseconds from a question about the whole city to its answer, over HTTP from the service in a process of its own: what all addresses
 * can get today, and on a day two years ago, for each use and technology. Prints a table and, last, one line of JSON.
 */
export async function benchStatistics({ addresses }: StatisticsBenchOptions): Promise<void> {
  const city = await benchCity(addresses);
  try {
    const service = await startService({
      ROLE: 'api',
      DATABASE_URL: city.database.url,
      GRAPHQL_POINTS_PER_MINUTE: '1000000000',
    });
    try {
      const [town] = await city.database.query<{ key: string }>(
        'SELECT municipality_key AS key FROM places.district WHERE municipality_key IS NOT NULL LIMIT 1',
      );
      const ask = (day: string | undefined) => timesOf(service.url, town!.key, day);
      await ask(undefined);
      const today = await ask(undefined);
      const before = await ask('2024-06-30');
      console.log(`  ${'the whole city today'.padEnd(40)} ${spread(today)}`);
      console.log(`  ${'on 30 June 2024'.padEnd(40)} ${spread(before)}`);
      console.log(
        JSON.stringify({
          bench: 'statistics',
          addresses,
          p50_ms: percentile(today, 50),
          p95_ms: percentile(today, 95),
          before_p95_ms: percentile(before, 95),
        }),
      );
    } finally {
      await service.stop();
    }
  } finally {
    await city.remove();
  }
}

async function timesOf(url: string, municipality: string, asOf: string | undefined): Promise<number[]> {
  const times: number[] = [];
  const questions = USES.flatMap((use) => TECHNOLOGIES.map((technology) => ({ use, technology })));
  for (let i = 0; i < ROUNDS * questions.length; i++) {
    const { use, technology } = questions[i % questions.length]!;
    const day = asOf ? `, asOf: "${asOf}"` : '';
    const query = `{ coverageStatistics(area: { municipality: "${municipality}" }, use: ${use}, technology: ${technology}${day}) { ${FIGURES} } }`;
    const began = performance.now();
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await answer.json()) as { data?: { coverageStatistics: unknown }; errors?: unknown };
    times.push(performance.now() - began);
    if (errors || !data?.coverageStatistics) throw new Error(`No answer to ${query}: ${JSON.stringify(errors)}`);
  }
  return times;
}
