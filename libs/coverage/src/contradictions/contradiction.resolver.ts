import { Database } from '@stadtlage/database';
import { connectionOf, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { Address, loadAddress } from '@stadtlage/places';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput } from '../as-of.js';
import { FixedAvailability, loadFixedStatement } from '../fixed/fixed-availability.js';
import { loadProvider, Provider } from '../providers/provider.js';
import { AvailabilityContradiction, CONTRADICTION } from './contradiction.js';

const ContradictionConnection = connectionOf(AvailabilityContradiction);

const FOUND = `
  FROM coverage.contradictions_as_of() c JOIN places.address a ON a.id = c.address_id
  WHERE ($1::text IS NULL OR a.district_id = $1)`;
const PAGE = `${CONTRADICTION} ${FOUND} AND ($2::text IS NULL OR (c.address_id, c.id) > ($2, $3::text)) ORDER BY c.address_id, c.id LIMIT $4`;

@Resolver(() => AvailabilityContradiction)
export class ContradictionResolver {
  constructor(private readonly database: Database) {}

  @Query(() => ContradictionConnection, {
    description:
      'Where sources disagree today about what is on offer, by address. Statuses and figures follow the statement of better evidence.',
  })
  async availabilityContradictions(
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'Only at addresses in the district with this id.',
    })
    district: string | null,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 100.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
  ): Promise<Connection<AvailabilityContradiction>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<AvailabilityContradiction>(PAGE, [
      district,
      ...positionOf(page.after),
      page.limit + 1,
    ]);
    return toConnection(rows, page.limit, keyOf, async () => {
      const [all] = await this.database.query<{ count: number }>(`SELECT count(*) ${FOUND}`, [district]);
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

  @ResolveField(() => FixedAvailability, { description: 'The statement that contradicts it.' })
  other(
    @Parent() { otherId }: AvailabilityContradiction,
    @Context() context: GraphContext,
  ): Promise<FixedAvailability> {
    return loadFixedStatement(context, this.database, otherId);
  }
}

const keyOf = ({ addressId, id }: AvailabilityContradiction) => `${addressId}/${id}`;

/** The address and the contradiction that a page ended with. The id of an address may have any character in it. */
function positionOf(key: string | null): [string | null, string | null] {
  if (key === null) return [null, null];
  const [, addressId, id] = /^(.*)\/(\d+-\d+)$/s.exec(key) ?? [];
  if (addressId === undefined) throw badInput('after is not a cursor of this list: use an endCursor that it gave you.');
  return [addressId, id!];
}
