import { loadProvider, Provider } from '@stadtlage/coverage';
import { Database } from '@stadtlage/database';
import {
  AsOfArgs,
  BoundingBox,
  Costs,
  GeoJsonGeometry,
  LocalDate,
  pageOf,
  readAsOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Address } from '@stadtlage/places';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { addressesOfProject } from './addresses-of-project.js';
import { loadDemand, loadFunding, loadPhasesOf, loadPromisesOf } from './load-phases.js';
import {
  countProjects,
  foreseeProjects,
  listProjects,
  loadHistory,
  loadMovedByDays,
  loadOutline,
  loadProject,
  loadProjectsAt,
  loadPromisedBy,
} from './load-projects.js';
import {
  DemandAggregation,
  FundingTrack,
  RolloutAddress,
  RolloutAddressConnection,
  RolloutPhase,
  RolloutPromise,
} from './phase.js';
import { RolloutProject, RolloutProjectConnection, RolloutStatus, RolloutStatusChange } from './project.js';

@Resolver(() => RolloutProject)
export class ProjectResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RolloutProjectConnection, {
    description:
      'Rollout projects, by id: as they stand today, stood on another day, or were believed to stand at some moment. Those of which nothing was said by then are left out.',
  })
  async rolloutProjects(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args() asOfArgs: AsOfArgs,
    @Context() context: GraphContext,
    @Args('status', { type: () => [RolloutStatus], nullable: true, description: 'Only those that stand there then.' })
    status?: RolloutStatus[] | null,
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'Only those that lie, at least in part, in this district.',
    })
    district?: string | null,
    @Args('within', { type: () => BoundingBox, nullable: true, description: 'Only those that touch this box.' })
    within?: BoundingBox | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RolloutProject>> {
    const page = pageOf(first, after);
    const asOf = readAsOf(asOfArgs);
    const filter = { status, district, within, asOf };
    const projects = await listProjects(this.database, filter, { ...page, limit: page.limit + 1 });
    foreseeProjects(context, projects);
    return toConnection(
      projects,
      page.limit,
      ({ id }) => id,
      () => countProjects(this.database, filter),
    );
  }

  @Query(() => RolloutProject, {
    nullable: true,
    description:
      'One rollout project: today, on another day, or as it was believed at some moment. Null where none has this id, or nothing was said of it by then.',
  })
  rolloutProject(
    @Args('id', { type: () => ID, description: 'Such as "ausbau-ost".' }) id: string,
    @Args() asOf: AsOfArgs,
    @Context() context: GraphContext,
  ): Promise<RolloutProject | null> {
    return loadProject(context, this.database, id, readAsOf(asOf));
  }

  @ResolveField(() => Provider, { description: 'Who builds.' })
  provider(@Parent() { providerId }: RolloutProject, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => [RolloutPhase], { description: 'Its phases, by id; all of it as one where it names none.' })
  phases(@Parent() { id, asOf }: RolloutProject, @Context() context: GraphContext): Promise<RolloutPhase[]> {
    return loadPhasesOf(context, this.database, id, asOf);
  }

  @ResolveField(() => [RolloutPromise], {
    description:
      'Every window that was promised up to today for it and for its phases, the oldest first, whatever day was asked for.',
  })
  promises(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<RolloutPromise[]> {
    return loadPromisesOf(context, this.database, id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'Days from the first promised last day to the latest one up to the day asked for, negative where it moved forward; null where none was promised.',
  })
  movedByDays(@Parent() project: RolloutProject, @Context() context: GraphContext): Promise<number | null> {
    return loadMovedByDays(context, this.database, project);
  }

  @ResolveField(() => LocalDate, {
    nullable: true,
    description:
      'Of a day to come that was asked for: the last day of the window that is promised today, where it ends by then. A promise and no status; null where the project is said to be done by then, was given up, or the window has passed.',
  })
  promisedBy(@Parent() project: RolloutProject, @Context() context: GraphContext): Promise<string | null> {
    return loadPromisedBy(context, this.database, project);
  }

  @ResolveField(() => DemandAggregation, {
    nullable: true,
    description:
      'The latest one for the project as a whole; null where there was none. Those of phases are at the phases.',
  })
  demandAggregation(
    @Parent() { id }: RolloutProject,
    @Context() context: GraphContext,
  ): Promise<DemandAggregation | null> {
    return loadDemand(context, this.database, id);
  }

  @ResolveField(() => [FundingTrack], {
    description: 'The public money for the project as a whole, by day of application.',
  })
  fundingTracks(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<FundingTrack[]> {
    return loadFunding(context, this.database, id);
  }

  @Costs({ base: 100 })
  @ResolveField(() => RolloutAddressConnection, { description: 'The addresses it builds for, by id.' })
  addresses(
    @Parent() { id, asOf }: RolloutProject,
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RolloutAddress>> {
    return addressesOfProject(context, this.database, id, null, asOf, first, after);
  }

  @ResolveField(() => [RolloutStatusChange], {
    description: 'Everything ever said about the project and its phases, the oldest first, whatever day was asked for.',
  })
  history(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<RolloutStatusChange[]> {
    return loadHistory(context, this.database, id);
  }

  @ResolveField(() => GeoJsonGeometry, {
    description: 'Its area: a MultiPolygon in WGS 84 (EPSG:4326), to 6 decimals.',
  })
  geometry(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<unknown> {
    return loadOutline(context, this.database, id);
  }

  @ResolveField(() => Provenance, { description: 'Where the entry comes from.' })
  source(@Parent() { runId }: RolloutProject, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}

@Resolver(() => RolloutStatusChange)
export class StatusChangeResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Provenance, { description: 'Who said so.' })
  source(@Parent() { runId }: RolloutStatusChange, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}

@Resolver(() => Address)
export class ProjectsOfAddressResolver {
  constructor(private readonly database: Database) {}

  @Costs({ entries: 2 })
  @ResolveField(() => [RolloutProject], {
    description:
      'The rollout projects that build for the address, by id. For which addresses a project builds has no history here: that is as known now.',
  })
  projects(
    @Parent() { id, asOf: list }: Address,
    @Args() asOf: AsOfArgs,
    @Context() context: GraphContext,
  ): Promise<RolloutProject[]> {
    return loadProjectsAt(context, this.database, id, readAsOf(asOf, list));
  }
}
