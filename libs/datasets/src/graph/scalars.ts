import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is a day of the calendar, written YYYY-MM-DD. JavaScript takes 31 February for 3 March. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && text >= '0001' && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function readDate(value: unknown): string {
  const wrong = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  if (typeof value !== 'string' || !DATE.test(value))
    throw wrong('A LocalDate is written as YYYY-MM-DD, for example "2021-06-30".');
  if (isDay(value)) return value;
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

/** With an offset, so that it is the same moment wherever it is read; a day alone begins in UTC. */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

const MINUTE_MS = 60_000;
const KNOWN_MINUTES = 1_024;
const minutes = new Float64Array(KNOWN_MINUTES).fill(NaN);
const texts = new Array<string>(KNOWN_MINUTES);
const SECONDS = Array.from({ length: 60 }, (_, i) => `${String(i).padStart(2, '0')}.000Z`);

/** As `toISOString()`, in a fifth of the time: most times of an answer are whole seconds of a few minutes. */
function isoTime(ms: number): string {
  const minute = Math.floor(ms / MINUTE_MS);
  const rest = ms - minute * MINUTE_MS;
  if (rest % 1_000) return new Date(ms).toISOString();
  const place = ((minute % KNOWN_MINUTES) + KNOWN_MINUTES) % KNOWN_MINUTES;
  if (minutes[place] !== minute) {
    texts[place] = new Date(minute * MINUTE_MS).toISOString().slice(0, -7);
    minutes[place] = minute;
  }
  return texts[place]! + SECONDS[rest / 1_000]!;
}

function readTime(value: unknown): Date {
  const [, day] = (typeof value === 'string' && TIME.exec(value)) || [];
  const time = day && isDay(day) ? new Date(value as string) : undefined;
  if (time && !Number.isNaN(time.getTime())) return time;
  const found = String(JSON.stringify(value)).slice(0, 40);
  throw new GraphQLError(`${found} is not a time. Write it like 2024-06-30T12:00:00Z or 2024-06-30T14:00:00+02:00.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A moment: a Date, or milliseconds since 1970, which cost less where there are many. Read as a Date. */
export const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  description: 'A moment, given in UTC as 2026-03-01T00:00:00.000Z (RFC 3339); taken with any offset.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize(value) {
    const ms = value instanceof Date ? value.getTime() : (value as number);
    // PostgreSQL's infinity is no moment.
    return Number.isFinite(ms) ? isoTime(ms) : null;
  },
  parseValue: readTime,
  parseLiteral: (node) => readTime(node.kind === Kind.STRING ? node.value : undefined),
});

/** How each graph is built of our classes: a Date is a {@link DateTime}. */
export const graphSchemaOptions = { scalarsMap: [{ type: Date, scalar: DateTime }] };

@ObjectType({ description: 'A text in both languages of the platform.' })
export class LocalizedText {
  @Field({ description: 'German' })
  de: string;

  @Field({ description: 'English' })
  en: string;
}
