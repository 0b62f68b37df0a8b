import { loadProvider, Provider } from '@stadtlage/coverage';
import { Database } from '@stadtlage/database';
import { connectionOf, Costs, LocalDate, type Connection, type GraphContext } from '@stadtlage/datasets';
import {
  Args,
  Context,
  Field,
  Float,
  ID,
  Int,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { loadProject } from '../projects/load-projects.js';
import { RolloutProject } from '../projects/project.js';
import { LIST_COST, readList } from './read-list.js';

@ObjectType({ description: 'How a project kept what it promised. Where only phases promised, all of them together.' })
export class ProjectSlippage {
  @Field(() => ID, { description: 'Id of the project.' })
  id: string;

  @Field(() => LocalDate, { description: 'The last day that was promised first.' })
  firstPromise: string;

  @Field(() => LocalDate, { description: 'The last day that was promised latest.' })
  latestPromise: string;

  @Field(() => Int, { description: 'Days between the two, negative where it moved forward.' })
  movedDays: number;

  @Field(() => Int, { description: 'How often it moved.' })
  moves: number;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day on which it became connected or activated; null while it is not.',
  })
  doneOn: string | null;

  @Field({ description: 'True where it was rejected or decommissioned.' })
  givenUp: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Days after the first promise, up to today while it is not done; null where it was given up.',
  })
  lateDays: number | null;
}

@ObjectType({ description: 'How a provider kept what it promised, over all its projects that promised a day.' })
export class ProviderSlippage {
  @Field(() => ID, { description: 'Id of the provider.' })
  id: string;

  @Field(() => Int, { description: 'Projects with a promise.' })
  projects: number;

  @Field(() => Int, { description: 'Those whose last day moved.' })
  moved: number;

  @Field(() => Int, { description: 'How often it moved, all together.' })
  moves: number;

  @Field(() => Float, { description: 'Days between first and latest promise, mean over the projects, to 1 decimal.' })
  meanMovedDays: number;

  @Field(() => Int, { description: 'The most days between first and latest promise.' })
  mostMovedDays: number;

  @Field(() => Int, { description: 'Projects that are connected or activated.' })
  done: number;

  @Field(() => Int, { description: 'Those that were so by the day first promised.' })
  doneInTime: number;

  @Field(() => Int, { description: 'Projects that are not done although even the latest promise has passed.' })
  overdue: number;
}

const ProjectSlippageConnection = connectionOf(ProjectSlippage);

const PROJECTS = `
  SELECT project_id AS id, first_promise AS "firstPromise", latest_promise AS "latestPromise", moved_days AS "movedDays", moves,
         done_on AS "doneOn", given_up AS "givenUp", late_days AS "lateDays"
  FROM rollout.slippage WHERE $1::text IS NULL OR provider_id = $1`;
const PROVIDERS = `
  SELECT id, projects, moved, moves, mean_moved_days AS "meanMovedDays", most_moved_days AS "mostMovedDays", done,
         done_in_time AS "doneInTime", overdue
  FROM open.provider_slippage ORDER BY provider, id`;

@Resolver(() => ProjectSlippage)
export class ProjectSlippageResolver {
  constructor(private readonly database: Database) {}

  @Costs(LIST_COST)
  @Query(() => ProjectSlippageConnection, {
    description: 'How each project that ever promised a last day kept it, by id of the project.',
  })
  rolloutSlippage(
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('provider', { type: () => ID, nullable: true, description: 'Only those of the provider with this id.' })
    provider?: string | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ProjectSlippage>> {
    return readList(context, this.database, PROJECTS, [provider], { first, after });
  }

  @ResolveField(() => RolloutProject, { nullable: true, description: 'The project.' })
  project(@Parent() { id }: ProjectSlippage, @Context() context: GraphContext): Promise<RolloutProject | null> {
    return loadProject(context, this.database, id);
  }
}

@Resolver(() => ProviderSlippage)
export class ProviderSlippageResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [ProviderSlippage], {
    description: 'How each provider whose projects promised a last day kept them, by name.',
  })
  providerSlippage(): Promise<ProviderSlippage[]> {
    return this.database.query<ProviderSlippage>(PROVIDERS);
  }

  @ResolveField(() => Provider, { description: 'The provider.' })
  provider(@Parent() { id }: ProviderSlippage, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, id);
  }
}
