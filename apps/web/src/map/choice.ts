import type { MobileTechnology } from '../generated/graphql.js';

export const GROUPS = ['fixed', 'rollout', 'sensors', 'mobile', 'network'] as const;
export type GroupId = (typeof GROUPS)[number];

/** What the legend has switched on. */
export interface MapChoice {
  groups: GroupId[];
  /** What the points and streets of the group "fixed" tell. */
  colouring: 'status' | 'technology';
  /** Provider id; null means every operator. */
  operator: string | null;
  /** null means every technology. */
  mobile: MobileTechnology | null;
}

export const DEFAULT_CHOICE: MapChoice = {
  groups: ['fixed', 'rollout', 'sensors'],
  colouring: 'status',
  operator: null,
  // All generations at once lie over each other; this is the one people ask for.
  mobile: 'G5',
};

export function withGroup(choice: MapChoice, group: GroupId, on: boolean): MapChoice {
  return { ...choice, groups: GROUPS.filter((id) => (id === group ? on : choice.groups.includes(id))) };
}
