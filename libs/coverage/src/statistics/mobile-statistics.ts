import { Database } from '@stadtlage/database';
import { Costs, type GraphContext } from '@stadtlage/datasets';
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
import { MobileTechnology } from '../mobile/mobile-availability.js';
import { loadProvider, Provider } from '../providers/provider.js';

@ObjectType({
  description: 'Whom, and how much of an area, the network of an operator reaches outdoors, and from where.',
})
export class MobileStatistics {
  @Field(() => MobileTechnology, { description: 'Generation of the network. G5 includes standalone 5G.' })
  technology: MobileTechnology;

  @Field(() => Int, { description: 'Addresses there are.' })
  addresses: number;

  @Field(() => Int, { description: 'Addresses that it reaches.' })
  coveredAddresses: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Homes and businesses at addresses of which the number is known; null where it is known of none.',
  })
  premises: number | null;

  @Field(() => Int, { nullable: true, description: 'Those of them that it reaches.' })
  coveredPremises: number | null;

  @Field(() => Float, { description: 'Square kilometres.' })
  areaKm2: number;

  @Field(() => Float, { description: 'Square kilometres that it reaches.' })
  coveredKm2: number;

  @Field(() => Int, { description: 'Sites from which it sends.' })
  sitesLive: number;

  @Field(() => Int, { description: 'Sites from which it is to send.' })
  sitesPlanned: number;

  operatorId: string;
}

const STATISTICS = `
  SELECT operator_id AS "operatorId", technology, addresses, covered_addresses AS "coveredAddresses", premises, covered_premises AS "coveredPremises",
         area_km2::float8 AS "areaKm2", covered_km2::float8 AS "coveredKm2", sites_live AS "sitesLive", sites_planned AS "sitesPlanned"
  FROM `;
const OF_CITY = `${STATISTICS} open.mobile_statistics WHERE district_id IS NULL ORDER BY technology, operator_id`;
const OF_DISTRICT = `${STATISTICS} places.district d CROSS JOIN LATERAL coverage.mobile_statistics(d.id) s WHERE d.id = $1 ORDER BY technology, operator_id`;

@Resolver(() => MobileStatistics)
export class MobileStatisticsResolver {
  constructor(private readonly database: Database) {}

  // Areas are put together and laid over all addresses.
  @Costs({ base: ({ district }) => (district ? 100 : 1_000), entries: 12 })
  @Query(() => [MobileStatistics], {
    description:
      'Mobile networks by technology and operator, of the whole city or of one district; empty where there is none.',
  })
  mobileStatistics(
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'The id of a district. Default: all of the city.',
    })
    district?: string | null,
  ): Promise<MobileStatistics[]> {
    return district ? this.database.query(OF_DISTRICT, [district]) : this.database.query(OF_CITY);
  }

  @ResolveField(() => Provider, { description: 'Who operates the network.' })
  operator(@Parent() { operatorId }: MobileStatistics, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, operatorId);
  }
}
