import { Field, Float, ID, Int, ObjectType, OmitType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateTime, LocalDate, LocalizedText } from '@stadtlage/datasets';

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

  @Field(() => ID, { description: 'The open dataset that shows best what it is computed from.' })
  dataset: string;

  @Field(() => [ID], { description: 'The open datasets it is computed from: it changes when one of them does.' })
  sources: string[];

  @Field(() => LocalizedText, { description: 'How it is computed, as a sentence.' })
  method: LocalizedText;

  @Field(() => String, { nullable: true, description: 'The code of a standard that has the same indicator.' })
  code: string | null;

  @Field(() => IndicatorDirection, { description: 'Whether more or less of it is better.' })
  direction: IndicatorDirection;

  @Field(() => ID, { description: 'The field of action that it belongs to.' })
  field: string;

  @Field({
    description:
      'The SQL function in the schema `agenda` that computes it, called with the parameter, a district or NULL, and an operator where it has operators.',
  })
  computedBy: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What it computes it of, such as a use, a technology or a level; null where there is nothing to choose.',
  })
  parameter: string | null;

  @Field({ description: 'Whether its figure, records and past can be asked for of one operator of mobile networks.' })
  hasOperators: boolean;
}

@ObjectType({ description: 'One of the open datasets that an indicator is computed from.' })
export class IndicatorSource {
  @Field(() => ID, { description: 'The dataset.' })
  dataset: string;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day that its newest delivery describes, as its publisher states it, or on which planners recorded something last; null where nobody stated one.',
  })
  dataDate: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it has changed here last; null while it is empty.' })
  changedAt: Date | null;

  @Field({ description: 'Whether some of it was made up, for the demo city.' })
  isDemo: boolean;

  @Field({ description: 'Whether planners of the city have recorded it.' })
  isRecorded: boolean;
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

  @Field(() => Int, { description: 'Of how many of them some source speaks: the others count as not meeting it.' })
  known: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was computed; nothing that it is computed from has changed since. Null: just now.',
  })
  takenAt?: Date | null;
}

@ObjectType({
  description:
    'What somebody stated about an indicator: not computed, beside its figure and never instead of it. Of the dataset `agenda-stated-figures`.',
})
export class StatedFigure {
  @Field(() => ID, { description: 'A short name in lower case.' })
  id: string;

  @Field(() => LocalDate, { description: 'The day it is stated for.' })
  date: string;

  @Field(() => Float, { description: 'In the unit of the indicator.' })
  value: number;

  @Field({ description: 'Who stated it, and where.' })
  source: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  link: string | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What it counts otherwise than the indicator.' })
  text: LocalizedText | null;

  @Field({ description: 'An example, nothing that anybody stated of this city.' })
  isDemo: boolean;
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

@ObjectType({ description: 'What an indicator is now in one district.' })
export class DistrictFigure extends OmitType(Figure, ['takenAt']) {
  @Field(() => ID, { description: 'The id of the district.' })
  districtId: string;

  @Field({ description: 'Its name.' })
  district: string;
}

/** Which of the records behind a figure are asked for. */
export enum RecordState {
  COUNTED = 'counted',
  NOT_COUNTED = 'not_counted',
  UNKNOWN = 'unknown',
}
registerEnumType(RecordState, {
  name: 'RecordState',
  description: 'How a record enters a figure.',
  valuesMap: {
    COUNTED: { description: 'It meets what is counted.' },
    NOT_COUNTED: { description: 'It does not, as far as a source says.' },
    UNKNOWN: { description: 'No source speaks of it; it counts as not meeting it.' },
  },
});

@ObjectType({ description: 'One of the records that a figure is computed from.' })
export class RecordBehind {
  @Field(() => ID, { description: 'Its identifier in the dataset of the indicator.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  name: LocalizedText;

  @Field(() => ID, { nullable: true, description: 'The district it lies in; null where it lies in none.' })
  districtId: string | null;

  @Field(() => RecordState, { description: 'How it enters the figure.' })
  state: RecordState;

  @Field(() => Float, {
    nullable: true,
    description: 'What it adds, in the unit of the indicator; null where the figure is a share of records.',
  })
  amount: number | null;

  @Field(() => String, { nullable: true, description: 'Where to read on, from the root of this server.' })
  path: string | null;
}

export const RecordBehindConnection = connectionOf(RecordBehind);
