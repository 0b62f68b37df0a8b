import { connectionOf, Position } from '@stadtlage/datasets';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum SensorKind {
  WEATHER = 'weather',
  AIR_QUALITY = 'air_quality',
  NOISE = 'noise',
  PARKING = 'parking',
  RIVER_LEVEL = 'river_level',
  TRAFFIC = 'traffic',
  OTHER = 'other',
}
registerEnumType(SensorKind, {
  name: 'SensorKind',
  description: 'What a sensor mainly measures.',
  valuesMap: {
    WEATHER: { description: 'Temperature, humidity, wind, rain and the like.' },
    AIR_QUALITY: { description: 'What is in the air, such as fine dust and nitrogen dioxide.' },
    NOISE: { description: 'How loud it is.' },
    PARKING: { description: 'Free and taken parking spaces.' },
    RIVER_LEVEL: { description: 'How high a river or brook stands.' },
    TRAFFIC: { description: 'Vehicles, bicycles or people that pass by.' },
    OTHER: { description: 'Anything else, or not yet said.' },
  },
});

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

export const SensorConnection = connectionOf(Sensor);
