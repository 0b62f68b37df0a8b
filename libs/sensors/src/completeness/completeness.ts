import { LocalDate } from '@stadtlage/datasets';
import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum CompletenessBasis {
  COUNTER = 'counter',
  INTERVAL = 'interval',
}
registerEnumType(CompletenessBasis, {
  name: 'CompletenessBasis',
  description: 'By what it is known how many messages or readings were to come.',
  valuesMap: {
    COUNTER: {
      description:
        'The sender counts its messages: a LoRaWAN frame counter, a Sparkplug seq, a seq of the native format. A hole in the count is a gap.',
    },
    INTERVAL: {
      description: 'A reading is expected at an interval. A silence of more than 1.5 times the interval is a gap.',
    },
  },
});

@ObjectType({ description: 'How complete one day of a datastream is; today up to now. Measured every ten minutes.' })
export class Completeness {
  @Field(() => LocalDate, { description: 'The day, in Europe/Berlin.' })
  day: string;

  @Field(() => CompletenessBasis, { description: 'By what it is known how many were to come.' })
  basis: CompletenessBasis;

  @Field(() => Int, { description: 'Messages (counter) or readings (interval) that were to come.' })
  expected: number;

  @Field(() => Int, { description: 'How many of these came. What is sent twice or too often is not counted.' })
  received: number;

  @Field(() => Int, {
    description:
      'Number of gaps, however long. By counter one counts on the day on which the sender is heard again, by interval on each day on which a reading is missing.',
  })
  gaps: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Seconds from the reading before the longest gap to the one after it, or to the end of the day; null without a gap.',
  })
  longestGapSeconds: number | null;

  @Field(() => Int, { description: 'Moments of the day for which different values came. All of them are kept.' })
  conflicts: number;
}
