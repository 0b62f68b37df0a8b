import { Database } from '@stadtlage/database';
import {
  AsOfArgs,
  Costs,
  GeoJsonGeometry,
  LocalizedText,
  readAsOf,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Address, Street } from '@stadtlage/places';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { addressesOfProject } from './addresses-of-project.js';
import { loadDemand, loadFunding, loadPhase, loadPhasesAt, loadPhasesOfStreet, loadPromises } from './load-phases.js';
import { loadHistory, loadOutline, loadProject } from './load-projects.js';
import { nextStep } from './next-step.js';
import {
  DemandAggregation,
  FundingTrack,
  RolloutAddress,
  RolloutAddressConnection,
  RolloutPhase,
  RolloutPromise,
  StreetPhase,
} from './phase.js';
import { RolloutProject, RolloutStatusChange } from './project.js';

@Resolver(() => RolloutPhase)
export class PhaseResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RolloutPhase, {
    nullable: true,
    description:
      'One phase: today, on another day, or as it was believed at some moment. Null where none has this id, or nothing was said of it by then.',
  })
  rolloutPhase(
    @Args('id', { type: () => ID, description: 'Made of project and phase: "ausbau-ost/bauabschnitt-1".' }) id: string,
    @Args() asOf: AsOfArgs,
    @Context() context: GraphContext,
  ): Promise<RolloutPhase | null> {
    return loadPhase(context, this.database, id, readAsOf(asOf));
  }

  @ResolveField(() => RolloutProject, { nullable: true, description: 'The project it is a part of.' })
  project(
    @Parent() { projectId, asOf }: RolloutPhase,
    @Context() context: GraphContext,
  ): Promise<RolloutProject | null> {
    return loadProject(context, this.database, projectId, asOf);
  }

  @ResolveField(() => LocalizedText, { description: 'What happens next, and what residents and owners can do.' })
  nextStep(@Parent() { status }: RolloutPhase): LocalizedText {
    return nextStep(status);
  }

  @ResolveField(() => [RolloutStatusChange], {
    description:
      'Everything ever said about it, the oldest first, whatever day was asked for; about its project where nothing was said of the phase by that day.',
  })
  async history(
    @Parent() { projectId, saidOf }: RolloutPhase,
    @Context() context: GraphContext,
  ): Promise<RolloutStatusChange[]> {
    return (await loadHistory(context, this.database, projectId)).filter(({ phaseId }) => phaseId === saidOf);
  }

  @ResolveField(() => [RolloutPromise], {
    description: 'Every window that was promised up to today, the oldest first, whatever day was asked for.',
  })
  promises(@Parent() { saidOf }: RolloutPhase, @Context() context: GraphContext): Promise<RolloutPromise[]> {
    return loadPromises(context, this.database, saidOf);
  }

  @ResolveField(() => DemandAggregation, {
    nullable: true,
    description: 'Its demand aggregation, else that of its project, the latest; null where there was none.',
  })
  async demandAggregation(
    @Parent() { id, projectId }: RolloutPhase,
    @Context() context: GraphContext,
  ): Promise<DemandAggregation | null> {
    return (await loadDemand(context, this.database, id)) ?? loadDemand(context, this.database, projectId);
  }

  @ResolveField(() => [FundingTrack], { description: 'The public money for the phase alone, by day of application.' })
  fundingTracks(@Parent() { id }: RolloutPhase, @Context() context: GraphContext): Promise<FundingTrack[]> {
    return loadFunding(context, this.database, id);
  }

  @Costs({ base: 100 })
  @ResolveField(() => RolloutAddressConnection, { description: 'The addresses it serves, by id.' })
  addresses(
    @Parent() { id, projectId, asOf }: RolloutPhase,
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RolloutAddress>> {
    return addressesOfProject(context, this.database, projectId, id, asOf, first, after);
  }

  @ResolveField(() => GeoJsonGeometry, {
    description:
      'Its area: a MultiPolygon in WGS 84 (EPSG:4326), to 6 decimals. That of its project where none is known.',
  })
  geometry(@Parent() { id }: RolloutPhase, @Context() context: GraphContext): Promise<unknown> {
    return loadOutline(context, this.database, id);
  }

  @ResolveField(() => Provenance, { description: 'Where its newest status comes from.' })
  source(@Parent() { runId }: RolloutPhase, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}

@Resolver(() => RolloutAddress)
export class RolloutAddressResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => RolloutPhase, {
    nullable: true,
    description: 'The phase that serves it; null where the project has none for it, or nothing is known of that phase.',
  })
  phase(
    @Parent() { phaseId, asOf }: RolloutAddress,
    @Context() context: GraphContext,
  ): Promise<RolloutPhase | null> | null {
    return phaseId === null ? null : loadPhase(context, this.database, phaseId, asOf);
  }
}

@Resolver(() => Address)
export class PhasesOfAddressResolver {
  constructor(private readonly database: Database) {}

  @Costs({ entries: 2 })
  @ResolveField(() => [RolloutPhase], {
    description:
      'The phases that serve the address, one of each project at most, with expected window, moves and next step. The one where most happens comes first. Which phase serves it has no history here: that is as known now.',
  })
  phases(
    @Parent() { id, asOf: list }: Address,
    @Args() asOf: AsOfArgs,
    @Context() context: GraphContext,
  ): Promise<RolloutPhase[]> {
    return loadPhasesAt(context, this.database, id, readAsOf(asOf, list));
  }
}

@Resolver(() => Street)
export class PhasesOfStreetResolver {
  constructor(private readonly database: Database) {}

  @Costs({ base: 10, entries: 2 })
  @ResolveField(() => [StreetPhase], {
    description:
      'The phases that serve addresses of the street, the one that serves most of them first. Which phase serves which address has no history here: that is as known now.',
  })
  phases(@Parent() { key }: Street, @Args() asOf: AsOfArgs, @Context() context: GraphContext): Promise<StreetPhase[]> {
    return loadPhasesOfStreet(context, this.database, key, readAsOf(asOf));
  }
}
