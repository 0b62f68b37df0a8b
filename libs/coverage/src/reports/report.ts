import { DateTime, connectionOf, LocalDate } from '@stadtlage/datasets';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { MobileTechnology } from '../mobile/mobile-availability.js';
import { ReportClaim } from './report-input.js';

export enum ReportState {
  RECEIVED = 'received',
  PASSED_ON = 'passed_on',
  CONCEDED = 'conceded',
  DISPUTED = 'disputed',
  RESOLVED = 'resolved',
  REJECTED = 'rejected',
}
registerEnumType(ReportState, {
  name: 'ReportState',
  description: 'Where a report stands, and how long it may stay there.',
  valuesMap: {
    RECEIVED: {
      description:
        'It came in, and nobody of the city has looked at it: it stands in this ledger only and contradicts no statement. Within 7 days the city answers it or passes it on.',
    },
    PASSED_ON: { description: 'Whoever made the statement has been asked. Within 28 days they answer.' },
    CONCEDED: { description: 'The resident is right. Within 90 days it is put right.' },
    DISPUTED: { description: 'The answer is that the statement is right. Within 28 days the city decides.' },
    RESOLVED: { description: 'Closed; the outcome says how. It contradicts no statement any more.' },
    REJECTED: { description: 'Closed: it was no report but an abuse of this list.' },
  },
});

export enum ReportOutcome {
  CORRECTED = 'corrected',
  NOT_CONFIRMED = 'not_confirmed',
  REJECTED = 'rejected',
}
registerEnumType(ReportOutcome, {
  name: 'ReportOutcome',
  description: 'What came of a report.',
  valuesMap: {
    CORRECTED: { description: 'It was conceded, and put right.' },
    NOT_CONFIRMED: { description: 'What it says could not be confirmed.' },
    REJECTED: { description: 'It was an abuse of this list.' },
  },
});

export enum ReportRole {
  RESIDENT = 'resident',
  CITY = 'city',
}
registerEnumType(ReportRole, {
  name: 'ReportRole',
  description: 'In which role somebody took a step. Names are neither kept nor published.',
  valuesMap: { RESIDENT: { description: 'Whoever reports.' }, CITY: { description: 'An operator of the city.' } },
});

@ObjectType({ description: 'A step of a report. Steps are only added, never changed.' })
export class ReportStep {
  @Field(() => ReportState, { description: 'Where the report stood from then on.' })
  state: ReportState;

  @Field(() => DateTime, { description: 'When the step was taken.' })
  at: Date;

  @Field(() => ReportRole, { description: 'Who took it.' })
  role: ReportRole;

  @Field(() => String, { nullable: true, description: 'What the city says about it.' })
  note: string | null;

  @Field(() => Int, { description: 'Whole days that the report has stayed there; of the last step, so far.' })
  days: number;
}

@ObjectType({
  description: 'What a resident says is wrong at an address, and what became of it. Who it is, is not told.',
})
export class CoverageReport {
  @Field(() => ID, { description: 'Drawn at random.' })
  id: string;

  @Field({ description: 'The address on one line, also where the address is gone.' })
  addressLabel: string;

  @Field(() => ReportClaim, { description: 'What is wrong.' })
  claim: ReportClaim;

  @Field(() => FixedTechnology, { nullable: true, description: 'The fixed technology it is about, if stated.' })
  technology: FixedTechnology | null;

  @Field(() => MobileTechnology, { nullable: true, description: 'The mobile technology it is about, if stated.' })
  mobileTechnology: MobileTechnology | null;

  @Field(() => Float, { nullable: true, description: 'Measured download speed, Mbit/s, as the resident states it.' })
  measuredDownMbit: number | null;

  @Field(() => Float, { nullable: true, description: 'Measured upload speed, Mbit/s, as the resident states it.' })
  measuredUpMbit: number | null;

  @Field(() => String, { nullable: true, description: "The resident's words, once a moderator has released them." })
  text: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where the resident's evidence is, once a moderator has released it.",
  })
  evidence: string | null;

  @Field(() => DateTime, { description: 'When it came in.' })
  receivedAt: Date;

  @Field(() => ReportState, { description: 'Where it stands.' })
  state: ReportState;

  @Field(() => DateTime, { description: 'Since when it stands there.' })
  stateSince: Date;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day by which the next step is due, by the rule of its state; null for a closed report.',
  })
  dueOn: string | null;

  @Field({ description: 'The next step was due before today.' })
  isOverdue: boolean;

  @Field(() => Int, { description: 'Whole days from its receipt until it was closed, or until now.' })
  daysOpen: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null while it is open.' })
  closedAt: Date | null;

  @Field(() => ReportOutcome, { nullable: true, description: 'What came of it; null while it is open.' })
  outcome: ReportOutcome | null;

  @Field({
    description:
      'In the answer of reportCoverage: the same had been reported within 24 hours, this is that report, and nothing new was stored. Else false.',
  })
  alreadyReported: boolean;

  number: number;
  addressId: string;
  providerId: string | null;
}

export const CoverageReportConnection = connectionOf(CoverageReport);

@ObjectType({ description: 'What only operators of the city see of a report.' })
export class ReportModeration {
  @Field(() => String, { nullable: true, description: "The resident's words, released or not." })
  text: string | null;

  @Field(() => String, { nullable: true, description: "Where the resident's evidence is, released or not." })
  evidence: string | null;

  @Field({ description: 'Whether text and evidence are public.' })
  released: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'For questions to the resident; deleted with the end of the report.',
  })
  email: string | null;
}
