import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, LocalDate, type GraphContext } from '@stadtlage/datasets';
import { CityDays } from '../city-days.js';
import type { Indicator } from '../indicators/indicator.js';
import { loadFigure, loadIndicator } from '../indicators/figures.js';
import { readRecords } from '../records/store.js';
import { statusOf } from '../status.js';
import { AgendaDeadline, type DeadlineSubject } from './agenda-deadline.js';
import { deadlinesOf, KINDS_WITH_DEADLINES, openOn, type Deadline } from './deadline.js';

@Resolver()
export class DeadlinesResolver {
  constructor(
    private readonly database: Database,
    private readonly days: CityDays,
  ) {}

  @Costs({ base: ({ isOpen }) => (isOpen ? 10 : 2), entries: 30 })
  @Query(() => [AgendaDeadline], {
    description:
      'Days by which something is to be: targets, milestones, items of the concept for the town hall, renewals of systems and last days for applications. The earliest first.',
  })
  async agendaDeadlines(
    @Context() context: GraphContext,
    @Args('isOpen', {
      type: () => Boolean,
      defaultValue: false,
      description:
        'Only those that are still to be kept, also where the day has passed: no target that is reached, no applications that come too late.',
    })
    isOpen: boolean,
    @Args('until', { type: () => LocalDate, nullable: true, description: 'Only those that are due by this day.' })
    until: string | null,
  ): Promise<AgendaDeadline[]> {
    const records = await readRecords(this.database, KINDS_WITH_DEADLINES);
    const ids = new Set(records.goal.flatMap(({ content }) => content.targets.map(({ indicator }) => indicator)));
    const indicators = new Map(
      (await Promise.all([...ids].map((id) => loadIndicator(context, this.database, id)))).flatMap((one) =>
        one ? [[one.id, one] as const] : [],
      ),
    );
    const titles = new Map([...indicators].map(([id, { title }]) => [id, title]));
    const all = deadlinesOf(records, titles).filter(({ due }) => !until || due <= until);
    const found = isOpen ? openOn(this.days.today(), all, await this.reached(context, all, indicators)) : all;
    return found.map((one) => shapeOf(one, indicators));
  }

  private async reached(context: GraphContext, deadlines: Deadline[], indicators: ReadonlyMap<string, Indicator>) {
    const today = this.days.today();
    const statuses = await Promise.all(
      deadlines.map(async ({ id, target }) => {
        if (!target) return [id, false] as const;
        const figure = await loadFigure(context, this.database, target.indicator);
        const { direction } = indicators.get(target.indicator)!;
        return [id, statusOf(figure?.value ?? null, today, target, direction) === 'reached'] as const;
      }),
    );
    const byId = new Map(statuses);
    return ({ id }: Deadline) => byId.get(id)!;
  }
}

const shapeOf = ({ target, what, ...deadline }: Deadline, indicators: ReadonlyMap<string, Indicator>) => ({
  ...deadline,
  what: what as DeadlineSubject,
  indicator: target?.indicator ?? null,
  value: target?.value ?? null,
  unit: target ? indicators.get(target.indicator)!.unit : null,
});
