import type { GroupId, MapChoice } from './choice.js';

export const BASE_DATASETS = ['base-map', 'streets', 'districts'];

/** Ids of the datasets whose tiles a group draws: also its demo mark and its sources. */
export const DATASETS_OF: Record<GroupId, string[]> = {
  fixed: ['address-coverage'],
  mobile: ['mobile-availability'],
  rollout: ['rollout-projects'],
  network: ['fibre-spans', 'fibre-nodes'],
  sensors: ['sensors'],
  city: ['facilities'],
};

/** Ids of the datasets that the map shows for a choice. */
export const shownDatasets = (choice: MapChoice) => [
  ...BASE_DATASETS,
  ...choice.groups.flatMap((group) => DATASETS_OF[group]),
];
