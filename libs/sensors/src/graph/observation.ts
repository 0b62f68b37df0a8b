import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Datastream } from './datastream.js';
import { Sensor } from './sensor.js';

/** Milliseconds since 1970 where there are many: a Date for each takes longer to make than to read. */
export type Moment = Date | number;

@ObjectType({ description: 'One value.' })
export class Observation {
  @Field(() => Date, {
    description:
      'When it was true, by the clock of the device; when the message came in, where it had no time; for a bucket, when that begins.',
  })
  phenomenonTime: Moment;

  @Field(() => Float, {
    nullable: true,
    description: 'The value, in the unit of its datastream; yes and no are 1 and 0. Null for a text.',
  })
  result: number | null;

  @Field(() => String, { nullable: true, description: 'The value, where it is a text; else null.' })
  resultText: string | null;
}

@ObjectType({ description: 'The newest value of a datastream, with what measured it and where.' })
export class LatestObservation extends Observation {
  @Field(() => Sensor, { description: 'What measured it.' })
  sensor: Sensor;

  @Field(() => Datastream, { description: 'The property that was observed, and its unit.' })
  datastream: Datastream;
}
