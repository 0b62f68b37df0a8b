import { Database, sqlFile } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, Context, Float, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FibreNetwork, FibreOrganisation, type NetworkSize } from './network.js';

const NETWORKS = sqlFile(import.meta.url, 'networks.sql');
const SIZES = sqlFile(import.meta.url, 'network-sizes.sql');
const ORGANISATIONS = `
  SELECT network_id AS "networkId", id, name, roles, website, identifier, country, role_details AS "roleDetails", logo
  FROM rollout.organisation WHERE network_id = ANY ($1) ORDER BY name, id`;

@Resolver(() => FibreNetwork)
export class NetworkResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [FibreNetwork], { description: 'The fibre networks of which data was published, by name.' })
  fibreNetworks(): Promise<FibreNetwork[]> {
    return this.database.query<FibreNetwork>(NETWORKS, [null]);
  }

  @Query(() => FibreNetwork, { nullable: true, description: 'One fibre network; null where none has this id.' })
  async fibreNetwork(
    @Args('id', { type: () => ID, description: 'The identifier its publisher gave it.' }) id: string,
  ): Promise<FibreNetwork | null> {
    return (await this.database.query<FibreNetwork>(NETWORKS, [id]))[0] ?? null;
  }

  @ResolveField(() => Int, { description: 'Number of its nodes.' })
  async nodeCount(@Parent() { id }: FibreNetwork, @Context() context: GraphContext): Promise<number> {
    return (await this.size(context, id)).nodeCount;
  }

  @ResolveField(() => Int, { description: 'Number of its spans.' })
  async spanCount(@Parent() { id }: FibreNetwork, @Context() context: GraphContext): Promise<number> {
    return (await this.size(context, id)).spanCount;
  }

  @ResolveField(() => Float, {
    description:
      'Length of its spans, kilometres: of the fibre where stated, else of the line drawn. A span with neither adds nothing.',
  })
  async lengthKm(@Parent() { id }: FibreNetwork, @Context() context: GraphContext): Promise<number> {
    return (await this.size(context, id)).lengthKm;
  }

  @ResolveField(() => [FibreOrganisation], { description: 'Who owns, runs or supplies it, by name.' })
  organisations(@Parent() { id }: FibreNetwork, @Context() context: GraphContext): Promise<FibreOrganisation[]> {
    return loadFor<FibreOrganisation[]>(
      context,
      'fibreOrganisations',
      id,
      async (ids) =>
        groupBy(await this.database.query<FibreOrganisation>(ORGANISATIONS, [ids]), (row) => row.networkId),
      [],
    );
  }

  @ResolveField(() => Provenance, { description: 'Where the entry comes from.' })
  source(@Parent() { runId }: FibreNetwork, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }

  private size(context: GraphContext, id: string): Promise<NetworkSize> {
    return loadFor<NetworkSize>(
      context,
      'fibreNetworkSize',
      id,
      async (ids) => new Map((await this.database.query<NetworkSize>(SIZES, [ids])).map((size) => [size.id, size])),
      { id, nodeCount: 0, spanCount: 0, lengthKm: 0 },
    );
  }
}
