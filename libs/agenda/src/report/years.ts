import type { Measure } from '../kinds/measure.js';

/** Money in euros, staff in full-time equivalents; null where nobody entered anything. */
export interface YearSum {
  year: number;
  planned: number | null;
  committed: number | null;
  spent: number | null;
  plannedStaff: number | null;
  filledStaff: number | null;
}

/** Money and staff of some measures together, by year. */
export function yearsOf(measures: Pick<Measure, 'budget' | 'staff'>[]): YearSum[] {
  const years = new Map<number, YearSum>();
  const of = (year: number): YearSum => {
    const known = years.get(year);
    if (known) return known;
    const empty = { planned: null, committed: null, spent: null, plannedStaff: null, filledStaff: null };
    const created: YearSum = { year, ...empty };
    years.set(year, created);
    return created;
  };
  for (const { budget, staff } of measures) {
    for (const { year, planned, committed, spent } of budget) {
      const sum = of(year);
      sum.planned = plus(sum.planned, planned);
      sum.committed = plus(sum.committed, committed);
      sum.spent = plus(sum.spent, spent);
    }
    for (const { year, planned, filled } of staff) {
      const sum = of(year);
      sum.plannedStaff = plus(sum.plannedStaff, planned);
      sum.filledStaff = plus(sum.filledStaff, filled);
    }
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}

/** Cents and hundredths of a person stay what they are. */
const plus = (a: number | null, b: number | undefined): number | null =>
  b === undefined ? a : Math.round(((a ?? 0) + b) * 100) / 100;
