import type { LocalizedText } from '@stadtlage/datasets';
import { kindOf, type ContentOf, type Kind } from '../kinds/index.js';
import type { Target } from '../kinds/goal.js';
import type { AgendaRecord } from '../records/store.js';

/** The kinds of records that say by when something is to be. */
export const KINDS_WITH_DEADLINES = ['goal', 'measure', 'concept-item', 'system', 'programme'] as const;
type Dated = (typeof KINDS_WITH_DEADLINES)[number];

/** What is to be by some day. */
export interface Deadline {
  /** Unique; that of a milestone stays the same when its day moves. */
  id: string;
  what: 'target' | 'milestone' | 'concept-item' | 'renewal' | 'applications';
  /** The record that says so. */
  kind: Kind;
  record: string;
  /** The field of action. */
  field: string;
  title: LocalizedText;
  /** The goal of a target, the measure of a milestone. */
  partOf: LocalizedText | null;
  /** Who is responsible; of a programme, who funds. */
  office: string | null;
  due: string;
  /** When it was done. */
  done: string | null;
  /** Whether somebody is still to do something for it, by what is recorded: of a target, its figure says whether it is reached. */
  isPending: boolean;
  isDemo: boolean;
  recordedAt: Date;
  target?: Target;
}

type Records = { [K in Dated]: AgendaRecord<ContentOf<K>>[] };

/** All days that records name, the earliest first. @param indicators what they are called, by their ids */
export function deadlinesOf(records: Records, indicators: ReadonlyMap<string, LocalizedText>): Deadline[] {
  const goals = new Map(records.goal.map((goal) => [goal.id, goal.content]));
  const of = (kind: Dated, { id, recordedAt, content }: AgendaRecord<{ demo?: true | undefined }>) => ({
    ...{ kind, record: id, recordedAt, isDemo: content.demo ?? false },
    ...{ field: kindOf(kind).field ?? '', partOf: null, done: null, isPending: true },
  });
  const found: Deadline[] = [
    ...records.goal.flatMap((goal) =>
      goal.content.targets.flatMap((target): Deadline[] => {
        const title = indicators.get(target.indicator);
        if (!title) return [];
        const { field, title: partOf, office = null } = goal.content;
        const id = `target-${goal.id}-${target.indicator}-${target.date}`;
        return [{ ...of('goal', goal), id, what: 'target', field, title, partOf, office, due: target.date, target }];
      }),
    ),
    ...records.measure.flatMap((measure) => {
      const { goal, title: partOf, office = null, state, milestones } = measure.content;
      const isUnderWay = state === 'planned' || state === 'running';
      return milestones.map(({ id, title, due, done = null }): Deadline => ({
        ...of('measure', measure),
        ...{ id: `milestone-${measure.id}-${id}`, what: 'milestone', field: goals.get(goal)?.field ?? '' },
        ...{ title, partOf, office, due, done, isPending: isUnderWay && !done },
      }));
    }),
    ...records['concept-item'].flatMap((item): Deadline[] => {
      const { title, office = null, state, due, done = null } = item.content;
      if (!due) return [];
      const isPending = state === 'open' || state === 'running';
      const id = `concept-item-${item.id}`;
      return [{ ...of('concept-item', item), id, what: 'concept-item', title, office, due, done, isPending }];
    }),
    ...records.system.flatMap((system): Deadline[] => {
      const { title, office = null, renewalDue: due } = system.content;
      return due ? [{ ...of('system', system), id: `system-${system.id}`, what: 'renewal', title, office, due }] : [];
    }),
    ...records.programme.flatMap((programme): Deadline[] => {
      const { title, funder: office = null, deadline: due, screening } = programme.content;
      if (!due) return [];
      const isPending = screening !== 'unsuitable';
      const id = `programme-${programme.id}`;
      return [{ ...of('programme', programme), id, what: 'applications', title, office, due, isPending }];
    }),
  ];
  return found.sort((a, b) => (a.due + a.id < b.due + b.id ? -1 : 1));
}

/**
 * Those that are still to be kept, also what should have been long ago: only whoever has missed the last day for applications can do
 * nothing any more.
 */
export const openOn = <D extends Pick<Deadline, 'what' | 'due' | 'isPending'>>(
  today: string,
  deadlines: readonly D[],
  isReached: (deadline: D) => boolean,
): D[] =>
  deadlines.filter((one) => one.isPending && !(one.what === 'applications' && one.due < today) && !isReached(one));
