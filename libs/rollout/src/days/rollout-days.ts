import { Database, sqlFile } from '@stadtlage/database';
import { loadFor, LocalDate, type GraphContext } from '@stadtlage/datasets';
import { Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';

const DAYS = sqlFile(import.meta.url, 'rollout-days.sql');

@ObjectType({
  description:
    'The days between which the rollout is known: what a slider through time spans, and of which tiles may be asked with ?day=YYYY-MM-DD.',
})
export class RolloutDays {
  @Field(() => LocalDate, {
    description:
      'The first day of which a source says anything: an offer of fixed networks, or the status of a project. Today where none does; not before 1990.',
  })
  first: string;

  @Field(() => LocalDate, { description: 'Today, in the time zone of the database.' })
  today: string;

  @Field(() => LocalDate, {
    description:
      'The last day that a phase promises today, or from which something is announced to hold. Today where nothing is to come; not after 2100.',
  })
  last: string;
}

@Resolver(() => RolloutDays)
export class RolloutDaysResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RolloutDays, {
    description: 'From which day to which the rollout is known, as recorded now: past, today and promised future.',
  })
  rolloutDays(@Context() context: GraphContext): Promise<RolloutDays> {
    return loadFor<RolloutDays>(
      context,
      'rolloutDays',
      '',
      async () => new Map([['', (await this.database.query<RolloutDays>(DAYS))[0]!]]),
      { first: '', today: '', last: '' },
    );
  }
}
