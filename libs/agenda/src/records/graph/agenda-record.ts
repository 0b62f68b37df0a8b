import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, LocalizedText } from '@stadtlage/datasets';
import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { AgendaKind } from '../../changes/change.js';
import type { Kind } from '../../kinds/index.js';

function object(value: unknown): object {
  if (value && typeof value === 'object' && !Array.isArray(value)) return value;
  throw new GraphQLError(`A JSON object is wanted, such as {"title": …}, not ${JSON.stringify(value)?.slice(0, 40)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const JsonObject = new GraphQLScalarType({
  name: 'JsonObject',
  description: 'A JSON object (RFC 8259). Give it as a variable.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  parseValue: object,
  parseLiteral: (node, variables) => object(valueFromASTUntyped(node, variables)),
});

@ObjectType({
  description:
    'What holds of a school, a course, a programme or another record of the agenda; `agendaKinds` says of which kinds there are records.',
})
export class AgendaEntry {
  @Field(() => AgendaKind, { description: 'What it is.' })
  kind: Kind;

  @Field(() => ID, { description: 'A short name in lower case, unique within its kind.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title: LocalizedText;

  @Field({ description: 'An example, nothing that this city decided.' })
  isDemo: boolean;

  @Field(() => Int, { description: 'Counted from 1; earlier versions are kept.' })
  version: number;

  @Field(() => String, { nullable: true, description: 'Why this version differs from the one before.' })
  changedBecause: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field(() => JsonObject, {
    description: 'All that is recorded of it: the `schema` of its kind says what that may be.',
  })
  content: object;

  /** As it was recorded at another moment: nothing is computed of that. */
  isPast?: boolean;
}

export const AgendaEntryConnection = connectionOf(AgendaEntry);

@ObjectType({ description: 'A kind of record of the agenda: what it is and what is recorded of it.' })
export class AgendaKindOfRecord {
  @Field(() => AgendaKind, { description: 'Its name in queries.' })
  kind: Kind;

  @Field(() => LocalizedText, { description: 'What one of them is called.' })
  title: LocalizedText;

  @Field(() => LocalizedText, { description: 'What several of them are called.' })
  plural: LocalizedText;

  @Field(() => LocalizedText, { description: 'What it is, as a sentence.' })
  about: LocalizedText;

  @Field(() => ID, {
    nullable: true,
    description: 'The field of action it belongs to; null where each record says it.',
  })
  field: string | null;

  @Field({ description: 'The list of its records in an agenda file.' })
  section: string;

  @Field(() => [ID], { description: 'The open datasets that its records are in.' })
  datasets: string[];

  @Field(() => [String], {
    description:
      'The columns of a table that it can be imported from: YYYY stands for a year, N for the number of an entry of a list, from 1.',
  })
  columns: string[];

  @Field(() => JsonObject, { description: 'What is recorded of it, as JSON Schema (2020-12).' })
  schema: object;
}
