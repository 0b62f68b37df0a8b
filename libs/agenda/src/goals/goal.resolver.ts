import { Args, Context, Float, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, type GraphContext } from '@stadtlage/datasets';
import { CityDays } from '../city-days.js';
import { Indicator } from '../indicators/indicator.js';
import { aYearAgo, checkPart, loadFigure, loadFigureAt, loadHistory, loadIndicator } from '../indicators/figures.js';
import { forecastOf } from '../forecast.js';
import { expectedOn, statusOf } from '../status.js';
import { Goal, GoalTarget, Measure, TargetForecast, TargetStatus } from './goal.js';
import { measuresOf, targetOf } from './shape.js';

@Resolver(() => Goal)
export class GoalResolver {
  @Costs({ entries: 2 })
  @ResolveField(() => [GoalTarget], { description: 'The values of indicators by which it is measured.' })
  targets(@Parent() { record, moment }: Goal): GoalTarget[] {
    return record.content.targets.map((target) => targetOf(target, moment));
  }

  // Most goals have none or one.
  @Costs({ entries: 1 })
  @ResolveField(() => [Measure], { description: 'What is done for it.' })
  measures(@Parent() goal: Goal): Measure[] {
    return measuresOf(goal);
  }
}

@Resolver(() => GoalTarget)
export class TargetResolver {
  constructor(
    private readonly database: Database,
    private readonly days: CityDays,
  ) {}

  @ResolveField(() => Indicator, {
    nullable: true,
    description: 'What it is measured by, with the figure of now; null where it is no longer there.',
  })
  indicator(@Parent() { target }: GoalTarget, @Context() context: GraphContext): Promise<Indicator | null> {
    return loadIndicator(context, this.database, target.indicator);
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'What the path asks for today, or on the day of `knownAt`, in the unit of the indicator; null where nobody said where it began.',
  })
  expected(@Parent() { target, moment }: GoalTarget): number | null {
    return expectedOn(this.dayOf(moment), target);
  }

  @Costs({ base: 2 })
  @ResolveField(() => TargetStatus, {
    description: 'Where the figure of today stands against it, or the one that had been noted last by `knownAt`.',
  })
  async status(@Parent() { target, moment }: GoalTarget, @Context() context: GraphContext): Promise<TargetStatus> {
    const day = this.dayOf(moment);
    const [indicator, figure] = await Promise.all([
      loadIndicator(context, this.database, target.indicator),
      moment
        ? loadFigureAt(context, this.database, target.indicator, { moment, day })
        : loadFigure(context, this.database, target.indicator),
    ]);
    return statusOf(figure?.value ?? null, day, target, indicator?.direction) as TargetStatus;
  }

  private dayOf(moment: Date | undefined): string {
    return moment ? new CityDays(this.days.timeZone, () => moment).today() : this.days.today();
  }

  @Costs({ base: 2 })
  @ResolveField(() => TargetForecast, {
    nullable: true,
    description: 'By the figures of the year up to today, or to `knownAt`; null while they span less than 28 days.',
  })
  async forecast(
    @Parent() { target, moment }: GoalTarget,
    @Context() context: GraphContext,
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'By the figures of one district, as if the target were its own. Default: of all of the city.',
    })
    district?: string | null,
    @Args('operator', {
      type: () => ID,
      nullable: true,
      description:
        'By the figures of one operator, as if the target were its own; null where the indicator has no operators. Default: of all together.',
    })
    operator?: string | null,
  ): Promise<TargetForecast | null> {
    const indicator = await loadIndicator(context, this.database, target.indicator);
    if (!indicator || (operator && !indicator.hasOperators)) return null;
    const part = { district, operator };
    await checkPart(context, this.database, indicator, part);
    const history = await loadHistory(context, this.database, target.indicator, aYearAgo(moment), part);
    const day = this.dayOf(moment);
    return forecastOf(
      // Of a moment of the past its own day was not over: what was noted in the evening was not known at noon.
      history.filter((one) => (moment ? one.day < day : one.day <= day)),
      target,
      indicator.direction,
    );
  }
}
