import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function readDate(value: unknown): string {
  const wrong = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  if (typeof value !== 'string' || !DATE.test(value))
    throw wrong('A LocalDate is written as YYYY-MM-DD, for example "2021-06-30".');
  // JavaScript takes 31 February for 3 March.
  const day = new Date(`${value}T00:00:00Z`);
  if (value >= '0001' && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  throw wrong(`There is no day ${value} in the calendar. Write it like 2024-06-30.`);
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
