import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, DateTime, LocalDate, loadFor, type GraphContext } from '@stadtlage/datasets';
import { FieldOfAction, Figure, FigureOfDay, Indicator } from './field-of-action.js';
import { aYearAgo, loadFigure, loadHistory, loadIndicatorsOf } from './figures.js';
import { Goal } from './goals/goal.js';
import { goalsOf } from './goals/shape.js';
import { readAgenda, type Agenda } from './records/store.js';

@Resolver(() => FieldOfAction)
export class FieldOfActionResolver {
  constructor(private readonly database: Database) {}

  @Costs({ entries: 11 })
  @Query(() => [FieldOfAction], { description: 'The fields of action of the digital agenda, in their order.' })
  async fieldsOfAction(): Promise<FieldOfAction[]> {
    const rows = await this.database.query<{ id: string; title_de: string; title_en: string }>(
      'SELECT id, title_de, title_en FROM agenda.field_of_action ORDER BY position',
    );
    return rows.map((row) => ({ id: row.id, title: { de: row.title_de, en: row.title_en } }));
  }

  @Costs({ entries: 2 })
  @ResolveField(() => [Indicator], { description: 'Empty where the platform holds no data for this field yet.' })
  indicators(@Parent() field: FieldOfAction, @Context() context: GraphContext): Promise<Indicator[]> {
    return loadIndicatorsOf(context, this.database, field.id);
  }

  @Costs({ base: 2, entries: 2 })
  @ResolveField(() => [Goal], { description: 'What the city wants to reach in it.' })
  async goals(
    @Parent() field: FieldOfAction,
    @Context() context: GraphContext,
    @Args('knownAt', {
      type: () => DateTime,
      nullable: true,
      description: 'As they were recorded at this moment. Default: now.',
    })
    knownAt: Date | null,
  ): Promise<Goal[]> {
    const moment = knownAt ?? undefined;
    const load = async () => new Map([['', await readAgenda(this.database, moment)]]);
    const none: Agenda = { goals: [], measures: [] };
    return goalsOf(await loadFor(context, `agenda/${moment?.toISOString() ?? ''}`, '', load, none), field.id);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Figure, {
    description: 'Computed by the SQL function that the indicator names, and again as soon as its data changes.',
  })
  async figure(@Parent() { id }: Indicator, @Context() context: GraphContext): Promise<Figure> {
    const found = await loadFigure(context, this.database, id);
    if (!found) throw new Error(`There is no indicator ${id}.`);
    return found;
  }

  @Costs({ base: 1, each: 0.02, entries: 366 })
  @ResolveField(() => [FigureOfDay], {
    description: 'What it was, the oldest day first; a day on which nothing was computed is not in it.',
  })
  history(
    @Parent() { id }: Indicator,
    @Context() context: GraphContext,
    @Args('since', { type: () => LocalDate, nullable: true, description: 'The first day. Default: a year ago.' })
    since: string | null,
  ): Promise<FigureOfDay[]> {
    return loadHistory(context, this.database, id, since ?? aYearAgo());
  }
}
