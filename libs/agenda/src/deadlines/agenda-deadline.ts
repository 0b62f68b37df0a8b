import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime, LocalDate, LocalizedText } from '@stadtlage/datasets';
import { AgendaKind } from '../changes/change.js';
import type { Kind } from '../kinds/index.js';

export enum DeadlineSubject {
  TARGET = 'target',
  MILESTONE = 'milestone',
  CONCEPT_ITEM = 'concept-item',
  RENEWAL = 'renewal',
  APPLICATIONS = 'applications',
}
registerEnumType(DeadlineSubject, {
  name: 'DeadlineSubject',
  description: 'What is to be by some day.',
  valuesMap: {
    TARGET: { description: 'An indicator is to have a value, by a target of a goal.' },
    MILESTONE: { description: 'Something is to be finished in a measure.' },
    CONCEPT_ITEM: { description: 'An item of the digital concept for the new town hall is to be done.' },
    RENEWAL: { description: 'A system or network of the administration is to be renewed.' },
    APPLICATIONS: { description: 'The last day for applications to a programme.' },
  },
});

@ObjectType({ description: 'What is to be by some day, as a record of the agenda says.' })
export class AgendaDeadline {
  @Field(() => ID, {
    description: 'Unique. It stays when the day moves; of a target it has the day, since a goal may have several.',
  })
  id: string;

  @Field(() => DeadlineSubject, { description: 'What is to be.' })
  what: DeadlineSubject;

  @Field(() => AgendaKind, { description: 'The kind of the record that says so.' })
  kind: Kind;

  @Field(() => ID, { description: 'The id of the record that says so.' })
  record: string;

  @Field(() => ID, { description: 'The field of action.' })
  field: string;

  @Field(() => LocalizedText, {
    description: 'What the milestone, item, system or programme is called; of a target, its indicator.',
  })
  title: LocalizedText;

  @Field(() => LocalizedText, {
    nullable: true,
    description: 'The goal of a target, the measure of a milestone; null for others.',
  })
  partOf: LocalizedText | null;

  @Field(() => String, { nullable: true, description: 'The office that is responsible; of a programme, who funds.' })
  office: string | null;

  @Field(() => LocalDate, { description: 'The last day on which it is in time.' })
  due: string;

  @Field(() => LocalDate, { nullable: true, description: 'When it was done; null while it is open.' })
  done: string | null;

  @Field({
    description:
      'Whether somebody is still to do something for it, by what is recorded. Whether a target is reached, its status says.',
  })
  isPending: boolean;

  @Field({ description: 'An example, nothing that this city decided.' })
  isDemo: boolean;

  @Field(() => DateTime, { description: 'When the version of the record was recorded that says so.' })
  recordedAt: Date;

  @Field(() => ID, { nullable: true, description: 'Of a target: the indicator.' })
  indicator: string | null;

  @Field(() => Float, { nullable: true, description: 'Of a target: the value, in its unit.' })
  value: number | null;

  @Field(() => String, { nullable: true, description: 'Of a target: the unit of its value (UCUM).' })
  unit: string | null;
}
