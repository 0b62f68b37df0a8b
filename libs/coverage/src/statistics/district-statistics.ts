import { Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import { District } from '@stadtlage/places';
import {
  Args,
  Context,
  Field,
  Float,
  Int,
  ObjectType,
  Parent,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';

export enum StatisticsUse {
  ALL = 'all',
  RESIDENTIAL = 'residential',
  COMMERCIAL = 'commercial',
}
registerEnumType(StatisticsUse, {
  name: 'StatisticsUse',
  description:
    'Which addresses are counted. Those of mixed use count as residential and as commercial, public ones only in ALL.',
  valuesMap: {
    ALL: { description: 'All addresses, also those whose use no source gives.' },
    RESIDENTIAL: { description: 'Those with homes.' },
    COMMERCIAL: { description: 'Those with businesses.' },
  },
});

const share = 'Percent of all addresses, to 1 decimal; null where nothing is known about any of them.';

@ObjectType({
  description: 'The addresses of a district, counted by what they can get. Fibre and gigabit are separate figures.',
})
export class DistrictStatistics {
  @Field(() => StatisticsUse, { description: 'Which addresses are counted.' })
  use: StatisticsUse;

  @Field(() => Int, { description: 'Number of addresses.' })
  addresses: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Homes and businesses at those addresses of which the number is known; null where it is known of none.',
  })
  premises: number | null;

  @Field(() => Int, { description: 'Addresses about which no source says anything; they are in no count below.' })
  unknown: number;

  @Field(() => Int, { description: 'Addresses with FTTH or FTTB at least in the street, according to a source.' })
  fibrePassed: number;

  @Field(() => Int, {
    description:
      'Addresses where FTTH or FTTB is on offer and no source says how far it has come; they are not in fibrePassed.',
  })
  fibreLevelUnknown: number;

  @Field(() => Int, { description: 'Addresses where FTTH or FTTB ends in the building.' })
  fibreConnected: number;

  @Field(() => Int, { description: 'Addresses that can get 1000 Mbit/s or more, with any technology.' })
  gigabit: number;

  @Field(() => Int, { description: 'Addresses that cannot get 30 Mbit/s.' })
  under30Mbit: number;

  @Field(() => Float, {
    nullable: true,
    description: `fibrePassed and fibreLevelUnknown together as a share: where FTTH or FTTB is on offer. ${share}`,
  })
  fibreShare: number | null;

  @Field(() => Float, { nullable: true, description: `fibrePassed as a share. ${share}` })
  fibrePassedShare: number | null;

  @Field(() => Float, { nullable: true, description: `fibreConnected as a share. ${share}` })
  fibreConnectedShare: number | null;

  @Field(() => Float, { nullable: true, description: `gigabit as a share. ${share}` })
  gigabitShare: number | null;

  districtId: string;
}

const STATISTICS = `
  SELECT district_id AS "districtId", use, addresses, premises, unknown, fibre_passed AS "fibrePassed", fibre_level_unknown AS "fibreLevelUnknown",
         fibre_connected AS "fibreConnected", gigabit, under_30_mbit AS "under30Mbit", fibre_share AS "fibreShare", fibre_passed_share AS "fibrePassedShare",
         fibre_connected_share AS "fibreConnectedShare", gigabit_share AS "gigabitShare"
  FROM open.district_statistics WHERE use = $1 AND district_id = ANY ($2)`;

@Resolver(() => District)
export class StatisticsOfDistrictResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => DistrictStatistics, {
    nullable: true,
    description: 'What the addresses of the district can get; null where it has no address of this use.',
  })
  statistics(
    @Parent() district: District,
    @Args('use', {
      type: () => StatisticsUse,
      nullable: true,
      defaultValue: StatisticsUse.ALL,
      description: 'Which addresses are counted.',
    })
    use: StatisticsUse | null,
    @Context() context: GraphContext,
  ): Promise<DistrictStatistics | null> {
    const counted = use ?? StatisticsUse.ALL;
    return loadFor<DistrictStatistics | null>(
      context,
      `districtStatistics/${counted}`,
      district.id,
      async (ids) => {
        const rows = await this.database.query<DistrictStatistics>(STATISTICS, [counted, ids]);
        return new Map(rows.map((row) => [row.districtId, row]));
      },
      null,
    );
  }
}
