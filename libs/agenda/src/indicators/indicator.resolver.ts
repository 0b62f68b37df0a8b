import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database, sqlFile } from '@stadtlage/database';
import {
  Costs,
  groupBy,
  LocalDate,
  loadFor,
  pageOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { CityDays } from '../city-days.js';
import {
  aYearAgo,
  checkPart,
  loadFigure,
  loadFigureOf,
  loadFiguresByDistrict,
  loadHistory,
  loadIndicator,
} from './figures.js';
import {
  DistrictFigure,
  Figure,
  FigureOfDay,
  Indicator,
  IndicatorSource,
  RecordBehind,
  RecordBehindConnection,
  RecordState,
  StatedFigure,
} from './indicator.js';
import { countRecordsBehind, loadRecordsBehind } from './records-behind.js';

const SOURCES = sqlFile(import.meta.url, 'source-states.sql');

const OF_DISTRICT = 'Of one district. Default: of all of the city.';
const OF_OPERATOR = 'Of one operator, where the indicator has operators. Default: of all together.';

@Resolver(() => Indicator)
export class IndicatorResolver {
  constructor(
    private readonly database: Database,
    private readonly days: CityDays,
  ) {}

  @Query(() => Indicator, {
    nullable: true,
    description: 'One figure of the agenda; null where there is none of this id.',
  })
  indicator(
    @Args('id', { type: () => ID, description: 'Such as `fibre-residential`.' }) id: string,
    @Context() context: GraphContext,
  ): Promise<Indicator | null> {
    return loadIndicator(context, this.database, id);
  }

  @Costs({ base: ({ district, operator }) => (district || operator ? 20 : 0) })
  @ResolveField(() => Figure, {
    description: 'Computed by the SQL function that the indicator names, and again as soon as its data changes.',
  })
  async figure(
    @Parent() indicator: Indicator,
    @Context() context: GraphContext,
    @Args('district', { type: () => ID, nullable: true, description: OF_DISTRICT }) district?: string | null,
    @Args('operator', { type: () => ID, nullable: true, description: OF_OPERATOR }) operator?: string | null,
  ): Promise<Figure> {
    const { id } = indicator;
    const part = { district, operator };
    await checkPart(context, this.database, indicator, part);
    const found = await (district || operator
      ? loadFigureOf(context, this.database, id, part)
      : loadFigure(context, this.database, id));
    if (!found) throw new Error(`There is no indicator ${id}.`);
    return found;
  }

  @Costs({ base: 120, entries: 20, each: 0.2 })
  @ResolveField(() => [DistrictFigure], {
    description: 'In each district, by their names; empty where what it counts belongs to the whole city.',
  })
  async figuresByDistrict(
    @Parent() indicator: Indicator,
    @Context() context: GraphContext,
    @Args('operator', { type: () => ID, nullable: true, description: OF_OPERATOR }) operator?: string | null,
  ): Promise<DistrictFigure[]> {
    await checkPart(context, this.database, indicator, { operator });
    return loadFiguresByDistrict(context, this.database, indicator.id, operator);
  }

  @Costs({ base: 20 })
  @ResolveField(() => RecordBehindConnection, {
    description: 'The very records that the figure is computed from, by their ids: its total is how many there are.',
  })
  async records(
    @Parent() indicator: Indicator,
    @Context() context: GraphContext,
    @Args('district', { type: () => ID, nullable: true, description: OF_DISTRICT }) district: string | null,
    @Args('operator', { type: () => ID, nullable: true, description: OF_OPERATOR }) operator: string | null,
    @Args('state', { type: () => RecordState, nullable: true, description: 'Only those. Default: all.' })
    state: RecordState | null,
    @Args('first', { type: () => Int, defaultValue: 50, description: '1 to 1,000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor: what follows it.' })
    after: string | null,
  ): Promise<Connection<RecordBehind>> {
    const page = pageOf(first, after);
    const wanted = { district, operator, state };
    await checkPart(context, this.database, indicator, wanted);
    const { id } = indicator;
    const rows = await loadRecordsBehind(context, this.database, id, wanted, { ...page, limit: page.limit + 1 });
    return toConnection(
      rows,
      page.limit,
      (row) => row.id,
      () => countRecordsBehind(context, this.database, id, wanted),
    );
  }

  @Costs({ base: 1, entries: 3 })
  @ResolveField(() => [IndicatorSource], { description: 'Its sources, in their order, and of when their data is.' })
  sourceStates(@Parent() { id }: Indicator, @Context() context: GraphContext): Promise<IndicatorSource[]> {
    const load = async (ids: string[]) =>
      groupBy(
        await this.database.query<IndicatorSource & { id: string }>(SOURCES, [ids, this.days.timeZone]),
        (row) => row.id,
      );
    return loadFor<IndicatorSource[]>(context, 'agenda.sourceStates', id, load, []);
  }

  @Costs({ base: 0.2, entries: 1, each: 0.1 })
  @ResolveField(() => [StatedFigure], {
    description: 'What others stated about it, the newest day first. They change no figure and no status.',
  })
  stated(@Parent() { id }: Indicator, @Context() context: GraphContext): Promise<StatedFigure[]> {
    const load = async (ids: string[]) =>
      groupBy(
        await this.database.query<StatedFigure & { indicator: string }>(
          `SELECT indicator_id AS indicator, id, stated_for AS date, value, source, link, is_demo AS "isDemo",
                  CASE WHEN text_de IS NOT NULL THEN jsonb_build_object('de', text_de, 'en', text_en) END AS text
           FROM open.agenda_stated_figures WHERE indicator_id = ANY ($1) ORDER BY stated_for DESC, id`,
          [ids],
        ),
        (row) => row.indicator,
      );
    return loadFor<StatedFigure[]>(context, 'agenda.stated', id, load, []);
  }

  @Costs({ base: 1, each: 0.02, entries: 366 })
  @ResolveField(() => [FigureOfDay], {
    description:
      'What it was, the oldest day first; a day on which nothing was computed is not in it. Empty where both a district and an operator are named: of one in the other nothing is noted.',
  })
  async history(
    @Parent() indicator: Indicator,
    @Context() context: GraphContext,
    @Args('since', { type: () => LocalDate, nullable: true, description: 'The first day. Default: a year ago.' })
    since: string | null,
    @Args('district', { type: () => ID, nullable: true, description: OF_DISTRICT }) district?: string | null,
    @Args('operator', { type: () => ID, nullable: true, description: OF_OPERATOR }) operator?: string | null,
  ): Promise<FigureOfDay[]> {
    const part = { district, operator };
    await checkPart(context, this.database, indicator, part);
    return loadHistory(context, this.database, indicator.id, since ?? aYearAgo(), part);
  }
}
