import { Database } from '@stadtlage/database';
import { Costs, pageOf, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { District, loadDistrict } from '../districts/district.js';
import { AddressSuggestion, SuggestionKind } from './address-suggestion.js';
import { Address } from './address.js';
import type { FoundStreet } from './find-streets.js';
import { loadAddress, loadAddresses } from './load-address.js';
import { searchAddresses, suggestAddresses } from './search-addresses.js';

const MOST_FOUND = 100;

@Resolver(() => Address)
export class AddressResolver {
  constructor(private readonly database: Database) {}

  @Costs({ base: 10 })
  @Query(() => [Address], {
    description:
      'The addresses most like a typed text, best first: "bahnhofstr 5", "59227 Ahlen, Bahnhofstraße 5 a", "Bahnhofsta 5-7". Forgives typos, takes half-typed words, "ae" for "ä" and "Str." for "Straße"; postcode, place or district may stand before or after. The typed house number leads, then come the nearest. Empty where nothing is alike.',
  })
  async searchAddresses(
    @Args('text', { description: 'As typed, at most 200 characters.' }) text: string,
    @Args('first', { type: () => Int, defaultValue: 8, description: `How many at most, 1 to ${MOST_FOUND}.` })
    first: number,
    @Context() context: GraphContext,
  ): Promise<Address[]> {
    const { limit } = pageOf(first, null, MOST_FOUND);
    return loadAddresses(context, this.database, await searchAddresses(this.database, text, limit));
  }

  @Costs({ base: 10 })
  @Query(() => [AddressSuggestion], {
    description:
      'What to offer somebody who is typing an address, best first: streets while no house number is typed, addresses after it. Understands what searchAddresses understands.',
  })
  async suggestAddresses(
    @Args('text', { description: 'As typed so far, at most 200 characters.' }) text: string,
    @Args('first', { type: () => Int, defaultValue: 8, description: `How many at most, 1 to ${MOST_FOUND}.` })
    first: number,
    @Context() context: GraphContext,
  ): Promise<AddressSuggestion[]> {
    const { limit } = pageOf(first, null, MOST_FOUND);
    const suggestions = await suggestAddresses(this.database, text, limit);
    const loaded = await Promise.all(
      suggestions.map(async (suggestion) =>
        'street' in suggestion
          ? streetSuggestion(suggestion.street)
          : addressSuggestion(await loadAddress(context, this.database, suggestion.addressId)),
      ),
    );
    return loaded.filter((suggestion) => suggestion !== null);
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

function streetSuggestion({ streetKey, street, postcode, place, addresses }: FoundStreet): AddressSuggestion {
  const town = [postcode, place].filter(Boolean).join(' ');
  return {
    kind: SuggestionKind.STREET,
    label: town ? `${street}, ${town}` : street,
    text: town ? `${town}, ${street} ` : `${street} `,
    streetKey,
    addressCount: addresses,
    address: null,
  };
}

function addressSuggestion(address: Address | null): AddressSuggestion | null {
  return (
    address && {
      kind: SuggestionKind.ADDRESS,
      label: address.label,
      text: address.label,
      streetKey: null,
      addressCount: null,
      address,
    }
  );
}
