import { Database } from '@stadtlage/database';
import { pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { requireOperator } from '@stadtlage/operators';
import { Args, Context, Float, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { listNewSensors, publishSensor } from '../registry/publish-sensor.js';
import { NewSensor, NewSensorConnection } from './new-sensor.js';
import { SensorResolver } from './sensor.resolver.js';
import { Sensor, SensorKind } from './sensor.js';

@Resolver(() => NewSensor)
export class NewSensorResolver {
  constructor(
    private readonly database: Database,
    private readonly sensors: SensorResolver,
  ) {}

  @Query(() => NewSensorConnection, {
    description: 'The sensors that have sent something and are not public yet, by id. For operators.',
  })
  async newSensors(
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<NewSensor>> {
    requireOperator(context);
    const page = pageOf(first, after);
    const rows = await listNewSensors(this.database, page.after, page.limit + 1);
    return toConnection(
      rows.map(({ gateway, ...sensor }) => ({ ...sensor, gatewayId: gateway })),
      page.limit,
      ({ id }) => id,
      async () => {
        const [row] = await this.database.query<{ count: number }>(
          'SELECT count(*) AS count FROM sensors.thing WHERE NOT is_public',
        );
        return row!.count;
      },
    );
  }

  @Mutation(() => Sensor, {
    description:
      'Shows a sensor on the map and in the open data, with all it has sent, and confirms its gateway. For one that is public already it changes name, kind and place. For operators.',
  })
  async publishSensor(
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
    @Args('id', { type: () => ID, description: 'The id of the sensor.' }) id: string,
    @Args('name', { description: 'Its name for people.' }) name: string,
    @Args('kind', { type: () => SensorKind, description: 'What it mainly measures.' }) kind: SensorKind,
    @Args('longitude', { type: () => Float, description: 'Where it stands, in degrees (WGS 84).' }) longitude: number,
    @Args('latitude', { type: () => Float, description: 'Where it stands, in degrees (WGS 84).' }) latitude: number,
  ): Promise<Sensor> {
    requireOperator(context);
    await publishSensor(this.database, { id, name, kind, longitude, latitude });
    return (await this.sensors.sensor(context, info, id))!;
  }
}
