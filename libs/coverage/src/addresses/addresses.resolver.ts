import { Database, sqlFile } from '@stadtlage/database';
import {
  BoundingBox,
  connectionOf,
  Costs,
  LocalDate,
  NOW,
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

const ADDRESSES_WITH = sqlFile(import.meta.url, 'addresses.sql');
const STATUS_ON_DAY = sqlFile(import.meta.url, 'status-on-day.sql');
type Row = Address & AddressStatus & { order: OrderKey };

/** A page with what holds there today, which costs next to nothing. Of another day that is asked for the page alone. */
const pageBy = (matching: string, { after, by }: (typeof ORDERS)[AddressOrder]) => `
  SELECT address.*, address.id AS "addressId", ${STATUS_COLUMNS}, page.order
  FROM (SELECT m.id, row_number() OVER (ORDER BY ${by}) AS n, to_jsonb(m) AS order
        FROM (${matching}) m WHERE $17::text IS NULL OR ${after} ORDER BY ${by} LIMIT $18) page
  JOIN (${ADDRESSES}) address ON address.id = page.id
  LEFT JOIN coverage.address_status s ON s.address_id = page.id
  ORDER BY page.n`;
const queriesWith = (status: string) => {
  const matching = ADDRESSES_WITH.replace(':status', () => status);
  return {
    pages: {
      [AddressOrder.ID]: pageBy(matching, ORDERS[AddressOrder.ID]),
      [AddressOrder.STREET]: pageBy(matching, ORDERS[AddressOrder.STREET]),
    } satisfies Record<AddressOrder, string>,
    count: `SELECT count(*) FROM (${matching}) matching`,
  };
};
const OF_TODAY = queriesWith('coverage.address_status');
const OF_A_DAY = queriesWith(STATUS_ON_DAY);
const AddressConnection = connectionOf(Address);

@ArgsType()
class AddressesArgs {
  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which the conditions hold; `coverage`, `projects` and `phases` of the entries are of that day, too, where they name none. Which addresses there are has no history here. Default: today.',
  })
  asOf?: string | null;

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

  @Field(() => [FixedTechnology], { nullable: true, description: 'Only those where one of these is on offer.' })
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
    description: 'Only those where the provider with this name has an offer.',
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

/** Square degrees: some 5 by 3.5 km. */
const SMALL_BOX = 0.0025;

/** Such a condition needs the status of all addresses that may be in the list; without one, that of a page is enough. */
const needsStatus = ({ fibreStatus, maxDownBelow, minDown, bestTechnology, providerName, fibreKnown }: AddressesArgs) =>
  [fibreStatus, maxDownBelow, minDown, bestTechnology, providerName, fibreKnown].some((one) => (one ?? null) !== null);

/** The statuses of another day are worked out from all that was said: of a part of the city, or of all of it. */
function pointsOf(args: AddressesArgs): number {
  if (!args.asOf || !needsStatus(args)) return 0;
  const { within, street } = args;
  const isSmall = within && (within.east - within.west) * (within.north - within.south) <= SMALL_BOX;
  return street || isSmall ? 100 : 500;
}

/** The list of addresses is here and not in places, because coverage is what it is filtered by. */
@Resolver(() => Address)
export class AddressesResolver {
  constructor(private readonly database: Database) {}

  @Costs({ base: (args) => pointsOf(args as unknown as AddressesArgs) })
  @Query(() => AddressConnection, {
    description: 'The addresses to which all given conditions apply, today or on another day.',
  })
  async addresses(@Args() args: AddressesArgs, @Context() context: GraphContext): Promise<Connection<Address>> {
    const { asOf, within, district, use, fibreStatus, technology, maxDownBelow, orderBy } = args;
    const box = [within?.west, within?.south, within?.east, within?.north];
    const status = [args.minDown, args.bestTechnology, args.uses, args.providerName, args.fibreKnown, args.street];
    const filter = [...box, district, use, fibreStatus, technology, maxDownBelow, ...status, asOf];
    const page = pageOf(args.first, args.after);
    const values = [...filter, startAfter(orderBy, page.after), page.limit + 1];
    const { pages, count } = asOf && needsStatus(args) ? OF_A_DAY : OF_TODAY;
    const addresses = await this.database.query<Row>(pages[orderBy], values);
    foreseeAddresses(context, addresses);
    if (!asOf) foreseeStatuses(context, addresses);
    return toConnection(
      asOf ? addresses.map((address) => ({ ...address, asOf: { ...NOW, day: asOf } })) : addresses,
      page.limit,
      ({ order }) => cursorOf(orderBy, order),
      async () => (await this.database.query<{ count: number }>(count, filter))[0]!.count,
    );
  }
}
