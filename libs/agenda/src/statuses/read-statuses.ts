import type { Database } from '@stadtlage/database';
import type { GraphContext, LocalizedText } from '@stadtlage/datasets';
import { loadFigure, loadIndicator } from '../indicators/figures.js';
import { readRecords } from '../records/store.js';
import { statusOf, type TargetStatus } from '../status.js';

/** Where a target of a goal stands. */
export interface StandingTarget {
  goal: string;
  goalTitle: LocalizedText;
  indicator: string;
  indicatorTitle: LocalizedText;
  date: string;
  value: number | null;
  status: TargetStatus;
}

/** Of all targets, by goal, indicator and day. */
export async function readStatuses(database: Database, today: string): Promise<Map<string, StandingTarget>> {
  const { goal: goals } = await readRecords(database, ['goal']);
  // As for one request: each figure is read once, and all that are missing are computed together.
  const context: GraphContext = {};
  const targets = goals.flatMap(({ id, content }) => content.targets.map((target) => ({ id, content, target })));
  const standing = await Promise.all(
    targets.map(async ({ id, content, target }): Promise<StandingTarget | undefined> => {
      const [indicator, figure] = await Promise.all([
        loadIndicator(context, database, target.indicator),
        loadFigure(context, database, target.indicator),
      ]);
      if (!indicator) return undefined;
      const value = figure?.value ?? null;
      return {
        goal: id,
        goalTitle: content.title,
        indicator: indicator.id,
        indicatorTitle: indicator.title,
        date: target.date,
        value,
        status: statusOf(value, today, target, indicator.direction),
      };
    }),
  );
  return new Map(standing.flatMap((one) => (one ? [[`${one.goal}/${one.indicator}/${one.date}`, one]] : [])));
}
