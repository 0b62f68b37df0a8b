import { Database, sqlFile } from '@stadtlage/database';
import { BoundingBox, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Address } from '../addresses/address.js';
import { loadAddress } from '../addresses/load-address.js';
import { District, loadDistrict } from '../districts/district.js';
import { Facility, FacilityConnection, FacilityKind } from './facility.js';

const FACILITIES = sqlFile(import.meta.url, 'facilities.sql');

@Resolver(() => Facility)
export class FacilityResolver {
  constructor(private readonly database: Database) {}

  @Query(() => FacilityConnection, { description: 'Schools, administration, public Wi-Fi and the like, by id.' })
  async facilities(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('within', { type: () => BoundingBox, nullable: true, description: 'Only those in this box.' })
    within?: BoundingBox | null,
    @Args('kind', { type: () => FacilityKind, nullable: true, description: 'Only this kind.' })
    kind?: FacilityKind | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<Facility>> {
    const page = pageOf(first, after);
    const filter = [within?.west, within?.south, within?.east, within?.north, kind];
    const rows = await this.database.query<Facility>(FACILITIES, [...filter, page.after, page.limit + 1]);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${FACILITIES}) matching`, [
          ...filter,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }

  @ResolveField(() => Address, { nullable: true, description: 'Its address, where it has one.' })
  address(@Parent() facility: Facility, @Context() context: GraphContext): Promise<Address | null> | null {
    return facility.addressId === null ? null : loadAddress(context, this.database, facility.addressId);
  }

  @ResolveField(() => District, { nullable: true, description: 'The district it lies in.' })
  district(@Parent() facility: Facility, @Context() context: GraphContext): Promise<District | null> | null {
    return facility.districtId === null ? null : loadDistrict(context, this.database, facility.districtId);
  }

  @ResolveField(() => Provenance, { description: 'Where the entry comes from.' })
  source(@Parent() facility: Facility, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, facility.runId);
  }
}
