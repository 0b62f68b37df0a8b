import { loadProvider, Provider } from '@stadtlage/coverage';
import { Database, sqlFile } from '@stadtlage/database';
import { GeoJsonGeometry, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Address } from '@stadtlage/places';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { addressesOfProject } from './addresses-of-project.js';
import { loadDemand, loadFunding, loadPhasesOf, loadPromisesOf } from './load-phases.js';
import {
  loadHistory,
  loadMovedByDays,
  loadOutline,
  loadProject,
  loadProjects,
  loadProjectsAt,
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

const LIST = sqlFile(import.meta.url, 'list-projects.sql');

@Resolver(() => RolloutProject)
export class ProjectResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RolloutProjectConnection, { description: 'Rollout projects, by id.' })
  async rolloutProjects(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 100.' }) first: number,
    @Context() context: GraphContext,
    @Args('status', { type: () => [RolloutStatus], nullable: true, description: 'Only those that stand there now.' })
    status?: RolloutStatus[] | null,
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'Only those that lie, at least in part, in this district.',
    })
    district?: string | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RolloutProject>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<{ id: string }>(LIST, [status, district, page.after, page.limit + 1]);
    const projects = await loadProjects(
      context,
      this.database,
      rows.map(({ id }) => id),
    );
    return toConnection(
      projects,
      page.limit,
      ({ id }) => id,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${LIST}) matching`, [
          status,
          district,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }

  @Query(() => RolloutProject, { nullable: true, description: 'One rollout project; null where none has this id.' })
  rolloutProject(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphContext,
  ): Promise<RolloutProject | null> {
    return loadProject(context, this.database, id);
  }

  @ResolveField(() => Provider, { description: 'Who builds.' })
  provider(@Parent() { providerId }: RolloutProject, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => [RolloutPhase], { description: 'Its phases, by id; all of it as one where it names none.' })
  phases(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<RolloutPhase[]> {
    return loadPhasesOf(context, this.database, id);
  }

  @ResolveField(() => [RolloutPromise], {
    description: 'Every window that was promised for it and for its phases, the oldest first.',
  })
  promises(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<RolloutPromise[]> {
    return loadPromisesOf(context, this.database, id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'Days from the first promised last day to the latest one, negative where it moved forward; null where none was ever promised.',
  })
  movedByDays(@Parent() { id }: RolloutProject, @Context() context: GraphContext): Promise<number | null> {
    return loadMovedByDays(context, this.database, id);
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

  @ResolveField(() => RolloutAddressConnection, { description: 'The addresses it builds for, by id.' })
  addresses(
    @Parent() { id }: RolloutProject,
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 100.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RolloutAddress>> {
    return addressesOfProject(context, this.database, id, null, first, after);
  }

  @ResolveField(() => [RolloutStatusChange], {
    description: 'Everything said about the project and its phases, the oldest first.',
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

  @ResolveField(() => [RolloutProject], { description: 'The rollout projects that build for the address, by id.' })
  projects(@Parent() { id }: Address, @Context() context: GraphContext): Promise<RolloutProject[]> {
    return loadProjectsAt(context, this.database, id);
  }
}
