import { Database } from '@stadtlage/database';
import {
  beginEvent,
  connectionOf,
  pageOf,
  spend,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { Args, Context, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { badInput } from '../graph/bad-input.js';
import { LatestObservation } from '../graph/observation.js';
import { LatestFilter } from './latest-filter.js';
import { countLatest, readLatest } from './latest-observations.js';
import { LiveObservations } from './live-observations.js';

const MOST_OF_A_PAGE = 1_000;
/** With its sensor and datastream an entry is as much as so many values. */
const VALUES_OF_AN_ENTRY = 10;
const LatestObservationConnection = connectionOf(LatestObservation);

@Resolver(() => LatestObservation)
export class LiveResolver {
  constructor(
    private readonly database: Database,
    private readonly live: LiveObservations,
  ) {}

  @Query(() => LatestObservationConnection, {
    description: 'The newest values of public sensors, each with its sensor and datastream; by datastream.',
  })
  async latestObservations(
    @Context() context: GraphContext,
    @Args() filter: LatestFilter,
    @Args('first', {
      type: () => Int,
      defaultValue: 100,
      description: `Entries per page, 1 to ${MOST_OF_A_PAGE}.`,
    })
    first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    cursor?: string | null,
  ): Promise<Connection<LatestObservation>> {
    if (first < 1 || first > MOST_OF_A_PAGE) {
      throw badInput(`first must be between 1 and ${MOST_OF_A_PAGE}, but is ${first}.`);
    }
    const { after } = pageOf(1, cursor);
    if (after !== null && !/^\d{1,18}$/.test(after)) throw badInput('after is not a cursor of this list.');
    spend(context, { values: VALUES_OF_AN_ENTRY * first, fix: 'Ask for fewer entries (first).' });
    const rows = await readLatest(this.database, { ...filter, after, limit: first + 1 });
    return toConnection<LatestObservation>(
      rows,
      first,
      ({ datastream }) => datastream.id,
      () => countLatest(this.database, filter),
    );
  }

  @Subscription(() => LatestObservation, {
    description:
      'The newest values of public sensors: first the present ones, then each that becomes the newest of its datastream. Who reads slowly gets only the newest value of each datastream.',
    resolve: (observation: LatestObservation, _args: unknown, context: GraphContext) => {
      beginEvent(context);
      return observation;
    },
  })
  observationAdded(
    @Args() filter: LatestFilter,
    @Args('snapshot', {
      defaultValue: true,
      description: 'Start with the present values; false leaves them out.',
    })
    snapshot: boolean,
  ): Promise<AsyncIterableIterator<LatestObservation>> {
    return this.live.subscribe(filter, { snapshot });
  }
}
