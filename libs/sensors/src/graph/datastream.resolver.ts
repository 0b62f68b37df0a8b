import { Database } from '@stadtlage/database';
import { Costs, foreseen, loadFor, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Datastream } from './datastream.js';
import {
  checkHistory,
  costOfHistory,
  loaderOfHistory,
  MOST_OF_ONE,
  readHistory,
  toHistoryValues,
  type HistoryRequest,
  type HistoryRow,
} from './history.js';
import { Aggregate, HistoryBucket, HistoryValue } from './history-value.js';
import { Observation } from './observation.js';
import { silentDatastreams } from './silence.js';

@Resolver(() => Datastream)
export class DatastreamResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Observation, { nullable: true, description: 'Its newest value; null when there was never one.' })
  latest(
    @Parent() { id }: Datastream,
    @Context() context: GraphContext,
  ): Observation | null | Promise<Observation | null> {
    const known = foreseen<Observation | null>(context, 'Datastream.latest', id);
    if (known !== undefined) return known;
    const load = async (ids: string[]) => {
      const rows = await this.database.query<Observation & { datastream: string }>(
        `SELECT datastream_id::text AS datastream, phenomenon_time AS "phenomenonTime", result, result_text AS "resultText"
         FROM sensors.latest_observation WHERE datastream_id = ANY ($1::bigint[])`,
        [ids],
      );
      return new Map(rows.map((row) => [row.datastream, row]));
    };
    return loadFor<Observation | null>(context, 'Datastream.latest', id, load, null);
  }

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'The time of its newest value, when that is longer ago than 2.5 times its expected interval; null while it reports in time, and where no interval is known.',
  })
  silentSince(@Parent() { id }: Datastream, @Context() context: GraphContext): Promise<Date | null> {
    const load = (ids: string[]) => silentDatastreams(this.database, ids);
    return loadFor<Date | null>(context, 'Datastream.silentSince', id, load, null);
  }

  // Values are read in one query, as rows of a few numbers.
  @Costs({ each: 0.1, entries: (args) => Math.max(1, costOfHistory(args as unknown as HistoryRequest).values) })
  @ResolveField(() => [HistoryValue], {
    description:
      'Its values whose phenomenonTime lies in a time, or whole buckets of them that begin in it; oldest first.',
  })
  history(
    @Parent() { id }: Datastream,
    @Context() context: GraphContext,
    @Args('from', { description: 'The first moment.' }) from: Date,
    @Args('to', { description: 'The moment after the last one.' }) to: Date,
    @Args('bucket', {
      type: () => HistoryBucket,
      defaultValue: HistoryBucket.RAW,
      description:
        'The spans of time to put values together by. Texts are only in RAW; a bucket without values is left out.',
    })
    bucket: HistoryBucket,
    @Args('aggregate', {
      type: () => Aggregate,
      defaultValue: Aggregate.MEAN,
      description: 'What becomes of the values of a bucket. It changes nothing in RAW.',
    })
    aggregate: Aggregate,
    @Args('limit', {
      type: () => Int,
      defaultValue: 1000,
      description: `At most this many, 1 to ${MOST_OF_ONE}. Where there are more, the newest are given.`,
    })
    limit: number,
  ): HistoryValue[] | Promise<HistoryValue[]> {
    const request = { from, to, bucket, limit };
    checkHistory(request);
    const name = loaderOfHistory(request);
    const cost = costOfHistory(request);
    const values = (rows: HistoryRow[]) => toHistoryValues(rows, aggregate);
    const known = foreseen<HistoryRow[]>(context, name, id, cost);
    if (known) return values(known);
    const load = (ids: string[]) => readHistory(this.database, ids, request);
    return loadFor<HistoryRow[]>(context, name, id, load, [], cost).then(values);
  }
}
