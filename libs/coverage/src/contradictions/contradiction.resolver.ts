import { Database } from '@stadtlage/database';
import {
  AsOfArgs,
  badInput,
  connectionOf,
  Costs,
  pageOf,
  readAsOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { Address, loadAddress } from '@stadtlage/places';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FixedAvailability, loadFixedStatement } from '../fixed/fixed-availability.js';
import { loadProvider, Provider } from '../providers/provider.js';
import { loadReport } from '../reports/load-reports.js';
import { CoverageReport } from '../reports/report.js';
import { AvailabilityContradiction, CONTRADICTION } from './contradiction.js';

const ContradictionConnection = connectionOf(AvailabilityContradiction);

const FOUND = `
  FROM coverage.contradictions_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) c
  JOIN places.address a ON a.id = c.address_id
  WHERE ($1::text IS NULL OR a.district_id = $1)`;
const PAGE = `${CONTRADICTION} ${FOUND} AND ($4::text IS NULL OR (c.address_id, c.id) > ($4, $5::text)) ORDER BY c.address_id, c.id LIMIT $6`;

@ArgsType()
class ContradictionsArgs extends AsOfArgs {
  @Field(() => ID, { nullable: true, description: 'Only at addresses in the district with this id.' })
  district?: string | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

@Resolver(() => AvailabilityContradiction)
export class ContradictionResolver {
  constructor(private readonly database: Database) {}

  // Those of the whole city are found first.
  @Costs({ base: 200 })
  @Query(() => ContradictionConnection, {
    description:
      'Where sources disagree about what is on offer, by address: today, on another day, or as it was believed at some moment. Statuses and figures follow the statement of better evidence.',
  })
  async availabilityContradictions(@Args() args: ContradictionsArgs): Promise<Connection<AvailabilityContradiction>> {
    const asOf = readAsOf(args);
    const filter = [args.district, asOf.day, asOf.knownAt];
    const page = pageOf(args.first, args.after);
    const rows = await this.database.query<AvailabilityContradiction>(PAGE, [
      ...filter,
      ...positionOf(page.after),
      page.limit + 1,
    ]);
    return toConnection(rows, page.limit, keyOf, async () => {
      const [all] = await this.database.query<{ count: number }>(`SELECT count(*) ${FOUND}`, filter);
      return all!.count;
    });
  }

  @ResolveField(() => Address, { nullable: true, description: 'Where they disagree.' })
  address(
    @Parent() { addressId }: AvailabilityContradiction,
    @Context() context: GraphContext,
  ): Promise<Address | null> {
    return loadAddress(context, this.database, addressId);
  }

  @ResolveField(() => Provider, { description: 'Whose offer they speak of.' })
  provider(@Parent() { providerId }: AvailabilityContradiction, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => FixedAvailability, {
    description: 'The statement of better evidence, of equals the newer: figures follow it rather than the other.',
  })
  preferred(
    @Parent() { preferredId }: AvailabilityContradiction,
    @Context() context: GraphContext,
  ): Promise<FixedAvailability> {
    return loadFixedStatement(context, this.database, preferredId);
  }

  @ResolveField(() => FixedAvailability, {
    nullable: true,
    description: 'The statement that contradicts it; null where it is the report alone that does.',
  })
  other(
    @Parent() { otherId }: AvailabilityContradiction,
    @Context() context: GraphContext,
  ): Promise<FixedAvailability> | null {
    return otherId === null ? null : loadFixedStatement(context, this.database, otherId);
  }

  @ResolveField(() => CoverageReport, {
    nullable: true,
    description: 'The report of a resident that contradicts it, by itself or with the statement it makes.',
  })
  report(
    @Parent() { reportId }: AvailabilityContradiction,
    @Context() context: GraphContext,
  ): Promise<CoverageReport | null> | null {
    return reportId === null ? null : loadReport(context, this.database, reportId);
  }
}

const keyOf = ({ addressId, id }: AvailabilityContradiction) => `${addressId}/${id}`;

/** The address and the contradiction that a page ended with. The id of an address may have any character in it. */
function positionOf(key: string | null): [string | null, string | null] {
  if (key === null) return [null, null];
  const [, addressId, id] = /^(.*)\/(\d+-[0-9a-z]+)$/s.exec(key) ?? [];
  if (addressId === undefined) throw badInput('after is not a cursor of this list: use an endCursor that it gave you.');
  return [addressId, id!];
}
