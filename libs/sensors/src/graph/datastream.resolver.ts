import { Database, sqlFile } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { Datastream, Observation } from './sensor.js';

const HISTORY = sqlFile(import.meta.url, 'history.sql');
const MEANS = sqlFile(import.meta.url, 'history-means.sql');
const DAY_MINUTES = 1_440;
const MOST_OF_ONE = 10_000;
const MOST_OF_ALL = 200_000;

type Row = Observation & { datastream: string };

@Resolver(() => Datastream)
export class DatastreamResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Observation, { nullable: true, description: 'Its newest value; null when there was never one.' })
  latest(@Parent() { id }: Datastream, @Context() context: GraphContext): Promise<Observation | null> {
    const load = async (ids: string[]) => {
      const rows = await this.database.query<Row>(
        `SELECT datastream_id::text AS datastream, phenomenon_time AS "phenomenonTime", result
         FROM sensors.latest_observation WHERE datastream_id = ANY ($1::bigint[])`,
        [ids],
      );
      return new Map(rows.map((row) => [row.datastream, row]));
    };
    return loadFor<Observation | null>(context, 'Datastream.latest', id, load, null);
  }

  @ResolveField(() => [Observation], { description: 'Its values in a time, oldest first.' })
  history(
    @Parent() { id }: Datastream,
    @Context() context: GraphContext,
    @Args('from', { description: 'The first moment.' }) from: Date,
    @Args('to', { description: 'The moment after the last one.' }) to: Date,
    @Args('limit', {
      type: () => Int,
      defaultValue: 1000,
      description: `At most this many values, 1 to ${MOST_OF_ONE}. Where there are more, the newest are given.`,
    })
    limit: number,
    @Args('meanOfMinutes', {
      type: () => Int,
      nullable: true,
      description: `Gives means over spans of this many minutes (1 to ${DAY_MINUTES}), each at the start of its span in UTC, in place of the values themselves.`,
    })
    meanOfMinutes: number | null,
  ): Promise<Observation[]> {
    if (typeof meanOfMinutes === 'number' && (meanOfMinutes < 1 || meanOfMinutes > DAY_MINUTES))
      throw badInput(`meanOfMinutes must be between 1 and ${DAY_MINUTES}, but is ${meanOfMinutes}.`);
    if (limit < 1 || limit > MOST_OF_ONE)
      throw badInput(`limit must be between 1 and ${MOST_OF_ONE}, but is ${limit}.`);
    if (to <= from) throw badInput('to must be later than from.');
    const load = async (ids: string[]) => {
      if (ids.length * limit > MOST_OF_ALL) {
        const fix = `Ask for fewer sensors, or for a limit of at most ${Math.floor(MOST_OF_ALL / ids.length)}.`;
        throw badInput(`The history of ${ids.length} datastreams could be more than ${MOST_OF_ALL} values. ${fix}`);
      }
      const rows = meanOfMinutes
        ? await this.database.query<Row>(MEANS, [ids, from, to, limit, meanOfMinutes])
        : await this.database.query<Row>(HISTORY, [ids, from, to, limit]);
      return groupBy(rows, ({ datastream }) => datastream);
    };
    const name = `Datastream.history ${from.getTime()} ${to.getTime()} ${limit} ${meanOfMinutes}`;
    return loadFor<Observation[]>(context, name, id, load, []);
  }
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
