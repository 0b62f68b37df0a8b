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
import { LiveObservations, type SubscribeOptions } from './live-observations.js';

const MOST_OF_A_PAGE = 1_000;
/** With its sensor and datastream an entry is as much as so many values. */
const VALUES_OF_AN_ENTRY = 10;
const MOST_OF_A_MESSAGE = 500;
/** They are kept, and compared with each value, for as long as somebody subscribes. */
const MOST_NAMES = 1_000;
const LEAST_EVERY_MS = 250;
const MOST_EVERY_MS = 60_000;
const SNAPSHOT = 'Start with the present values; false leaves them out.';
const EVERY = `Milliseconds between two rounds of values at least, ${LEAST_EVERY_MS} to ${MOST_EVERY_MS}: of a datastream that changes faster only the newest value comes.`;
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
      'The newest values of public sensors, one by one: first the present ones, then each that becomes the newest of its datastream. Who reads slowly gets only the newest value of each datastream. For many sensors `latestObservationsChanged` is cheaper. Error: BAD_USER_INPUT.',
    resolve: ([observation]: LatestObservation[], _args: unknown, context: GraphContext) => {
      beginEvent(context);
      return observation;
    },
  })
  observationAdded(
    @Args() filter: LatestFilter,
    @Args('snapshot', { defaultValue: true, description: SNAPSHOT }) snapshot: boolean,
    @Args('every', { type: () => Int, defaultValue: LEAST_EVERY_MS, description: EVERY }) every: number,
  ): Promise<AsyncIterableIterator<LatestObservation[]>> {
    return this.subscribe(filter, { snapshot, every, most: 1 });
  }

  @Subscription(() => [LatestObservation], {
    description: `The newest values of public sensors, in lists of at most ${MOST_OF_A_MESSAGE}: first the present ones, then those that have changed since the list before, of each datastream only the newest. Nothing between the present values and the changes is missed, and nothing comes twice. Error: BAD_USER_INPUT.`,
    resolve: (observations: LatestObservation[], _args: unknown, context: GraphContext) => {
      beginEvent(context);
      return observations;
    },
  })
  latestObservationsChanged(
    @Args() filter: LatestFilter,
    @Args('snapshot', { defaultValue: true, description: SNAPSHOT }) snapshot: boolean,
    @Args('every', { type: () => Int, defaultValue: LEAST_EVERY_MS, description: EVERY }) every: number,
  ): Promise<AsyncIterableIterator<LatestObservation[]>> {
    return this.subscribe(filter, { snapshot, every, most: MOST_OF_A_MESSAGE });
  }

  private async subscribe(
    filter: LatestFilter,
    options: Required<SubscribeOptions>,
  ): Promise<AsyncIterableIterator<LatestObservation[]>> {
    const { every } = options;
    if (every < LEAST_EVERY_MS || every > MOST_EVERY_MS) {
      throw badInput(`every must be between ${LEAST_EVERY_MS} and ${MOST_EVERY_MS} milliseconds, but is ${every}.`);
    }
    const { sensors, properties, districts } = filter;
    const names = [sensors, properties, districts].reduce((sum, list) => sum + (list?.length ?? 0), 0);
    if (names > MOST_NAMES) {
      throw badInput(
        `A subscription names at most ${MOST_NAMES} sensors, properties and districts together, but these are ${names}. Ask for a box (within) instead, or for all.`,
      );
    }
    return this.live.subscribe(filter, options);
  }
}
