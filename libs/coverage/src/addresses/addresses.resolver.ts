import { Database, sqlFile } from '@stadtlage/database';
import {
  BoundingBox,
  connectionOf,
  pageOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { Address, ADDRESSES, AddressUse, foreseeAddresses } from '@stadtlage/places';
import { Args, ArgsType, Context, Field, Float, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { FibreStatus } from '../fibre-status.js';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { foreseeStatuses, STATUS_COLUMNS, type AddressStatus } from './load-status.js';

const MATCHING = sqlFile(import.meta.url, 'addresses.sql');
/** With what holds there today, which costs next to nothing. */
const PAGE = `
  SELECT address.*, address.id AS "addressId", ${STATUS_COLUMNS}
  FROM (${MATCHING}) page
  JOIN (${ADDRESSES}) address ON address.id = page.id
  LEFT JOIN coverage.address_status s ON s.address_id = page.id
  ORDER BY page.id`;
const AddressConnection = connectionOf(Address);

@ArgsType()
class AddressesArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only those in this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only those in the district with this id.' })
  district?: string | null;

  @Field(() => AddressUse, { nullable: true, description: 'Only those with exactly this use.' })
  use?: AddressUse | null;

  @Field(() => [FibreStatus], {
    nullable: true,
    description: 'Only those with one of these. An address of which nothing is known has none of them.',
  })
  fibreStatus?: FibreStatus[] | null;

  @Field(() => [FixedTechnology], { nullable: true, description: 'Only those where one of these is on offer today.' })
  technology?: FixedTechnology[] | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Only those whose highest known download speed is below this, Mbit/s. Unknown speeds do not count as low.',
  })
  maxDownBelow?: number | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

/** The list of addresses is here and not in places, because coverage is what it is filtered by. */
@Resolver(() => Address)
export class AddressesResolver {
  constructor(private readonly database: Database) {}

  @Query(() => AddressConnection, { description: 'The addresses to which all given conditions apply, by id.' })
  async addresses(@Args() args: AddressesArgs, @Context() context: GraphContext): Promise<Connection<Address>> {
    const { within, district, use, fibreStatus, technology, maxDownBelow } = args;
    const box = [within?.west, within?.south, within?.east, within?.north];
    const filter = [...box, district, use, fibreStatus, technology, maxDownBelow];
    const page = pageOf(args.first, args.after);
    const addresses = await this.database.query<Address & AddressStatus>(PAGE, [...filter, page.after, page.limit + 1]);
    foreseeAddresses(context, addresses);
    foreseeStatuses(context, addresses);
    return toConnection(
      addresses,
      page.limit,
      ({ id }) => id,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${MATCHING}) matching`, [
          ...filter,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }
}
