import { BoundingBox } from '@stadtlage/datasets';
import { ArgsType, Field, ID } from '@nestjs/graphql';
import { SensorKind } from '../graph/sensor.js';

/** Whose newest values somebody wants. Absent or null: of all. */
@ArgsType()
export class LatestFilter {
  @Field(() => BoundingBox, { nullable: true, description: 'Only of sensors in this box.' })
  within?: BoundingBox | null;

  @Field(() => [ID], { nullable: true, description: 'Only of these sensors.' })
  sensors?: string[] | null;

  @Field(() => SensorKind, { nullable: true, description: 'Only of sensors of this kind.' })
  kind?: SensorKind | null;

  @Field(() => [String], { nullable: true, description: 'Only of these properties, such as `temperature`.' })
  properties?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only of sensors in these districts.' })
  districts?: string[] | null;
}
