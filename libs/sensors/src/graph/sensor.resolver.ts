import { Database, sqlFile } from '@stadtlage/database';
import {
  BoundingBox,
  Costs,
  foreseen,
  groupBy,
  loadFor,
  LookAhead,
  pageOf,
  spend,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { Args, Context, ID, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Datastream } from './datastream.js';
import { countSensors, readSensors } from './read-sensors.js';
import { Sensor, SensorConnection, SensorKind } from './sensor.js';
import { silentSensors } from './silence.js';

const DATASTREAMS = sqlFile(import.meta.url, 'datastreams.sql');

@Resolver(() => Sensor)
export class SensorResolver {
  constructor(private readonly database: Database) {}

  @Query(() => SensorConnection, { description: 'The public sensors of the city, by id.' })
  async sensors(
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('within', { type: () => BoundingBox, nullable: true, description: 'Only those in this box.' })
    within?: BoundingBox | null,
    @Args('kind', { type: () => SensorKind, nullable: true, description: 'Only this kind.' })
    kind?: SensorKind | null,
    @Args('property', { nullable: true, description: 'Only those that observe this property, such as `temperature`.' })
    property?: string,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<Sensor>> {
    const page = pageOf(first, after);
    spend(context, { values: page.limit, fix: 'Ask for fewer sensors.' });
    const filter = { within, kind, property };
    const asked = LookAhead.from(info).nodes();
    const rows = await readSensors(this.database, context, asked, filter, { ...page, limit: page.limit + 1 });
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      () => countSensors(this.database, filter),
    );
  }

  @Query(() => Sensor, { nullable: true, description: 'One public sensor; null when there is none with this id.' })
  async sensor(
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
    @Args('id', { type: () => ID, description: 'The id of the sensor.' }) id: string,
  ): Promise<Sensor | null> {
    const one = { after: null, limit: 1 };
    const [row] = await readSensors(this.database, context, LookAhead.from(info), { id }, one);
    return row ?? null;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'Time of its newest observation; null when it never sent any.',
  })
  latestAt(@Parent() { id }: Sensor, @Context() context: GraphContext): Promise<Date | null> {
    const load = async (ids: string[]) => {
      const rows = await this.database.query<{ id: string; at: Date }>(
        `SELECT d.thing_id AS id, max(l.phenomenon_time) AS at
         FROM sensors.datastream d JOIN sensors.latest_observation l ON l.datastream_id = d.id
         WHERE d.thing_id = ANY ($1) GROUP BY d.thing_id`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.at]));
    };
    return loadFor<Date | null>(context, 'Sensor.latestAt', id, load, null);
  }

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'The time of its newest observation, when all its datastreams with an expected interval are silent; null while one reports in time, and where no interval is known.',
  })
  silentSince(@Parent() { id }: Sensor, @Context() context: GraphContext): Promise<Date | null> {
    const load = (ids: string[]) => silentSensors(this.database, ids);
    return loadFor<Date | null>(context, 'Sensor.silentSince', id, load, null);
  }

  @Costs({ entries: 5 })
  @ResolveField(() => [Datastream], { description: 'What it observes, by property.' })
  datastreams(@Parent() { id }: Sensor, @Context() context: GraphContext): Datastream[] | Promise<Datastream[]> {
    const known = foreseen<Datastream[]>(context, 'Sensor.datastreams', id);
    if (known) return known;
    const load = async (ids: string[]) =>
      groupBy(await this.database.query<Datastream>(DATASTREAMS, [ids]), ({ sensorId }) => sensorId);
    return loadFor<Datastream[]>(context, 'Sensor.datastreams', id, load, []);
  }
}
