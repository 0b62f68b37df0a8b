import { Database } from '@stadtlage/database';
import { Costs, LocalDate, type Connection, type GraphContext } from '@stadtlage/datasets';
import { Address, FacilityKind, loadAddress } from '@stadtlage/places';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadPhase } from '../projects/load-phases.js';
import { RolloutPhase } from '../projects/phase.js';
import {
  AvailabilityDifference,
  AvailabilityDifferenceConnection,
  FacilityWithoutFibre,
  FacilityWithoutFibreConnection,
  ForgottenAddress,
  ForgottenAddressConnection,
  FundingEligibility,
  PromisedNotConnected,
  PromisedNotConnectedConnection,
  UnknownAvailability,
  UnknownAvailabilityConnection,
  WhichPromise,
  WhiteSpot,
  WhiteSpotConnection,
} from './lists.js';
import { FURTHEST_METRES } from './datasets.js';
import { LIST_COST, readAddressList, readList, refuse } from './read-list.js';

/** The district is $1 in each. */
const PROMISED = `
  SELECT n.address_id AS id, n.phase_id AS "phaseId", n.first_promise AS "firstPromise", n.latest_promise AS "latestPromise", n.moves
  FROM rollout.promised_not_connected($3, $2, $4) n JOIN places.address a ON a.id = n.address_id
  WHERE $1::text IS NULL OR a.district_id = $1`;
const FORGOTTEN = `
  SELECT f.address_id AS id, f.near, f.distance_m AS "distanceM"
  FROM rollout.forgotten_addresses($2) f JOIN places.address a ON a.id = f.address_id
  WHERE $1::text IS NULL OR a.district_id = $1`;
const WHITE_SPOTS = `
  SELECT id, max_down_mbit AS "maxDownMbit", eligibility, eligibility = 'eligible' AS eligible FROM open.white_spots
  WHERE ($1::text IS NULL OR district_id = $1) AND ($2::text IS NULL OR eligibility = $2)`;
const UNKNOWN = `
  SELECT id, string_to_array(unknown, ' ') AS unknown FROM open.unknown_availability WHERE $1::text IS NULL OR district_id = $1`;
const FACILITIES = `
  SELECT w.id, w.kind, w.name, w.fibre_status AS "fibreStatus", w.max_down_mbit AS "maxDownMbit", f.address_id AS "addressId"
  FROM open.facilities_without_fibre w JOIN places.facility f ON f.id = w.id
  WHERE ($1::text IS NULL OR w.district_id = $1) AND ($2::text IS NULL OR w.kind = $2)`;
const DIFFERENCE = `
  SELECT d.address_id AS id, d.level_before AS "levelBefore", d.level_after AS "levelAfter", d.technology_before AS "technologyBefore",
         d.technology_after AS "technologyAfter", d.down_before AS "downBefore", d.down_after AS "downAfter"
  FROM rollout.availability_difference($2, $3) d CROSS JOIN LATERAL (SELECT * FROM places.address one WHERE one.id = d.address_id LIMIT 1) a
  WHERE $1::text IS NULL OR a.district_id = $1`;

@ArgsType()
class ListArgs {
  @Field(() => ID, { nullable: true, description: 'Only those in the district with this id.' })
  district?: string | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

@Resolver(() => PromisedNotConnected)
export class PlanningListsResolver {
  constructor(private readonly database: Database) {}

  @Costs(LIST_COST)
  @Query(() => PromisedNotConnectedConnection, {
    description:
      'Addresses whose phase, by a window that was promised for it, was to be done before a day, and whose fibre does not end in the building, or of which that is not known. Rejected and decommissioned phases are left out.',
  })
  promisedNotConnected(
    @Args('by', { type: () => LocalDate, description: 'The window ended before this day.' }) by: string,
    @Args('from', { type: () => LocalDate, nullable: true, description: 'And on this day or later.' })
    from: string | null,
    @Args('promise', { type: () => WhichPromise, defaultValue: WhichPromise.LATEST, description: 'Which window.' })
    promise: WhichPromise,
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<PromisedNotConnected>> {
    const filter = [district, by, from ?? null, promise === WhichPromise.FIRST];
    return readAddressList(context, this.database, PROMISED, filter, paging);
  }

  @ResolveField(() => RolloutPhase, { nullable: true, description: 'The phase that it was promised for.' })
  phase(@Parent() { phaseId }: PromisedNotConnected, @Context() context: GraphContext): Promise<RolloutPhase | null> {
    return loadPhase(context, this.database, phaseId);
  }

  @Costs(LIST_COST)
  @Query(() => ForgottenAddressConnection, {
    description:
      'Addresses without fibre and in no project, near an operational span or an address where fibre is on offer.',
  })
  async forgottenAddresses(
    @Args('withinMetres', {
      type: () => Int,
      defaultValue: 100,
      description: `How near, 1 to ${FURTHEST_METRES} metres.`,
    })
    withinMetres: number,
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<ForgottenAddress>> {
    if (withinMetres < 1 || withinMetres > FURTHEST_METRES)
      refuse(`withinMetres must be between 1 and ${FURTHEST_METRES}, but is ${withinMetres}.`);
    return readAddressList(context, this.database, FORGOTTEN, [district, withinMetres], paging);
  }

  @Costs(LIST_COST)
  @Query(() => WhiteSpotConnection, {
    description: 'Addresses that cannot get 30 Mbit/s. Those of unknown speed are in `unknownAvailability`.',
  })
  whiteSpots(
    @Args('eligibility', { type: () => FundingEligibility, nullable: true, description: 'Only those.' })
    eligibility: FundingEligibility | null,
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<WhiteSpot>> {
    return readAddressList(context, this.database, WHITE_SPOTS, [district, eligibility ?? null], paging);
  }

  @Costs(LIST_COST)
  @Query(() => UnknownAvailabilityConnection, {
    description:
      'Addresses of which no source gives a download speed, or where fibre is on offer whose level no source gives.',
  })
  unknownAvailability(
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<UnknownAvailability>> {
    return readAddressList(context, this.database, UNKNOWN, [district], paging);
  }

  @Costs(LIST_COST)
  @Query(() => FacilityWithoutFibreConnection, {
    description:
      'Schools and other public buildings in which no fibre ends, or of which that is not known, by id. Hotspots are no buildings.',
  })
  facilitiesWithoutFibre(
    @Args('kind', { type: () => FacilityKind, nullable: true, description: 'Only this kind.' })
    kind: FacilityKind | null,
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<FacilityWithoutFibre>> {
    return readList(context, this.database, FACILITIES, [district, kind ?? null], paging);
  }

  @Costs(LIST_COST)
  @Query(() => AvailabilityDifferenceConnection, {
    description:
      'Addresses where the fibre level, the best technology or the highest speed that the figures count differs between two days.',
  })
  async availabilityDifference(
    @Args('from', { type: () => LocalDate, description: 'The first day.' }) from: string,
    @Args('to', { type: () => LocalDate, description: 'The second day, after the first.' }) to: string,
    @Args() { district, ...paging }: ListArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<AvailabilityDifference>> {
    if (from >= to) refuse(`from must be before to, but ${from} is not before ${to}.`);
    return readAddressList(context, this.database, DIFFERENCE, [district, from, to], paging);
  }
}

@Resolver(() => FacilityWithoutFibre)
export class FacilityWithoutFibreResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Address, { nullable: true, description: 'Its address, where it has one.' })
  address(
    @Parent() { addressId }: FacilityWithoutFibre,
    @Context() context: GraphContext,
  ): Promise<Address | null> | null {
    return addressId === null ? null : loadAddress(context, this.database, addressId);
  }
}
