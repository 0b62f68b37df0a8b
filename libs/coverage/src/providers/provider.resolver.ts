import { Database } from '@stadtlage/database';
import { Query, Resolver } from '@nestjs/graphql';
import { Provider, readProviders } from './provider.js';

@Resolver(() => Provider)
export class ProviderResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [Provider], { description: 'All providers, by name.' })
  providers(): Promise<Provider[]> {
    return readProviders(this.database);
  }
}
