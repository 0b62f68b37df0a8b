import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Moment, Observation } from './observation.js';

export enum HistoryBucket {
  RAW = 'RAW',
  AUTO = 'AUTO',
  MINUTE = 'MINUTE',
  QUARTER_HOUR = 'QUARTER_HOUR',
  HOUR = 'HOUR',
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}
registerEnumType(HistoryBucket, {
  name: 'HistoryBucket',
  description: 'The spans of time that the values of a history are put together by.',
  valuesMap: {
    RAW: { description: 'None: each value as it came, texts too.' },
    AUTO: { description: 'The shortest of the spans below of which at most `limit` fill the time.' },
    MINUTE: { description: 'Minutes.' },
    QUARTER_HOUR: { description: 'Quarters of an hour.' },
    HOUR: { description: 'Hours.' },
    DAY: { description: 'Days of Europe/Berlin: 23 hours in spring and 25 in autumn, when the clock changes.' },
    WEEK: { description: 'Weeks of Europe/Berlin, from Monday on.' },
    MONTH: { description: 'Months of Europe/Berlin.' },
  },
});

export enum Aggregate {
  COUNT = 'COUNT',
  MIN = 'MIN',
  MAX = 'MAX',
  SUM = 'SUM',
  MEAN = 'MEAN',
  LAST = 'LAST',
}
registerEnumType(Aggregate, {
  name: 'Aggregate',
  description: 'What becomes of the values of a bucket. Yes and no are 1 and 0: their mean is the share of yes.',
  valuesMap: {
    COUNT: { description: 'How many they are.' },
    MIN: { description: 'The lowest.' },
    MAX: { description: 'The highest.' },
    SUM: { description: 'All of them together.' },
    MEAN: { description: 'Their arithmetic mean.' },
    LAST: { description: 'The latest.' },
  },
});

@ObjectType({ description: 'One value of a history: an observation as it came, or what a bucket of them comes to.' })
export class HistoryValue extends Observation {
  @Field(() => Date, {
    nullable: true,
    description: 'When the result came to be, where the sender says that it was another moment. Null for a bucket.',
  })
  resultTime: Moment | null;

  @Field({ description: 'The message had no time: phenomenonTime is when it came in. False for a bucket.' })
  timeIsReceipt: boolean;

  @Field({ description: 'Another value was sent for the same moment; both are kept. False for a bucket.' })
  isConflict: boolean;

  @Field(() => Int, { description: 'How many observations it stands for: 1, or those in the bucket.' })
  count: number;
}
