import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateTime, LocalizedText } from '@stadtlage/datasets';
import { KINDS, type Kind } from '../kinds/index.js';

/** SCHOOL_RECORD: 'school-record' */
const nameOf = (id: string) => id.toUpperCase().replaceAll('-', '_');

/** The kinds of records, as GraphQL names them. */
export const AgendaKind = Object.fromEntries(KINDS.map(({ id }) => [nameOf(id), id])) as Record<string, Kind>;
registerEnumType(AgendaKind, {
  name: 'AgendaKind',
  description: 'What is recorded of the agenda.',
  valuesMap: Object.fromEntries(KINDS.map(({ id, about }) => [nameOf(id), { description: about.en }])),
});

@ObjectType({ description: 'One version of a record of the agenda: that it was added, changed or withdrawn.' })
export class AgendaChange {
  @Field(() => AgendaKind, { description: 'What it is a version of.' })
  kind: Kind;

  @Field(() => ID, { description: 'The id of the record.' })
  id: string;

  @Field(() => Int, { description: 'Counted from 1, which is when it was added.' })
  version: number;

  @Field(() => LocalizedText, { description: 'Its title in this version; of a withdrawal, the one before.' })
  title: LocalizedText;

  @Field({ description: 'Whether it was withdrawn: from then on it is not part of the agenda.' })
  isWithdrawn: boolean;

  @Field(() => String, { nullable: true, description: 'Why, where somebody wrote it down.' })
  reason: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt: Date;
}

export const AgendaChangeConnection = connectionOf(AgendaChange);
