import type { GroupId, MapChoice } from '../map/choice.js';

/** The layers that there is a list of. */
export const LISTS = ['fixed', 'network', 'mobile', 'rollout', 'sensors', 'city'] as const satisfies GroupId[];
export type ListId = (typeof LISTS)[number];

export const listOf = (query: URLSearchParams): ListId | null => LISTS.find((id) => id === query.get('list')) ?? null;

/** The list to begin with: of the first layer that the map shows. */
export const firstList = ({ groups }: MapChoice): ListId => LISTS.find((id) => groups.includes(id)) ?? 'fixed';

/** By which the button is found again when the list closes. */
export const LIST_BUTTON = 'list-button';
