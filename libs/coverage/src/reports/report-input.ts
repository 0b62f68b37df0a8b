import { Field, Float, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { MobileTechnology } from '../mobile/mobile-availability.js';

export enum ReportClaim {
  FIXED_NOT_AVAILABLE = 'fixed_not_available',
  SLOWER_THAN_STATED = 'slower_than_stated',
  AVAILABLE_NOT_LISTED = 'available_not_listed',
  MOBILE_GAP = 'mobile_gap',
  WRONG_DATE = 'wrong_date',
  OTHER = 'other',
}
registerEnumType(ReportClaim, {
  name: 'ReportClaim',
  description: 'What a resident says is wrong at an address.',
  valuesMap: {
    FIXED_NOT_AVAILABLE: { description: 'A fixed connection is stated, but cannot be had.' },
    SLOWER_THAN_STATED: { description: 'The connection is slower than stated.' },
    AVAILABLE_NOT_LISTED: { description: 'A connection can be had that is not stated.' },
    MOBILE_GAP: { description: 'A mobile network is stated, but is not received.' },
    WRONG_DATE: { description: 'A date of the rollout is not right.' },
    OTHER: { description: 'Something else; the text says what.' },
  },
});

@InputType({
  description:
    'What is wrong at an address. Write nothing in it that tells who you are, but the e-mail. The same, sent again within 24 hours, is answered with the report that there is.',
})
export class CoverageReportInput {
  @Field(() => ID, { description: 'The id of the address.' })
  address: string;

  @Field(() => ReportClaim, { description: 'What is wrong.' })
  claim: ReportClaim;

  @Field(() => ID, { nullable: true, description: 'The id of the provider it is about.' })
  provider?: string | null;

  @Field(() => FixedTechnology, { nullable: true, description: 'The fixed technology it is about.' })
  technology?: FixedTechnology | null;

  @Field(() => MobileTechnology, { nullable: true, description: 'The mobile technology it is about.' })
  mobileTechnology?: MobileTechnology | null;

  @Field(() => Float, { nullable: true, description: 'Measured download speed, Mbit/s, 0 to 100000.' })
  measuredDownMbit?: number | null;

  @Field(() => Float, { nullable: true, description: 'Measured upload speed, Mbit/s, 0 to 100000.' })
  measuredUpMbit?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'In your words, at most 1000 characters. Published only when a moderator of the city has released it.',
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where your evidence is, such as the number of a measurement protocol; at most 300 characters. Published as the text is.',
  })
  evidence?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For questions. Never published, and deleted when the report is closed.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'A trap for programs: leave it empty.' })
  website?: string | null;
}
