import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { DatasetUsageResolver } from '../usage/usage.resolver.js';
import { DatasetChangesResolver } from './changes.js';
import { Dataset } from './dataset.js';
import { Registry } from './registry.js';

@Resolver(() => Dataset)
export class DatasetResolver {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
  ) {}

  @Query(() => [Dataset], { description: 'All open datasets, each with its state of now.' })
  datasets(): Promise<Dataset[]> {
    return this.registry.catalogue(this.database);
  }

  @Query(() => Dataset, { nullable: true, description: 'The open dataset with this id. Null: there is none.' })
  async dataset(
    @Args('id', { type: () => ID, description: 'The id of the dataset, such as `addresses`.' }) id: string,
  ): Promise<Dataset | null> {
    const all = await this.registry.catalogue(this.database);
    return all.find((dataset) => dataset.id === id) ?? null;
  }
}

/** The resolvers of this room, for the API. */
export const resolvers = [DatasetResolver, DatasetChangesResolver, DatasetUsageResolver];
