import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalDate, LocalizedText } from '@stadtlage/datasets';
import type { Agenda, AgendaRecord } from '../records/store.js';
import type { Goal as GoalContent, Target } from '../kinds/goal.js';
import { FundingApplication, MeasureFunding, MeasureRisk } from './funding.js';

export enum TargetStatus {
  REACHED = 'reached',
  ON_TRACK = 'on_track',
  AT_RISK = 'at_risk',
  OFF_TRACK = 'off_track',
  UNKNOWN = 'unknown',
}
registerEnumType(TargetStatus, {
  name: 'TargetStatus',
  description: 'Where a figure stands today against its target, by one written rule for all.',
  valuesMap: {
    REACHED: { description: 'As good as the target, or better.' },
    ON_TRACK: { description: 'At least as good as the path asks for today.' },
    AT_RISK: {
      description: 'Behind the path by at most a tenth of the way from the first value to the target.',
    },
    OFF_TRACK: { description: 'Further behind, or not reached on the day of the target.' },
    UNKNOWN: { description: 'There is no figure, or nobody said where the path to the target began.' },
  },
});

export enum MeasureState {
  IDEA = 'idea',
  PLANNED = 'planned',
  RUNNING = 'running',
  DONE = 'done',
  STOPPED = 'stopped',
}
registerEnumType(MeasureState, {
  name: 'MeasureState',
  description: 'How far a measure is.',
  valuesMap: {
    IDEA: { description: 'Nobody has decided it.' },
    PLANNED: { description: 'Decided, not begun.' },
    RUNNING: { description: 'Begun.' },
    DONE: { description: 'Finished.' },
    STOPPED: { description: 'Ended without being finished.' },
  },
});

@ObjectType({ description: 'What the council was asked for (a motion), or has decided.' })
export class CouncilDecision {
  @Field({ description: 'Whether it is a decision; else it is a motion.' })
  isDecided: boolean;

  @Field({ description: 'Who moved or decided it.' })
  body: string;

  @Field(() => LocalDate, { description: 'The day.' })
  date: string;

  @Field(() => String, { nullable: true, description: 'The number of the paper or the minutes.' })
  paper?: string | null;
}

@ObjectType({ description: 'An office or body that takes part, never a person.' })
export class TakingPart {
  @Field({ description: 'What it is called.' })
  name: string;

  @Field({ description: "Whether it is part of the city's administration." })
  within: boolean;
}

@ObjectType({ description: 'One goal of the digital agenda, in the version that holds at the time asked for.' })
export class Goal {
  @Field(() => ID, { description: 'A short name in lower case, such as `fibre-everywhere`.' })
  id: string;

  @Field(() => LocalizedText, { description: 'The goal in one sentence.' })
  title: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'What it means.' })
  text?: LocalizedText | null;

  @Field(() => String, { nullable: true, description: 'The office that is responsible.' })
  office?: string | null;

  @Field(() => [TakingPart], { description: 'Who takes part, besides.' })
  actors: TakingPart[];

  @Field(() => CouncilDecision, { nullable: true, description: 'Null where none is recorded.' })
  decision?: CouncilDecision | null;

  @Field({ description: 'An example, nothing that this city decided.' })
  isDemo: boolean;

  @Field(() => Int, { description: 'Counted from 1; earlier versions are kept.' })
  version: number;

  @Field(() => String, { nullable: true, description: 'Why this version differs from the one before.' })
  changedBecause?: string | null;

  record: AgendaRecord<GoalContent>;
  /** All of the same moment. */
  agenda: Agenda;
  /** Of which it is told where that is past. */
  moment?: Date | undefined;
}

@ObjectType({ description: 'A value of an indicator on the way to a target.' })
export class PathPoint {
  @Field(() => LocalDate, { description: 'The day.' })
  date: string;

  @Field(() => Float, { description: 'In the unit of the indicator.' })
  value: number;
}

@ObjectType({ description: 'Where an indicator began: stated, not computed.' })
export class TargetBaseline extends PathPoint {
  @Field(() => String, { nullable: true, description: 'Who stated it.' })
  source?: string | null;
}

@ObjectType({
  description:
    'Where an indicator gets to at the pace of the past year: a straight line through its figures (least squares), gone on with.',
})
export class TargetForecast {
  @Field(() => Float, { description: 'On the day of the target, in the unit of the indicator.' })
  value: number;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'When the target is reached at this pace; null: not at this pace, or not within a hundred years.',
  })
  reachedOn: string | null;
}

@ObjectType({ description: 'Which value of an indicator is to be reached by when, and where it stands.' })
export class GoalTarget {
  @Field(() => LocalDate, { description: 'The day by which it is to be reached.' })
  date: string;

  @Field(() => Float, { description: 'In the unit of the indicator.' })
  value: number;

  @Field(() => TargetBaseline, { nullable: true, description: 'Where it began.' })
  baseline?: TargetBaseline | null;

  @Field(() => [PathPoint], {
    description: 'What is to be reached on the way; a straight line lies between the points.',
  })
  path: PathPoint[];

  @Field(() => String, { nullable: true, description: 'Who set it, such as a law or a programme.' })
  source?: string | null;

  target: Target;
  /** As of the goal. */
  moment?: Date | undefined;
}

@ObjectType({ description: 'What is to be finished in a measure by some day.' })
export class Milestone {
  @Field(() => ID, { description: 'Unique within its measure.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What is finished then.' })
  title: LocalizedText;

  @Field(() => LocalDate, { description: 'When it is due.' })
  due: string;

  @Field(() => LocalDate, { nullable: true, description: 'When it was reached; null while it is open.' })
  done?: string | null;
}

@ObjectType({ description: 'Money and staff of a measure in one budget year.' })
export class MeasureYear {
  @Field(() => Int, { description: 'The budget year.' })
  year: number;

  @Field(() => Float, { nullable: true, description: 'Planned, in euros.' })
  planned?: number | null;

  @Field(() => Float, { nullable: true, description: 'Bound by contracts, in euros.' })
  committed?: number | null;

  @Field(() => Float, { nullable: true, description: 'Spent, in euros.' })
  spent?: number | null;

  @Field(() => Float, { nullable: true, description: 'Planned full-time equivalents.' })
  plannedStaff?: number | null;

  @Field(() => Float, { nullable: true, description: 'Full-time equivalents that are filled.' })
  filledStaff?: number | null;
}

@ObjectType({ description: 'What is done for a goal.' })
export class Measure {
  @Field(() => ID, { description: 'A short name in lower case.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'What is done.' })
  text?: LocalizedText | null;

  @Field(() => String, { nullable: true, description: 'The office that is responsible.' })
  office?: string | null;

  @Field(() => [TakingPart], { description: 'Who takes part, besides.' })
  actors: TakingPart[];

  @Field(() => MeasureState, { description: 'How far it is.' })
  state: MeasureState;

  @Field(() => LocalDate, { nullable: true, description: 'Its first day.' })
  starts?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its last day.' })
  ends?: string | null;

  @Field(() => CouncilDecision, { nullable: true, description: 'Null where none is recorded.' })
  decision?: CouncilDecision | null;

  @Field(() => [Milestone], { description: 'In the order of the days they are due.' })
  milestones: Milestone[];

  @Field(() => [MeasureYear], { description: 'In the order of the years.' })
  years: MeasureYear[];

  @Field(() => [MeasureRisk], { description: 'What may keep it from being done.' })
  risks: MeasureRisk[];

  @Field(() => [MeasureFunding], {
    description: 'Funding as it is noted with the measure itself. Figures of funding come from `applications` alone.',
  })
  funding: MeasureFunding[];

  @Field(() => [FundingApplication], {
    description: 'Applications for funding that are recorded as being for it, of the dataset `agenda-applications`.',
  })
  applications: FundingApplication[];

  @Field(() => [ID], { description: 'The measures that must be done first.' })
  dependsOn: string[];

  @Field({ description: 'An example, no measure of this city.' })
  isDemo: boolean;

  @Field(() => Int, { description: 'Counted from 1; earlier versions are kept.' })
  version: number;

  @Field(() => String, { nullable: true, description: 'Why this version differs from the one before.' })
  changedBecause?: string | null;
}
