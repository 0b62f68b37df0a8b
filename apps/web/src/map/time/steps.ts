/** The days that the statements about fixed networks and rollout speak of. */
export interface Period {
  first: string;
  today: string;
  /** The last day that anybody has promised something for. */
  last: string;
}

/** Up to so many months are steps of their own; beyond that quarters. */
const MOST_MONTHS = 36;

const monthOf = (day: string) => +day.slice(0, 4) * 12 + +day.slice(5, 7) - 1;
/** The last day of a month, counted from the year 0. */
const endOf = (month: number) =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);

/** The days one can step through: ends of months or quarters, and today among them. The last one reaches the last promise. */
export function stepsOf({ first, today, last }: Period): string[] {
  const from = monthOf(first);
  const to = monthOf(last);
  const by = to - from <= MOST_MONTHS ? 1 : 3;
  const days: string[] = [];
  for (let month = from + (by - 1) - (from % by); ; month += by) {
    const day = endOf(month);
    const promised = day > today;
    if (promised && last <= today) break;
    days.push(day);
    if (day >= last) break;
  }
  return [...new Set([...days, today])].sort();
}

/** Where the slider stands for a day, which need not be one of its steps. */
export function stepAt(steps: string[], day: string): number {
  const after = steps.findIndex((step) => step >= day);
  return after < 0 ? steps.length - 1 : after;
}

/** The step before or after a day; undefined at the ends. */
export const stepFrom = (steps: string[], day: string, by: 1 | -1): string | undefined =>
  by > 0 ? steps.find((step) => step > day) : steps.findLast((step) => step < day);

/** The step a year before a day, or the first there is; undefined: there is nothing before it. */
export function yearBefore(steps: string[], day: string): string | undefined {
  const then = `${+day.slice(0, 4) - 1}${day.slice(4)}`;
  return steps.findLast((step) => step <= then) ?? steps.find((step) => step < day);
}
