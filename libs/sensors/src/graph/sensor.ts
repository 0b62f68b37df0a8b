import { connectionOf, LocalizedText, Position } from '@stadtlage/datasets';
import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum SensorKind {
  WEATHER = 'weather',
  AIR_QUALITY = 'air_quality',
  NOISE = 'noise',
  PARKING = 'parking',
  RIVER_LEVEL = 'river_level',
  TRAFFIC = 'traffic',
  OTHER = 'other',
}
registerEnumType(SensorKind, { name: 'SensorKind', description: 'What a sensor mainly measures.' });

@ObjectType({
  description: 'What measures: a station, a counter, a gauge. A Thing of OGC SensorThings. Only public ones are shown.',
})
export class Sensor {
  @Field(() => ID, { description: 'The name its gateway gives it in the topic or the payload; unique in the city.' })
  id: string;

  @Field({ description: 'Its name; the id, as long as nobody has given it another.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'About it, for people; null where nobody has written anything.' })
  description: string | null;

  @Field(() => SensorKind, { description: 'What it mainly measures.' })
  kind: SensorKind;

  @Field(() => Position, {
    nullable: true,
    description: 'Where it stands, in WGS 84 (EPSG:4326); null where nobody has said it.',
  })
  position: Position | null;

  @Field(() => ID, { description: 'The gateway that publishes for it.' })
  gatewayId: string;
}

@ObjectType({ description: 'One property that one sensor observes over time.' })
export class Datastream {
  @Field(() => ID, { description: 'Its number in this installation; the `datastream_id` of the observations dataset.' })
  id: string;

  @Field(() => ID, { description: 'The sensor that observes it.' })
  sensorId: string;

  @Field({
    description:
      'What is observed, such as `temperature`; for a property without an entry in the code list the name the device gives.',
  })
  property: string;

  @Field(() => LocalizedText, { description: 'The name of the property, for people.' })
  title: LocalizedText;

  @Field(() => String, {
    nullable: true,
    description: 'Unit of the results as a UCUM code, such as `Cel` or `ug/m3`: https://ucum.org/ucum',
  })
  unit: string | null;
}

@ObjectType({ description: 'One measured value.' })
export class Observation {
  @Field({ description: 'When it was true, by the clock of the device.' })
  phenomenonTime: Date;

  @Field(() => Float, { description: 'The value, in the unit of its datastream; yes and no are 1 and 0.' })
  result: number;
}

@ObjectType({ description: 'A value that has just become the newest one of its datastream.' })
export class LiveObservation {
  @Field(() => Sensor, { description: 'What measured it.' })
  sensor: Sensor;

  @Field(() => Datastream, { description: 'The property that was observed, and its unit.' })
  datastream: Datastream;

  @Field({ description: 'When it was true, by the clock of the device.' })
  phenomenonTime: Date;

  @Field(() => Float, { description: 'The value, in the unit of its datastream; yes and no are 1 and 0.' })
  result: number;
}

export const SensorConnection = connectionOf(Sensor);
