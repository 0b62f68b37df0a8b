import { Database } from '@stadtlage/database';
import type { GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { FixedAvailability } from './fixed-availability.js';

@Resolver(() => FixedAvailability)
export class FixedAvailabilityResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Provider, { description: 'Who offers it.' })
  provider(@Parent() { providerId }: FixedAvailability, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => Provenance, { description: 'Who says so, and as of which day.' })
  source(@Parent() { runId }: FixedAvailability, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
