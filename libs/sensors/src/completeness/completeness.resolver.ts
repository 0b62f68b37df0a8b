import { Database, sqlFile } from '@stadtlage/database';
import { Costs, groupBy, loadFor, LocalDate, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput } from '../graph/bad-input.js';
import { Datastream } from '../graph/datastream.js';
import { Completeness } from './completeness.js';

const COMPLETENESS = sqlFile(import.meta.url, 'completeness.sql');
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

const daysOf = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

@Resolver(() => Datastream)
export class CompletenessResolver {
  constructor(private readonly database: Database) {}

  @Costs({ each: 0.1, entries: ({ from, to }) => Math.max(1, 2 * daysOf(from as string, to as string)) })
  @ResolveField(() => [Completeness], {
    description:
      'Day by day, how many of the messages or readings that were to come did. Empty where neither a counter nor an expected interval is known.',
  })
  completeness(
    @Parent() { id }: Datastream,
    @Context() context: GraphContext,
    @Args('from', { type: () => LocalDate, description: 'The first day, in Europe/Berlin.' }) from: string,
    @Args('to', { type: () => LocalDate, description: `The last day; at most ${MOST_DAYS} days in all.` }) to: string,
  ): Promise<Completeness[]> {
    const days = daysOf(from, to);
    if (days < 1) throw badInput(`to must not be before from, but ${to} is before ${from}.`);
    if (days > MOST_DAYS)
      throw badInput(`From ${from} to ${to} are ${days} days; at most ${MOST_DAYS} are given at once.`);
    const load = async (ids: string[]) => {
      const rows = await this.database.query<Completeness & { datastream: string }>(COMPLETENESS, [ids, from, to]);
      return groupBy(rows, ({ datastream }) => datastream);
    };
    // By counter and by interval.
    const cost = { values: 2 * days, fix: 'Ask for fewer sensors or fewer days.' };
    return loadFor<Completeness[]>(context, `Datastream.completeness ${from} ${to}`, id, load, [], cost);
  }
}
