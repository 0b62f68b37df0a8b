import type { Loading } from './load.js';

const DAYS = 365;
const DAY_MS = 86_400_000;

/** What is taken of the demo city, and about how often a day: made up, and marked so. */
const TAKEN = [
  ['download', 'addresses', 'csv', 6],
  ['download', 'address-coverage', 'csv', 9],
  ['download', 'address-coverage', 'geojson', 5],
  ['download', 'rollout-projects', 'geojson', 4],
  ['download', 'district-statistics', 'csv', 3],
  ['download', 'sensors', 'geojson', 2],
  ['api', 'graphql', 'query', 60],
  ['api', 'graphql', 'own-pages', 140],
  ['api', 'catalogue', 'json', 8],
  ['api', 'ogc', 'json', 5],
  ['api', 'tiles', 'tilejson', 7],
  ['api', 'tiles', 'tile', 210],
  ['api', 'calendar', 'ics', 12],
] as const;

/** How often open data was taken on each day of the year before `now`: less at weekends, and slowly more. */
export async function loadUsage({ transaction, record }: Loading, now: Date): Promise<void> {
  await record('dataset-usage', undefined, async () => {
    // Somebody may have looked at the empty city.
    const real = await transaction.query<{ id: string }>('SELECT id FROM datasets.usage');
    const known = new Set(real.map(({ id }) => id));
    const rows = [...uses(now)].filter(([id]) => !known.has(id as string));
    return transaction.bulkLoad('datasets.usage', ['id', 'day', 'kind', 'name', 'channel', 'uses', 'is_demo'], rows);
  });
}

function* uses(now: Date): Generator<unknown[]> {
  for (let back = DAYS; back > 0; back--) {
    const moment = new Date(now.getTime() - back * DAY_MS);
    const day = moment.toISOString().slice(0, 10);
    const weekend = [0, 6].includes(moment.getUTCDay()) ? 0.4 : 1;
    for (const [i, [kind, name, channel, usual]] of TAKEN.entries()) {
      const swing = 0.7 + ((back * 7 + i * 5) % 13) / 20;
      const count = Math.round(usual * weekend * swing * (1.5 - (0.8 * back) / DAYS));
      if (count) yield [`${day}/${kind}/${name}/${channel}`, day, kind, name, channel, count, true];
    }
  }
}
