import { EvidenceClass } from '@stadtlage/coverage';
import { connectionOf, DateTime, LocalDate, type AsOf } from '@stadtlage/datasets';
import { Address } from '@stadtlage/places';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { RolloutStatus } from './project.js';

@ObjectType({
  description:
    'A part of a rollout project with dates of its own. A project that names none is one phase, with the id of the project. Status, window and moves are those of the day and the knowledge asked for; name, area, addresses, demand aggregation and funding have no history here and are always the newest.',
})
export class RolloutPhase {
  @Field(() => ID, { description: 'Made of project and phase: "ausbau-ost/bauabschnitt-1".' })
  id: string;

  @Field({ description: 'Its name; that of the project where the project names no phase.' })
  name: string;

  @Field({ description: 'True where the project names no phase, so that this is all of it.' })
  isImplied: boolean;

  @Field(() => RolloutStatus, {
    description:
      'Where it stands on the day asked for; where its project stands if nothing was said of the phase by then.',
  })
  status: RolloutStatus;

  @Field({
    description:
      'The same as a code of the Open Fibre Data Standard 0.3: proposed, planned, underConstruction, inactive (complete, not in use), operational or decommissioned.',
  })
  ofdsStatus: string;

  @Field(() => LocalDate, { description: 'The day from which this status holds.' })
  statusSince: string;

  @Field(() => EvidenceClass, {
    nullable: true,
    description: 'What the status rests on: the word of the company that builds, or what the city has established.',
  })
  evidence: EvidenceClass | null;

  @Field(() => LocalDate, { nullable: true, description: 'First day of the window that is promised on that day.' })
  promisedFrom: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day of the window that is promised on that day.' })
  promisedTo: string | null;

  @Field({
    description:
      'Whether the last promised day has passed by the day asked for, and what was promised is neither built nor given up.',
  })
  isOverdue: boolean;

  @Field(() => Int, { description: 'How often the last promised day was moved up to then.' })
  moves: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days from the first promised last day to the latest one up to then, negative where it moved forward; null where none was promised.',
  })
  movedByDays: number | null;

  projectId: string;
  /** Whose statuses count: its own, or those of the whole project. */
  saidOf: string;
  runId: number;
  asOf: AsOf;
}

@ObjectType({ description: 'A phase that serves a street.' })
export class StreetPhase {
  @Field(() => RolloutPhase, { description: 'The phase.' })
  phase: RolloutPhase;

  @Field(() => Int, { description: 'How many addresses of the street it serves.' })
  addresses: number;
}

@ObjectType({ description: 'A window that was promised. The list of a phase has each one once, the oldest first.' })
export class RolloutPromise {
  @Field(() => LocalDate, { description: 'The day from which it was promised.' })
  promisedOn: string;

  @Field(() => DateTime, { description: 'When the promise became known here.' })
  recordedAt: Date;

  @Field(() => LocalDate, { nullable: true, description: 'First day of the window.' })
  promisedFrom: string | null;

  @Field(() => LocalDate, { description: 'Last day of the window.' })
  promisedTo: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days by which the last day moved against the promise before; null for the first.',
  })
  movedByDays: number | null;

  @Field(() => Int, { description: 'Days by which it moved against the first promise.' })
  movedInAllDays: number;

  @Field(() => String, { nullable: true, description: 'The reason, where one was given.' })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the phase; null where the whole project was meant.' })
  phase: string | null;

  projectId: string;
  phaseId: string;
}

export enum DemandOutcome {
  REACHED = 'reached',
  MISSED = 'missed',
  WITHDRAWN = 'withdrawn',
}
registerEnumType(DemandOutcome, {
  name: 'DemandOutcome',
  description: 'What came of a demand aggregation.',
  valuesMap: {
    REACHED: { description: 'Enough have signed: it is built.' },
    MISSED: { description: 'Too few have signed.' },
    WITHDRAWN: { description: 'The company gave up before the deadline.' },
  },
});

@ObjectType({ description: 'How many had signed a pre-order on a day.' })
export class SignUpCount {
  @Field(() => LocalDate, { description: 'The day of the count.' })
  countedOn: string;

  @Field(() => Int, { description: 'Pre-orders up to that day, all together.' })
  signUps: number;

  @Field(() => Float, { nullable: true, description: 'Percent of the premises, to 1 decimal; null if not known.' })
  share: number | null;
}

@ObjectType({ description: 'A try to collect enough pre-orders before building.' })
export class DemandAggregation {
  @Field(() => LocalDate, { nullable: true, description: 'First day on which one could sign.' })
  startsOn: string | null;

  @Field(() => LocalDate, { description: 'Last day on which one could sign.' })
  deadline: string;

  @Field(() => Float, { description: 'Percent of the premises that must sign.' })
  targetShare: number;

  @Field(() => Int, { nullable: true, description: 'Of how many homes and businesses.' })
  premises: number | null;

  @Field(() => [SignUpCount], { description: 'The counts that became known, the oldest first.' })
  signUps: SignUpCount[];

  @Field(() => DemandOutcome, { nullable: true, description: 'Null while it is open.' })
  outcome: DemandOutcome | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which that was decided.' })
  decidedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended so.' })
  reason: string | null;

  phaseId: string;
}

@ObjectType({ description: 'Public money for a project or phase from one programme, in euros.' })
export class FundingTrack {
  @Field({ description: 'Name of the programme.' })
  programme: string;

  @Field(() => Float, { nullable: true, description: 'Euros applied for.' })
  appliedAmount: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of the application.' })
  appliedOn: string | null;

  @Field(() => Float, { nullable: true, description: 'Euros granted; null while nothing is.' })
  grantedAmount: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of the grant.' })
  grantedOn: string | null;

  @Field(() => Float, { nullable: true, description: 'Percent of the eligible costs that the programme pays.' })
  share: number | null;

  phaseId: string;
}

@ObjectType({ description: 'An address that a project builds for.' })
export class RolloutAddress {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field({ description: 'True where the source names this address; false where it lies in the area.' })
  isNamed: boolean;

  phaseId: string | null;
  asOf: AsOf;
}

export const RolloutAddressConnection = connectionOf(RolloutAddress);
