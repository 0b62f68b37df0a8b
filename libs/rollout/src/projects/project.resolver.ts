import { loadProvider, Provider } from '@stadtlage/coverage';
import { Database, sqlFile } from '@stadtlage/database';
import { GeoJsonGeometry, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Address } from '@stadtlage/places';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadHistory, loadOutline, loadProject, loadProjects, loadProjectsAt } from './load-projects.js';
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

  @ResolveField(() => [RolloutStatusChange], { description: 'Everything said about the project, the oldest first.' })
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

@Resolver(() => Address)
export class ProjectsOfAddressResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [RolloutProject], { description: 'The rollout projects whose area contains the address, by id.' })
  projects(@Parent() { id }: Address, @Context() context: GraphContext): Promise<RolloutProject[]> {
    return loadProjectsAt(context, this.database, id);
  }
}
