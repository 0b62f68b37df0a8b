import { daysPerStep, dueOn, outcomeOf, STATES, TRANSITIONS, type State } from './states.js';

describe('a report', () => {
  // Rows: from; columns: to, in the order of STATES.
  test.each<[State, string]>([
    //            r p c d r x
    ['received', '. x x x . x'],
    ['passed_on', '. . x x . x'],
    ['conceded', '. . . . x .'],
    ['disputed', '. x x . x .'],
    ['resolved', '. . . . . .'],
    ['rejected', '. . . . . .'],
  ])('that is %s may go on to %s', (from, row) => {
    expect(STATES.map((to) => (TRANSITIONS[from].includes(to) ? 'x' : '.')).join(' ')).toBe(row);
  });

  test('can reach an end from every state', () => {
    const ends = (state: State, seen: State[] = []): boolean =>
      !TRANSITIONS[state].length ||
      TRANSITIONS[state].some((next) => !seen.includes(next) && ends(next, [...seen, state]));
    expect(STATES.filter((state) => !ends(state))).toEqual([]);
  });

  test.each<[State, string | null]>([
    ['received', '2026-03-08'],
    ['passed_on', '2026-03-29'],
    ['conceded', '2026-05-30'],
    ['disputed', '2026-03-29'],
    ['resolved', null],
    ['rejected', null],
  ])('that became %s on 1 March must have moved on by %s', (state, day) => {
    expect(dueOn(state, new Date('2026-03-01T23:30:00Z'))).toBe(day);
  });

  test.each<[State[], string | null]>([
    [['received'], null],
    [['received', 'conceded'], null],
    [['received', 'rejected'], 'rejected'],
    [['received', 'conceded', 'resolved'], 'corrected'],
    [['received', 'passed_on', 'disputed', 'conceded', 'resolved'], 'corrected'],
    [['received', 'disputed', 'resolved'], 'not_confirmed'],
    [['received', 'disputed', 'passed_on', 'disputed', 'resolved'], 'not_confirmed'],
  ])('that went through %j ends as %s', (states, outcome) => {
    expect(outcomeOf(states)).toBe(outcome);
  });

  test('has a clock that stops when it is closed', () => {
    const at = (day: string) => new Date(`2026-03-${day}T12:00:00Z`);
    const steps = [
      { state: 'received' as const, at: at('01') },
      { state: 'passed_on' as const, at: at('03') },
    ];
    expect(daysPerStep(steps, new Date('2026-03-13T11:00:00Z'))).toEqual([2, 9]);
    expect(daysPerStep([...steps, { state: 'rejected', at: at('04') }], at('31'))).toEqual([2, 1, 0]);
  });
});
