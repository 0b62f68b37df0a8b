import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function readDate(value: unknown): string {
  if (typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new GraphQLError('A LocalDate is written as YYYY-MM-DD, for example "2021-06-30".', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A calendar day without a time zone, as PostgreSQL's date arrives here: the text YYYY-MM-DD. */
export const LocalDate = new GraphQLScalarType({
  name: 'LocalDate',
  description: 'A calendar day, written as YYYY-MM-DD.',
  serialize: String,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

@ObjectType({ description: 'A text in both languages of the platform.' })
export class LocalizedText {
  @Field({ description: 'German' })
  de: string;

  @Field({ description: 'English' })
  en: string;
}
