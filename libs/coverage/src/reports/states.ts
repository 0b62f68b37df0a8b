// What may become of a report, as pure functions: its transitions, its clock and its outcome.

export const STATES = ['received', 'passed_on', 'conceded', 'disputed', 'resolved', 'rejected'] as const;
export type State = (typeof STATES)[number];
export type Outcome = 'corrected' | 'not_confirmed' | 'rejected';

/** Who concedes or disputes has answered; from there it only goes back to be asked once more, or to an end. */
export const TRANSITIONS: Record<State, readonly State[]> = {
  received: ['passed_on', 'conceded', 'disputed', 'rejected'],
  passed_on: ['conceded', 'disputed', 'rejected'],
  conceded: ['resolved'],
  disputed: ['passed_on', 'conceded', 'resolved'],
  resolved: [],
  rejected: [],
};

/** How many days a report may stay in a state before the next step is due; closed ones are not listed. */
export const DAYS_DUE: Partial<Record<State, number>> = { received: 7, passed_on: 28, conceded: 90, disputed: 28 };

const DAY_MS = 86_400_000;

export interface Step {
  state: State;
  at: Date;
}

export const isClosed = (state: State): boolean => TRANSITIONS[state].length === 0;

/** The day (YYYY-MM-DD, UTC) by which a report that came into this state then must move on; null when nothing is due. */
export function dueOn(state: State, since: Date): string | null {
  const days = DAYS_DUE[state];
  return days === undefined ? null : new Date(since.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** What came of it; null while it is open. @param states all of them, the first first */
export function outcomeOf(states: readonly State[]): Outcome | null {
  switch (states.at(-1)) {
    case 'rejected':
      return 'rejected';
    case 'resolved':
      return states.findLast((state) => state === 'conceded' || state === 'disputed') === 'conceded'
        ? 'corrected'
        : 'not_confirmed';
    default:
      return null;
  }
}

/** Whole days that it stayed in the state of each step; the last one of an open report is still running. */
export function daysPerStep(steps: readonly Step[], now: Date): number[] {
  return steps.map(({ state, at }, i) => {
    const until = steps[i + 1]?.at ?? (isClosed(state) ? at : now);
    return Math.max(0, Math.floor((until.getTime() - at.getTime()) / DAY_MS));
  });
}
