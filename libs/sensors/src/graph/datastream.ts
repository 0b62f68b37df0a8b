import { LocalizedText } from '@stadtlage/datasets';
import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum ObservationType {
  MEASUREMENT = 'Measurement',
  TRUTH_OBSERVATION = 'TruthObservation',
  CATEGORY_OBSERVATION = 'CategoryObservation',
}
registerEnumType(ObservationType, {
  name: 'ObservationType',
  description:
    'What kind of results a datastream has, as in OGC SensorThings: https://docs.ogc.org/is/18-088/18-088.html',
  valuesMap: {
    MEASUREMENT: { description: 'Numbers with a unit (OM_Measurement).' },
    TRUTH_OBSERVATION: { description: 'Yes or no, given as 1 and 0 (OM_TruthObservation).' },
    CATEGORY_OBSERVATION: { description: 'Short texts (OM_CategoryObservation).' },
  },
});

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

  @Field(() => ObservationType, { description: 'What kind of results it has.' })
  observationType: ObservationType;

  @Field(() => Float, {
    nullable: true,
    description: 'How often a reading should come, in seconds; null where nobody has said it.',
  })
  expectedInterval: number | null;
}
