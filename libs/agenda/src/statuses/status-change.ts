import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { LocalDate, LocalizedText } from '@stadtlage/datasets';
import { TargetStatus } from '../goals/goal.js';

@ObjectType({ description: 'A target of a goal has another status than before.' })
export class TargetStatusChange {
  @Field(() => ID, { description: 'The id of the goal.' })
  goal: string;

  @Field(() => LocalizedText, { description: 'What the goal is called.' })
  goalTitle: LocalizedText;

  @Field(() => ID, { description: 'The id of the indicator that it is measured by.' })
  indicator: string;

  @Field(() => LocalizedText, { description: 'What the indicator counts.' })
  indicatorTitle: LocalizedText;

  @Field(() => LocalDate, { description: 'The day by which the target is to be reached.' })
  date: string;

  @Field(() => Float, {
    nullable: true,
    description: 'What the indicator is now, in its unit; null where nothing is known.',
  })
  value: number | null;

  @Field(() => TargetStatus, { description: 'The status before; UNKNOWN of a new target.' })
  before: TargetStatus;

  @Field(() => TargetStatus, { description: 'The status now.' })
  status: TargetStatus;
}
