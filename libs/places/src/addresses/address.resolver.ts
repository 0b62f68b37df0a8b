import { Database } from '@stadtlage/database';
import { pageOf, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { District, loadDistrict } from '../districts/district.js';
import { Address } from './address.js';
import { loadAddress, loadAddresses } from './load-address.js';
import { searchAddresses } from './search-addresses.js';

@Resolver(() => Address)
export class AddressResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [Address], {
    description:
      'The addresses most like a typed text, best first: "bahnhofstr 5", "59227 Ahlen, Bahnhofstraße 5 a". Forgives typos. Empty where nothing is alike.',
  })
  async searchAddresses(
    @Args('text', { description: 'As typed, at most 200 characters.' }) text: string,
    @Args('first', { type: () => Int, defaultValue: 8, description: 'How many at most, 1 to 100.' }) first: number,
    @Context() context: GraphContext,
  ): Promise<Address[]> {
    const { limit } = pageOf(first, null);
    return loadAddresses(context, this.database, await searchAddresses(this.database, text, limit));
  }

  @Query(() => Address, { nullable: true, description: 'One address; null where none has this id.' })
  address(
    @Args('id', { type: () => ID, description: 'The official identifier.' }) id: string,
    @Context() context: GraphContext,
  ): Promise<Address | null> {
    return loadAddress(context, this.database, id);
  }

  @ResolveField(() => District, { nullable: true, description: 'The district the address lies in.' })
  district(@Parent() address: Address, @Context() context: GraphContext): Promise<District | null> | null {
    return address.districtId === null ? null : loadDistrict(context, this.database, address.districtId);
  }

  @ResolveField(() => Provenance, { description: 'Where the address comes from.' })
  source(@Parent() address: Address, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, address.runId);
  }
}
