import { Database, sqlFile } from '@stadtlage/database';
import { Costs, groupBy, loadFor, pageOf, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Address } from '../addresses/address.js';
import { Facility, FacilityKind } from './facility.js';

const NEAREST = sqlFile(import.meta.url, 'nearest-facilities.sql');
const MOST = 20;

@ObjectType({ description: 'A facility, and how far from an address it is.' })
export class NearFacility {
  @Field(() => Int, { description: 'Metres from the address, in a straight line.' })
  distanceM: number;

  @Field(() => Facility, { description: 'The facility.' })
  facility: Facility;
}

type Row = Facility & { ofAddress: string; distanceM: number };

@Resolver(() => Address)
export class NearestFacilitiesResolver {
  constructor(private readonly database: Database) {}

  @Costs({ entries: ({ first }) => Number(first) })
  @ResolveField(() => [NearFacility], {
    description:
      'The facilities of some kinds that are nearest to the address, such as public Wi-Fi, the nearest first.',
  })
  async nearestFacilities(
    @Parent() { id }: Address,
    @Args('kinds', { type: () => [FacilityKind], description: 'Of these kinds, all together.' }) kinds: FacilityKind[],
    @Args('first', { type: () => Int, defaultValue: 3, description: `How many at most, 1 to ${MOST}.` }) first: number,
    @Context() context: GraphContext,
  ): Promise<NearFacility[]> {
    const { limit } = pageOf(first, null, MOST);
    const wanted = [...new Set(kinds)].sort();
    const rows = await loadFor<Row[]>(
      context,
      `nearestFacilities ${wanted.join()} ${limit}`,
      id,
      async (ids) => groupBy(await this.database.query<Row>(NEAREST, [ids, wanted, limit]), (row) => row.ofAddress),
      [],
    );
    return rows.map((facility) => ({ distanceM: facility.distanceM, facility }));
  }
}
