import { BoundingBox, type GraphContext } from '@stadtlage/datasets';
import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { LiveObservations } from '../live/live-observations.js';
import { LiveObservation } from './sensor.js';

@Resolver(() => LiveObservation)
export class LiveResolver {
  constructor(private readonly live: LiveObservations) {}

  @Subscription(() => LiveObservation, {
    description:
      'Each value that becomes the newest one of its datastream, from public sensors. Who reads slowly gets only the newest value of each datastream.',
    resolve: (observation: LiveObservation, _args: unknown, context: GraphContext) => {
      // One context serves the whole subscription: what was loaded for the last value is old by now.
      context.loaders?.clear();
      return observation;
    },
  })
  observationAdded(
    @Args('within', { type: () => BoundingBox, nullable: true, description: 'Only from sensors in this box.' })
    within?: BoundingBox | null,
    @Args('sensors', { type: () => [ID], nullable: true, description: 'Only from these sensors.' })
    sensors?: string[] | null,
    @Args('properties', { type: () => [String], nullable: true, description: 'Only these properties.' })
    properties?: string[] | null,
  ): Promise<AsyncIterableIterator<LiveObservation>> {
    return this.live.subscribe({ within, sensors, properties });
  }
}
