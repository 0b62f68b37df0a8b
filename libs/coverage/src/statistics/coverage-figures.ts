import { LocalDate, type AsOf } from '@stadtlage/datasets';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ConnectionLevel } from '../fibre-status.js';
import { StatisticsUse } from './district-statistics.js';
import { GeoJsonPolygon, type DrawnArea } from './drawn-area.js';

export enum TechnologyGroup {
  ANY = 'any',
  FIBRE = 'fibre',
  HFC = 'hfc',
  DSL_FTTC = 'dsl_fttc',
  WIRELESS = 'wireless',
  FTTH = 'ftth',
  FTTB = 'fttb',
  FTTC = 'fttc',
  DSL = 'dsl',
  SATELLITE = 'satellite',
  OTHER = 'other',
}
registerEnumType(TechnologyGroup, {
  name: 'TechnologyGroup',
  description:
    'Which offers are counted. Fibre is not gigabit: the speeds of ANY say nothing about fibre. An address with several technologies counts once in each, and once in their group.',
  valuesMap: {
    ANY: { description: 'All.' },
    FIBRE: { description: 'FTTH and FTTB together.' },
    HFC: { description: 'Television cable.' },
    DSL_FTTC: { description: 'Copper, from the exchange or from the street cabinet: DSL and FTTC together.' },
    WIRELESS: { description: 'Radio to a fixed antenna (fixed_wireless).' },
    FTTH: { description: 'Fibre into the home.' },
    FTTB: { description: 'Fibre into the building.' },
    FTTC: { description: 'Fibre to the street cabinet, copper from there.' },
    DSL: { description: 'Copper from the exchange.' },
    SATELLITE: { description: 'Satellite.' },
    OTHER: { description: 'Whatever a source names that is none of these.' },
  },
});

/** Those of which the tables have the figures of every area. */
export const GROUPS = [
  TechnologyGroup.ANY,
  TechnologyGroup.FIBRE,
  TechnologyGroup.HFC,
  TechnologyGroup.DSL_FTTC,
  TechnologyGroup.WIRELESS,
];

@InputType({ description: 'The area to count in: exactly one of these.' })
export class CoverageArea {
  @Field(() => ID, { nullable: true, description: 'AGS, the 8-digit official key: all districts of a municipality.' })
  municipality?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of a district.' })
  district?: string | null;

  @Field(() => ID, { nullable: true, description: 'The 17-digit official key of a street.' })
  street?: string | null;

  @Field(() => GeoJsonPolygon, { nullable: true, description: 'A drawn area.' })
  polygon?: DrawnArea | null;
}

const share = 'As percent of all addresses, to 1 decimal; null where nothing is known about any of them.';

@ObjectType({ description: 'Addresses that reach a download speed.' })
export class SpeedCount {
  @Field(() => Int, { description: 'The speed: at least so many Mbit/s download.' })
  minDownMbit: number;

  @Field(() => Int, { description: 'Number of addresses.' })
  addresses: number;

  @Field(() => Float, { nullable: true, description: share })
  share: number | null;
}

@ObjectType({ description: 'Addresses that reach a connection level.' })
export class LevelCount {
  @Field(() => ConnectionLevel, { description: 'The level: at least this one.' })
  level: ConnectionLevel;

  @Field(() => Int, { description: 'Number of addresses.' })
  addresses: number;

  @Field(() => Float, { nullable: true, description: share })
  share: number | null;
}

@ObjectType({ description: 'Addresses, counted by what they can get in the way that was asked for.' })
export class CoverageFigures {
  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The first day with these figures; null where they hold as far back as is known. Of figures that are counted address by address only a series has it.',
  })
  validFrom: string | null;

  @Field(() => Int, { description: 'Number of addresses, as the register has them now, whatever the day.' })
  addresses: number;

  @Field(() => Int, {
    description:
      'Addresses about which no source says anything for this use. Unknown is not zero: they are in no count below.',
  })
  unknown: number;

  @Field(() => Int, { description: 'Addresses where there is such an offer, at whatever speed and level.' })
  offered: number;

  @Field(() => Float, { nullable: true, description: `offered as a share. ${share}` })
  offeredShare: number | null;

  @Field(() => [SpeedCount], { description: 'By the classes of the Breitbandatlas, the slowest first.' })
  speeds: SpeedCount[];

  @Field(() => Int, { description: 'Of those offered, the addresses whose speed no source gives.' })
  speedUnknown: number;

  @Field(() => [LevelCount], { description: 'By connection level, the lowest first.' })
  levels: LevelCount[];

  @Field(() => Int, { description: 'Of those offered, the addresses whose level no source gives.' })
  levelUnknown: number;
}

@ObjectType({
  description:
    'What the addresses of an area can get. Where sources disagree, the statement of best evidence counts, never an average.',
})
export class CoverageStatistics {
  @Field(() => StatisticsUse, { description: 'Which addresses are counted, by the offers for that use.' })
  use: StatisticsUse;

  @Field(() => TechnologyGroup, { description: 'Which offers are counted.' })
  technology: TechnologyGroup;

  @Field(() => CoverageFigures, { description: 'The figures of the day that was asked for.' })
  figures: CoverageFigures;

  providerId: string | null;
  asOf: AsOf;
  area: CoverageArea;
}

const SPEEDS = [10, 16, 30, 50, 100, 200, 400, 1000] as const;
const LEVELS = [ConnectionLevel.PASSED, ConnectionLevel.PREPARED, ConnectionLevel.CONNECTED, ConnectionLevel.ACTIVATED];

/** A row of the queries of this folder. */
export interface FiguresRow {
  validFrom: string | null;
  addresses: number;
  unknown: number;
  offered: number;
  speedUnknown: number;
  levelUnknown: number;
  /** One count for each of SPEEDS and of LEVELS. */
  speeds: number[];
  levels: number[];
}

export function toFigures({ speeds, levels, ...row }: FiguresRow): CoverageFigures {
  const count = (addresses: number) => ({
    addresses,
    share: row.unknown < row.addresses ? Math.round((1000 * addresses) / row.addresses) / 10 : null,
  });
  return {
    ...row,
    offeredShare: count(row.offered).share,
    speeds: SPEEDS.map((minDownMbit, i) => ({ minDownMbit, ...count(speeds[i]!) })),
    levels: LEVELS.map((level, i) => ({ level, ...count(levels[i]!) })),
  };
}
