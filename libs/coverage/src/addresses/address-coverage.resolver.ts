import { Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import { Address } from '@stadtlage/places';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FixedAvailability, loadFixedAvailability } from '../fixed/fixed-availability.js';
import { loadMobileAvailability, MobileAvailability } from '../mobile/mobile-availability.js';
import { AddressCoverage } from './address-coverage.js';

const STATUS = `
  SELECT address_id AS "addressId", fibre_status AS "fibreStatus", best_technology AS "bestTechnology", max_down_mbit AS "maxDownMbit"
  FROM coverage.address_status WHERE address_id = ANY ($1)`;

@Resolver(() => Address)
export class CoverageOfAddressResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => AddressCoverage, { description: 'What can be had at the address, and which fibre is promised.' })
  async coverage(@Parent() { id }: Address, @Context() context: GraphContext): Promise<AddressCoverage> {
    const known = await loadFor<AddressCoverage | null>(
      context,
      'addressStatus',
      id,
      async (ids) => {
        const rows = await this.database.query<AddressCoverage>(STATUS, [ids]);
        return new Map(rows.map((status) => [status.addressId, status]));
      },
      null,
    );
    return known ?? { addressId: id, fibreStatus: null, bestTechnology: null, maxDownMbit: null };
  }
}

@Resolver(() => AddressCoverage)
export class AddressCoverageResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [FixedAvailability], { description: 'Every provider and technology, the fastest first.' })
  fixed(@Parent() { addressId }: AddressCoverage, @Context() context: GraphContext): Promise<FixedAvailability[]> {
    return loadFixedAvailability(context, this.database, addressId);
  }

  @ResolveField(() => [MobileAvailability], {
    description: 'Every mobile network, by operator, the newest technology first.',
  })
  mobile(@Parent() { addressId }: AddressCoverage, @Context() context: GraphContext): Promise<MobileAvailability[]> {
    return loadMobileAvailability(context, this.database, addressId);
  }
}
