import { Database } from '@stadtlage/database';
import { AsOfArgs, Costs, groupBy, loadFor, LocalDate, nameOf, readAsOf, type GraphContext } from '@stadtlage/datasets';
import { Address } from '@stadtlage/places';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailabilityContradiction, CONTRADICTION } from '../contradictions/contradiction.js';
import { FixedAvailability, loadFixedAvailability, loadFixedHistory } from '../fixed/fixed-availability.js';
import { GridAvailability, loadCellOfAddress } from '../grid/grid-availability.js';
import { loadMobileAvailability, MobileAvailability } from '../mobile/mobile-availability.js';
import { AddressCoverage } from './address-coverage.js';
import { loadPromisedBy, loadStatus } from './load-status.js';

const CONTRADICTIONS = `${CONTRADICTION}
  FROM coverage.contradictions_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) c
  WHERE c.address_id = ANY ($1) ORDER BY c.address_id, c.id`;

@Resolver(() => Address)
export class CoverageOfAddressResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => AddressCoverage, {
    description:
      'What can be had at the address, and which fibre is promised: today, on another day, or as it was believed at some moment.',
  })
  async coverage(
    @Parent() { id, asOf: list }: Address,
    @Args() args: AsOfArgs,
    @Context() context: GraphContext,
  ): Promise<AddressCoverage> {
    const asOf = readAsOf(args, list);
    const known = await loadStatus(context, this.database, id, asOf);
    return { ...(known ?? { addressId: id, fibreStatus: null, bestTechnology: null, maxDownMbit: null }), asOf };
  }
}

@Resolver(() => AddressCoverage)
export class AddressCoverageResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => LocalDate, {
    nullable: true,
    description:
      'Of a day to come that was asked for: the last day of the window for which fibre is promised today, where it ends by then. A promise and no status; null where nothing is promised by then, or a source says that fibre ends in the building anyway.',
  })
  promisedBy(@Parent() coverage: AddressCoverage, @Context() context: GraphContext): Promise<string | null> {
    return loadPromisedBy(context, this.database, coverage);
  }

  @Costs({ entries: 5 })
  @ResolveField(() => [FixedAvailability], {
    description: 'Every provider and technology, the fastest first, as each source says it.',
  })
  fixed(
    @Parent() { addressId, asOf }: AddressCoverage,
    @Context() context: GraphContext,
  ): Promise<FixedAvailability[]> {
    return loadFixedAvailability(context, this.database, addressId, asOf);
  }

  @Costs({ entries: 3 })
  @ResolveField(() => [GridAvailability], {
    description:
      'What sources say about the 100 m cell in which the address lies, all providers together first. These are figures of the cell: they hold for no single address in it, and no other field here is made of them. Empty where no source speaks of the cell.',
  })
  cellFigures(
    @Parent() { addressId, asOf }: AddressCoverage,
    @Context() context: GraphContext,
  ): Promise<GridAvailability[]> {
    return loadCellOfAddress(context, this.database, addressId, asOf);
  }

  @Costs({ entries: 5 })
  @ResolveField(() => [MobileAvailability], {
    description: 'Every mobile network, by operator, the newest technology first.',
  })
  mobile(
    @Parent() { addressId, asOf }: AddressCoverage,
    @Context() context: GraphContext,
  ): Promise<MobileAvailability[]> {
    return loadMobileAvailability(context, this.database, addressId, asOf);
  }

  @Costs({ entries: 20 })
  @ResolveField(() => [FixedAvailability], {
    description:
      'Every statement ever made about fixed networks here, the oldest first, also those that later knowledge replaced. The same for each asOf and knownAt.',
  })
  history(@Parent() { addressId }: AddressCoverage, @Context() context: GraphContext): Promise<FixedAvailability[]> {
    return loadFixedHistory(context, this.database, addressId);
  }

  @Costs({ entries: 1 })
  @ResolveField(() => [AvailabilityContradiction], {
    description:
      'Where sources disagree about what is on offer. Never averaged away: figures follow the best evidence.',
  })
  contradictions(
    @Parent() { addressId, asOf }: AddressCoverage,
    @Context() context: GraphContext,
  ): Promise<AvailabilityContradiction[]> {
    return loadFor<AvailabilityContradiction[]>(
      context,
      nameOf('contradictions', asOf),
      addressId,
      async (ids) =>
        groupBy(
          await this.database.query<AvailabilityContradiction>(CONTRADICTIONS, [ids, asOf.day, asOf.knownAt]),
          (row) => row.addressId,
        ),
      [],
    );
  }
}
