import { Database } from '@stadtlage/database';
import { LocalDate, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import {
  Args,
  Context,
  Field,
  Float,
  ID,
  Int,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';

@ObjectType({
  description: 'How many of the households of a municipality can get a speed, as the official statistics say.',
})
export class AvailabilityShare {
  @Field({ description: 'AGS, the 8-digit official key of the municipality.' })
  municipalityKey: string;

  @Field({ description: 'all, wired, mobile, dsl, hfc or fttb_ftth.' })
  technology: string;

  @Field(() => Int, { description: 'The speed: at least so many Mbit/s download.' })
  minDownMbit: number;

  @Field(() => Float, { description: 'Percent of households.' })
  share: number;

  @Field(() => LocalDate, { description: 'The day the share describes.' })
  dataDate: string;

  runId: number;
}

const SHARES = `
  SELECT municipality_key AS "municipalityKey", technology, min_down_mbit AS "minDownMbit", share, data_date AS "dataDate", run_id AS "runId"
  FROM coverage.availability_share WHERE municipality_key = $1 AND share_of = 'households'
  ORDER BY data_date DESC, technology, min_down_mbit`;

@Resolver(() => AvailabilityShare)
export class AvailabilityShareResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [AvailabilityShare], {
    description:
      'All shares of one municipality, the newest day first. Empty where no statistics about it were imported.',
  })
  availabilityShares(
    @Args('municipality', { type: () => ID, description: 'AGS, the 8-digit official key.' }) municipality: string,
  ): Promise<AvailabilityShare[]> {
    return this.database.query<AvailabilityShare>(SHARES, [municipality]);
  }

  @ResolveField(() => Provenance, { description: 'Whose statistics these are.' })
  source(@Parent() { runId }: AvailabilityShare, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
