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
import { AddressOrder, cursorOf, ORDERS, startAfter, type OrderKey } from './address-order.js';
import { FibreStatus } from '../fibre-status.js';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { foreseeStatuses, STATUS_COLUMNS, type AddressStatus } from './load-status.js';

const MATCHING = sqlFile(import.meta.url, 'addresses.sql');
type Row = Address & AddressStatus & { order: OrderKey };

/** A page with what holds there today, which costs next to nothing. */
const pageBy = ({ after, by }: (typeof ORDERS)[AddressOrder]) => `
  SELECT address.*, address.id AS "addressId", ${STATUS_COLUMNS}, page.order
  FROM (SELECT m.id, row_number() OVER (ORDER BY ${by}) AS n, to_jsonb(m) AS order
        FROM (${MATCHING}) m WHERE $16::text IS NULL OR ${after} ORDER BY ${by} LIMIT $17) page
  JOIN (${ADDRESSES}) address ON address.id = page.id
  LEFT JOIN coverage.address_status s ON s.address_id = page.id
  ORDER BY page.n`;
const PAGES: Record<AddressOrder, string> = {
  [AddressOrder.ID]: pageBy(ORDERS[AddressOrder.ID]),
  [AddressOrder.STREET]: pageBy(ORDERS[AddressOrder.STREET]),
};
const AddressConnection = connectionOf(Address);

@ArgsType()
class AddressesArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only those in this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only those in the district with this id.' })
  district?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those at the street with this key.' })
  street?: string | null;

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

  @Field(() => Float, {
    nullable: true,
    description:
      'Only those whose highest known download speed is this or more, Mbit/s. Unknown speeds do not count as high.',
  })
  minDown?: number | null;

  @Field(() => [FixedTechnology], { nullable: true, description: 'Only those whose best technology is one of these.' })
  bestTechnology?: FixedTechnology[] | null;

  @Field(() => [AddressUse], { nullable: true, description: 'Only those with one of these uses.' })
  uses?: AddressUse[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those where the provider with this name has an offer today.',
  })
  providerName?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'false: only those of whose fibre nothing is known; true: only the others.',
  })
  fibreKnown?: boolean | null;

  @Field(() => AddressOrder, { defaultValue: AddressOrder.ID, description: 'In which order they come.' })
  orderBy: AddressOrder;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

/** The list of addresses is here and not in places, because coverage is what it is filtered by. */
@Resolver(() => Address)
export class AddressesResolver {
  constructor(private readonly database: Database) {}

  @Query(() => AddressConnection, { description: 'The addresses to which all given conditions apply.' })
  async addresses(@Args() args: AddressesArgs, @Context() context: GraphContext): Promise<Connection<Address>> {
    const { within, district, use, fibreStatus, technology, maxDownBelow, orderBy } = args;
    const box = [within?.west, within?.south, within?.east, within?.north];
    const status = [args.minDown, args.bestTechnology, args.uses, args.providerName, args.fibreKnown, args.street];
    const filter = [...box, district, use, fibreStatus, technology, maxDownBelow, ...status];
    const page = pageOf(args.first, args.after);
    const values = [...filter, startAfter(orderBy, page.after), page.limit + 1];
    const addresses = await this.database.query<Row>(PAGES[orderBy], values);
    foreseeAddresses(context, addresses);
    foreseeStatuses(context, addresses);
    return toConnection(
      addresses,
      page.limit,
      ({ order }) => cursorOf(orderBy, order),
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${MATCHING}) matching`, filter);
        return all[0]!.count;
      },
    );
  }
}
