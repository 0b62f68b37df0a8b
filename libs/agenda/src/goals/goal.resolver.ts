import { Args, Context, Float, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import { Costs, type GraphContext } from '@stadtlage/datasets';
import { CityDays } from '../city-days.js';
import { Indicator } from '../indicators/indicator.js';
import { aYearAgo, checkDistrict, loadFigure, loadHistory, loadIndicator } from '../indicators/figures.js';
import { forecastOf } from '../forecast.js';
import { expectedOn, statusOf } from '../status.js';
import { Goal, GoalTarget, Measure, TargetForecast, TargetStatus } from './goal.js';
import { measuresOf, targetOf } from './shape.js';

@Resolver(() => Goal)
export class GoalResolver {
  @Costs({ entries: 2 })
  @ResolveField(() => [GoalTarget], { description: 'The values of indicators by which it is measured.' })
  targets(@Parent() { record }: Goal): GoalTarget[] {
    return record.content.targets.map(targetOf);
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
    description: 'What it is measured by; null where it is no longer there.',
  })
  indicator(@Parent() { target }: GoalTarget, @Context() context: GraphContext): Promise<Indicator | null> {
    return loadIndicator(context, this.database, target.indicator);
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'What the path asks for today, in the unit of the indicator; null where nobody said where it began.',
  })
  expected(@Parent() { target }: GoalTarget): number | null {
    return expectedOn(this.days.today(), target);
  }

  @Costs({ base: 2 })
  @ResolveField(() => TargetStatus, { description: 'Where the figure of today stands against it.' })
  async status(@Parent() { target }: GoalTarget, @Context() context: GraphContext): Promise<TargetStatus> {
    const [indicator, figure] = await Promise.all([
      loadIndicator(context, this.database, target.indicator),
      loadFigure(context, this.database, target.indicator),
    ]);
    return statusOf(figure?.value ?? null, this.days.today(), target, indicator?.direction) as TargetStatus;
  }

  @Costs({ base: 2 })
  @ResolveField(() => TargetForecast, {
    nullable: true,
    description: 'Null while its figures span less than 28 days.',
  })
  async forecast(
    @Parent() { target }: GoalTarget,
    @Context() context: GraphContext,
    @Args('district', {
      type: () => ID,
      nullable: true,
      description: 'By the figures of one district, as if the target were its own. Default: of all of the city.',
    })
    district?: string | null,
  ): Promise<TargetForecast | null> {
    if (district) await checkDistrict(context, this.database, district);
    const [indicator, history] = await Promise.all([
      loadIndicator(context, this.database, target.indicator),
      loadHistory(context, this.database, target.indicator, aYearAgo(), district),
    ]);
    return forecastOf(history, target, indicator?.direction);
  }
}
