import { Database } from '@stadtlage/database';
import { GeoJsonGeometry, type Connection, type GraphContext } from '@stadtlage/datasets';
import { Args, ArgsType, Context, Field, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { loadPage, loadPart, loadParts, loadPlace } from './load-parts.js';
import { FibreNetwork, FibreOrganisation } from './network.js';
import {
  FibreContract,
  FibreContractConnection,
  FibreNode,
  FibreNodeConnection,
  FibrePhase,
  FibrePhaseConnection,
  FibreSpan,
  FibreSpanConnection,
} from './parts.js';

@ArgsType()
class PageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

/** The lists of a network. */
@Resolver(() => FibreNetwork)
export class NetworkPartsResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => FibreNodeConnection, { description: 'Its nodes, by id.' })
  nodes(
    @Parent() { id }: FibreNetwork,
    @Args() page: PageArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<FibreNode>> {
    return loadPage(context, this.database, 'node', id, page);
  }

  @ResolveField(() => FibreSpanConnection, { description: 'Its spans, by id.' })
  spans(
    @Parent() { id }: FibreNetwork,
    @Args() page: PageArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<FibreSpan>> {
    return loadPage(context, this.database, 'span', id, page);
  }

  @ResolveField(() => FibrePhaseConnection, { description: 'The phases in which it is built, by id.' })
  phases(
    @Parent() { id }: FibreNetwork,
    @Args() page: PageArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<FibrePhase>> {
    return loadPage(context, this.database, 'phase', id, page);
  }

  @ResolveField(() => FibreContractConnection, { description: 'The contracts about it, by id.' })
  contracts(
    @Parent() { id }: FibreNetwork,
    @Args() page: PageArgs,
    @Context() context: GraphContext,
  ): Promise<Connection<FibreContract>> {
    return loadPage(context, this.database, 'contract', id, page);
  }
}

const OWNER = 'Who owns the passive infrastructure, such as ducts and dark fibre.';
const OPERATORS = 'Who runs the active infrastructure, such as switches.';

@Resolver(() => FibreNode)
export class FibreNodeResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => GeoJsonGeometry, {
    nullable: true,
    description: 'Where it is: a Point in WGS 84 (EPSG:4326), to 7 decimals.',
  })
  location(@Parent() node: FibreNode, @Context() context: GraphContext): Promise<unknown> {
    return loadPlace(context, this.database, 'node', node);
  }

  @ResolveField(() => FibrePhase, { nullable: true, description: 'The phase it belongs to.' })
  phase(@Parent() node: FibreNode, @Context() context: GraphContext): Promise<FibrePhase | null> {
    return loadPart(context, this.database, 'phase', node.networkId, node.phaseId);
  }

  @ResolveField(() => FibreOrganisation, { nullable: true, description: OWNER })
  physicalInfrastructureProvider(
    @Parent() node: FibreNode,
    @Context() context: GraphContext,
  ): Promise<FibreOrganisation | null> {
    return loadPart(context, this.database, 'organisation', node.networkId, node.physicalProviderId);
  }

  @ResolveField(() => [FibreOrganisation], { description: OPERATORS })
  networkProviders(@Parent() node: FibreNode, @Context() context: GraphContext): Promise<FibreOrganisation[]> {
    return loadParts(context, this.database, 'organisation', node.networkId, node.networkProviderIds);
  }
}

@Resolver(() => FibreSpan)
export class FibreSpanResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => GeoJsonGeometry, {
    nullable: true,
    description: 'How it runs: a LineString in WGS 84 (EPSG:4326), to 7 decimals.',
  })
  route(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<unknown> {
    return loadPlace(context, this.database, 'span', span);
  }

  @ResolveField(() => FibreNode, { nullable: true, description: 'The node at its start.' })
  start(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<FibreNode | null> {
    return loadPart(context, this.database, 'node', span.networkId, span.startId);
  }

  @ResolveField(() => FibreNode, { nullable: true, description: 'The node at its end.' })
  end(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<FibreNode | null> {
    return loadPart(context, this.database, 'node', span.networkId, span.endId);
  }

  @ResolveField(() => FibrePhase, { nullable: true, description: 'The phase it belongs to.' })
  phase(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<FibrePhase | null> {
    return loadPart(context, this.database, 'phase', span.networkId, span.phaseId);
  }

  @ResolveField(() => FibreOrganisation, { nullable: true, description: OWNER })
  physicalInfrastructureProvider(
    @Parent() span: FibreSpan,
    @Context() context: GraphContext,
  ): Promise<FibreOrganisation | null> {
    return loadPart(context, this.database, 'organisation', span.networkId, span.physicalProviderId);
  }

  @ResolveField(() => [FibreOrganisation], { description: OPERATORS })
  networkProviders(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<FibreOrganisation[]> {
    return loadParts(context, this.database, 'organisation', span.networkId, span.networkProviderIds);
  }

  @ResolveField(() => FibreOrganisation, { nullable: true, description: 'Who laid the cable.' })
  supplier(@Parent() span: FibreSpan, @Context() context: GraphContext): Promise<FibreOrganisation | null> {
    return loadPart(context, this.database, 'organisation', span.networkId, span.supplierId);
  }
}

@Resolver(() => FibrePhase)
export class FibrePhaseResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [FibreOrganisation], { description: 'Who pays for it.' })
  funders(@Parent() phase: FibrePhase, @Context() context: GraphContext): Promise<FibreOrganisation[]> {
    return loadParts(context, this.database, 'organisation', phase.networkId, phase.funderIds);
  }
}

@Resolver(() => FibreContract)
export class FibreContractResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [FibrePhase], { description: 'The phases it is about.' })
  relatedPhases(@Parent() contract: FibreContract, @Context() context: GraphContext): Promise<FibrePhase[]> {
    return loadParts(context, this.database, 'phase', contract.networkId, contract.phaseIds);
  }
}
