import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime, LocalDate, LocalizedText } from '@stadtlage/datasets';

export enum IndicatorDirection {
  UP = 'up',
  DOWN = 'down',
}
registerEnumType(IndicatorDirection, {
  name: 'IndicatorDirection',
  description: 'Which way is better.',
  valuesMap: { UP: { description: 'More is better.' }, DOWN: { description: 'Less is better.' } },
});

@ObjectType({ description: 'A figure of the digital agenda, computed from the open data when it is asked for.' })
export class Indicator {
  @Field(() => ID, { description: 'A short name in lower case, such as `fibre-residential`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it counts.' })
  title: LocalizedText;

  @Field({ description: 'UCUM code (https://ucum.org/ucum).' })
  unit: string;

  @Field(() => ID, { description: 'The open dataset it is computed from.' })
  dataset: string;

  @Field(() => IndicatorDirection, { description: 'Whether more or less of it is better.' })
  direction: IndicatorDirection;
}

@ObjectType({ description: 'What an indicator is now, and what it was counted from.' })
export class Figure {
  @Field(() => Float, {
    nullable: true,
    description: 'In the unit of the indicator; null where there is nothing to count.',
  })
  value: number | null;

  @Field(() => Int, { description: 'How many of the total meet it.' })
  counted: number;

  @Field(() => Int, { description: 'How many there are.' })
  total: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was computed; nothing that it is computed from has changed since. Null: just now.',
  })
  takenAt?: Date | null;
}

@ObjectType({ description: 'What an indicator was on a day, by the data of that day.' })
export class FigureOfDay {
  @Field(() => LocalDate, { description: 'The day.' })
  day: string;

  @Field(() => Float, { nullable: true, description: 'In the unit of the indicator; null where nothing was known.' })
  value: number | null;

  @Field(() => Int, { description: 'How many of the total met it.' })
  counted: number;

  @Field(() => Int, { description: 'How many there were.' })
  total: number;
}

@ObjectType({ description: 'One of the tasks that the council named for the city’s digital strategy.' })
export class FieldOfAction {
  @Field(() => ID, { description: 'A short name in lower case, such as `smart-city`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;
}
