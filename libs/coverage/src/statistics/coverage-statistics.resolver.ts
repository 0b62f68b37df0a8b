import { Database, sqlFile } from '@stadtlage/database';
import { LocalDate, spend, type GraphContext } from '@stadtlage/datasets';
import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput } from '../as-of.js';
import { loadProvider, Provider } from '../providers/provider.js';
import {
  CoverageArea,
  CoverageFigures,
  CoverageStatistics,
  TechnologyGroup,
  toFigures,
  type FiguresRow,
} from './coverage-figures.js';
import { StatisticsUse } from './district-statistics.js';
import { MOST_KM2, refusal, type DrawnArea } from './drawn-area.js';

const STATISTICS = sqlFile(import.meta.url, 'coverage-statistics.sql');
const SERIES = sqlFile(import.meta.url, 'coverage-series.sql');
const POLYGON = sqlFile(import.meta.url, 'polygon-statistics.sql');
const SHAPE = `
  SELECT ST_IsValid(g) AS valid, ST_IsValidReason(g) AS reason, ST_Area(g::geography) / 1e6 AS km2
  FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON($1), 4326) AS g) drawn`;
const MOST_DAYS = 1_000;
/** A polygon is counted address by address: it costs as much as a page of thousands of values. */
const POLYGON_COST = { values: 20_000, fix: 'Ask for fewer polygons.' };

@ArgsType()
class CoverageStatisticsArgs {
  @Field(() => CoverageArea, { description: 'Where to count.' })
  area: CoverageArea;

  @Field(() => StatisticsUse, { defaultValue: StatisticsUse.ALL, description: 'Which addresses are counted.' })
  use: StatisticsUse;

  @Field(() => ID, { nullable: true, description: 'Only the offers of the provider with this id.' })
  provider?: string | null;

  @Field(() => TechnologyGroup, { defaultValue: TechnologyGroup.ANY, description: 'Which offers are counted.' })
  technology: TechnologyGroup;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day to describe: what held on it, as it is known now. Default: today.',
  })
  asOf?: string | null;
}

@Resolver(() => CoverageStatistics)
export class CoverageStatisticsResolver {
  constructor(private readonly database: Database) {}

  @Query(() => CoverageStatistics, {
    nullable: true,
    description:
      'What the addresses of an area can get on a day. Areas that are named are read from tables which each import keeps; null where such an area has no address of this use.',
  })
  async coverageStatistics(
    @Args() { area, use, provider, technology, asOf }: CoverageStatisticsArgs,
    @Context() context: GraphContext,
  ): Promise<CoverageStatistics | null> {
    const statistics = { use, technology, providerId: provider ?? null, asOf: asOf ?? null, area };
    await this.checkProvider(statistics.providerId);
    const key = keyOf(statistics);
    const row = area.polygon
      ? await this.countInside(area.polygon, statistics, context)
      : (await this.database.query<FiguresRow>(STATISTICS, key))[0];
    return row ? { ...statistics, figures: toFigures(row) } : null;
  }

  @ResolveField(() => Provider, { nullable: true, description: 'Whose offers are counted; null: those of all.' })
  provider(
    @Parent() { providerId }: CoverageStatistics,
    @Context() context: GraphContext,
  ): Promise<Provider | null> | null {
    return providerId === null ? null : loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => [CoverageFigures], {
    nullable: true,
    description: `One entry for each day up to the one asked for on which a figure changed, the oldest first: at most the newest ${MOST_DAYS}. Each holds until the next. What is learnt later about an earlier day is in it. Null for a polygon.`,
  })
  async series(
    @Parent() statistics: CoverageStatistics,
    @Context() context: GraphContext,
  ): Promise<CoverageFigures[] | null> {
    if (statistics.area.polygon) return null;
    const rows = await this.database.query<FiguresRow>(SERIES, [...keyOf(statistics), MOST_DAYS]);
    spend(context, { values: rows.length * 12, fix: 'Ask for fewer series.' });
    return rows.reverse().map(toFigures);
  }

  private async checkProvider(id: string | null): Promise<void> {
    if (id === null) return;
    const found = await this.database.query('SELECT FROM coverage.provider WHERE id = $1', [id]);
    if (!found.length)
      throw badInput(`provider: there is no provider with the id "${id}". The query "providers" lists them.`);
  }

  private async countInside(
    polygon: DrawnArea,
    { use, technology, providerId, asOf }: Omit<CoverageStatistics, 'figures'>,
    context: GraphContext,
  ): Promise<FiguresRow> {
    spend(context, POLYGON_COST);
    const geometry = JSON.stringify(polygon);
    const [shape] = await this.database.query<{ valid: boolean; reason: string; km2: number }>(SHAPE, [geometry]);
    if (!shape!.valid) throw refusal(`it is not a valid area: ${shape!.reason}. Draw it without crossing lines.`);
    if (shape!.km2 > MOST_KM2) {
      throw refusal(
        `it covers ${Math.round(shape!.km2)} km²; at most ${MOST_KM2} km² are counted. Draw a smaller one.`,
      );
    }
    const [row] = await this.database.query<FiguresRow>(POLYGON, [geometry, use, technology, providerId, asOf]);
    return row!;
  }
}

/** What names the figures in the tables, in the order of the queries. */
function keyOf({ area, use, technology, providerId, asOf }: Omit<CoverageStatistics, 'figures'>): unknown[] {
  return [...onlyOne(area), use, technology, providerId, asOf];
}

/** @throws GraphQLError BAD_USER_INPUT unless exactly one area is named */
function onlyOne(area: CoverageArea): [kind: string, value: unknown] {
  const named = Object.entries(area).filter(([, value]) => value !== null && value !== undefined);
  if (named.length !== 1) throw badInput('area: name exactly one of municipality, district, street and polygon.');
  return named[0]!;
}
