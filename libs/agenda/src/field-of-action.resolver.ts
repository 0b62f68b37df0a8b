import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, DateTime, loadFor, type GraphContext } from '@stadtlage/datasets';
import { FieldOfAction } from './field-of-action.js';
import { Goal } from './goals/goal.js';
import { goalsOf } from './goals/shape.js';
import { Indicator } from './indicators/indicator.js';
import { loadIndicatorsOf } from './indicators/figures.js';
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
      description:
        'As they were recorded at this moment, with the statuses of then, by the figures that had been noted by then: UNKNOWN where none had. Default: now.',
    })
    knownAt: Date | null,
  ): Promise<Goal[]> {
    // What is to come is known as far as now.
    const moment = knownAt && knownAt < new Date() ? knownAt : undefined;
    const load = async () => new Map([['', await readAgenda(this.database, moment)]]);
    const none: Agenda = { goals: [], measures: [], applications: [], programmes: [], statedFigures: [] };
    return goalsOf(await loadFor(context, `agenda/${moment?.toISOString() ?? ''}`, '', load, none), field.id, moment);
  }
}
