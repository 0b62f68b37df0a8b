import { Database, sqlFile } from '@stadtlage/database';
import { AsOfArgs, badInput, Costs, readAsOf, spend, type GraphContext } from '@stadtlage/datasets';
import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { countFigures, countSeries, type CountedKey } from './count-addresses.js';
import {
  CoverageArea,
  CoverageFigures,
  CoverageStatistics,
  GROUPS,
  TechnologyGroup,
  toFigures,
  type FiguresRow,
} from './coverage-figures.js';
import { StatisticsUse } from './district-statistics.js';

const STATISTICS = sqlFile(import.meta.url, 'coverage-statistics.sql');
const SERIES = sqlFile(import.meta.url, 'coverage-series.sql');
const MOST_DAYS = 1_000;

@ArgsType()
class CoverageStatisticsArgs extends AsOfArgs {
  @Field(() => CoverageArea, { description: 'Where to count.' })
  area: CoverageArea;

  @Field(() => StatisticsUse, { defaultValue: StatisticsUse.ALL, description: 'Which addresses are counted.' })
  use: StatisticsUse;

  @Field(() => ID, { nullable: true, description: 'Only the offers of the provider with this id.' })
  provider?: string | null;

  @Field(() => TechnologyGroup, { defaultValue: TechnologyGroup.ANY, description: 'Which offers are counted.' })
  technology: TechnologyGroup;
}

@Resolver(() => CoverageStatistics)
export class CoverageStatisticsResolver {
  constructor(private readonly database: Database) {}

  @Costs({ base: (args) => pointsOf(args as unknown as CoverageStatisticsArgs) })
  @Query(() => CoverageStatistics, {
    nullable: true,
    description:
      'What the addresses of an area can get on a day. Areas that are named are read from tables which each import keeps; polygons, single technologies of a street, and what was known at another moment, are counted address by address: at most 200,000 in one request. Null where a named area has no address of this use.',
  })
  async coverageStatistics(
    @Args() { area, use, provider, technology, ...asOfArgs }: CoverageStatisticsArgs,
    @Context() context: GraphContext,
  ): Promise<CoverageStatistics | null> {
    const asOf = readAsOf(asOfArgs);
    const statistics = { use, technology, providerId: provider ?? null, asOf, area };
    await this.checkProvider(statistics.providerId);
    const key = keyOf(statistics);
    const row = isCounted(statistics)
      ? await countFigures(context, this.database, [...key, asOf.knownAt])
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

  @Costs({ base: 100, entries: 30 })
  @ResolveField(() => [CoverageFigures], {
    description: `One entry for each day up to the one asked for on which a figure changed, the oldest first: at most the newest ${MOST_DAYS}. Each holds until the next. What is known at the moment asked for about an earlier day is in it. It may be empty where there never was such an offer.`,
  })
  async series(@Parent() statistics: CoverageStatistics, @Context() context: GraphContext): Promise<CoverageFigures[]> {
    const key = keyOf(statistics);
    const rows = isCounted(statistics)
      ? await countSeries(context, this.database, [...key, statistics.asOf.knownAt], MOST_DAYS)
      : await this.database.query<FiguresRow>(SERIES, [...key, MOST_DAYS]);
    spend(context, { values: rows.length * 12, fix: 'Ask for fewer series.' });
    return rows.reverse().map(toFigures);
  }

  private async checkProvider(id: string | null): Promise<void> {
    if (id === null) return;
    const found = await this.database.query('SELECT FROM coverage.provider WHERE id = $1', [id]);
    if (!found.length)
      throw badInput(`provider: there is no provider with the id "${id}". The query "providers" lists them.`);
  }
}

type Asked = Omit<CoverageStatistics, 'figures'>;

/** No table has the figures of a polygon, nor what was believed earlier, nor the single technologies of a street. */
const isCounted = ({ area, asOf, technology }: Asked) =>
  Boolean(area.polygon) || asOf.knownAt !== null || (Boolean(area.street) && !GROUPS.includes(technology));

/** Counting looks at each address of the area; a street has few. */
const pointsOf = ({ area, knownAt }: CoverageStatisticsArgs) =>
  area.street ? 100 : area.polygon || knownAt ? 1_000 : 10;

/** What names the figures in the tables, in the order of the queries. */
function keyOf({ area, use, technology, providerId, asOf }: Asked): CountedKey {
  return [...onlyOne(area), use, technology, providerId, asOf.day];
}

/** @throws GraphQLError BAD_USER_INPUT unless exactly one area is named */
function onlyOne(area: CoverageArea): [kind: string, area: string] {
  const named = Object.entries(area).filter(([, value]) => value !== null && value !== undefined);
  if (named.length !== 1) throw badInput('area: name exactly one of municipality, district, street and polygon.');
  const [kind, value] = named[0]!;
  return [kind, kind === 'polygon' ? JSON.stringify(value) : String(value)];
}
