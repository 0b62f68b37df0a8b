import { Database } from '@stadtlage/database';
import type { GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { MobileAvailability } from './mobile-availability.js';

@Resolver(() => MobileAvailability)
export class MobileAvailabilityResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Provider, { description: 'Who operates the network.' })
  operator(@Parent() { operatorId }: MobileAvailability, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, operatorId);
  }

  @ResolveField(() => Provenance, { description: 'Who says so, and as of which day.' })
  source(@Parent() { runId }: MobileAvailability, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
