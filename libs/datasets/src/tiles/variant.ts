import type { TileFilter } from './filter.js';
import { dayTag, type OnDay } from './on-day.js';

/** What a tile shows instead of all that holds today. There are more of these than anybody asks for: each is made when it is asked for. */
export type Variant = OnDay | TileFilter;

export const isOfDay = (variant: Variant): variant is OnDay => 'day' in variant;

/** Under which it is kept. */
export const variantKey = (variant: Variant) => (isOfDay(variant) ? variant.day : variant.id);

/** Differs whenever a tile may differ for it. */
export const variantTag = (variant: Variant) => (isOfDay(variant) ? dayTag(variant) : variant.id);
