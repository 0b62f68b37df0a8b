import type { MobileTechnology } from '../generated/graphql.js';
import { NO_FILTER, type AddressFilter } from './filters.js';

export const GROUPS = ['fixed', 'rollout', 'sensors', 'mobile', 'network', 'city'] as const;
export type GroupId = (typeof GROUPS)[number];

/** The switches of the legend. The cables are part of what there is to know about fibre. */
export const SWITCHES: { group: GroupId; within: GroupId[] }[] = [
  { group: 'fixed', within: ['network'] },
  { group: 'mobile', within: [] },
  { group: 'rollout', within: [] },
  { group: 'sensors', within: [] },
  { group: 'city', within: [] },
];

export const GENERATIONS: MobileTechnology[] = ['G2', 'G4', 'G5', 'G5_SA'];

/** What the legend has switched on. */
export interface MapChoice {
  groups: GroupId[];
  /** What the points and streets of the group "fixed" tell. */
  colouring: 'status' | 'technology';
  /** Provider id; null means every operator. */
  operator: string | null;
  /** null means every technology. */
  mobile: MobileTechnology | null;
  /** Which addresses the group "fixed" shows. */
  filter: AddressFilter;
}

export const DEFAULT_CHOICE: MapChoice = {
  groups: ['fixed', 'rollout', 'sensors'],
  colouring: 'status',
  operator: null,
  // All generations at once lie over each other; this is the one people ask for.
  mobile: 'G5',
  filter: NO_FILTER,
};

export function withGroup(choice: MapChoice, group: GroupId, on: boolean): MapChoice {
  return { ...choice, groups: GROUPS.filter((id) => (id === group ? on : choice.groups.includes(id))) };
}
