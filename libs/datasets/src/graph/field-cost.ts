import { Extensions } from '@nestjs/graphql';

/**
 * What a field costs in points, where it is not the usual: one for each object, twenty scalars for one more, ten entries
 * for a list without a page size.
 */
export interface FieldCost {
  /** Each time the field is asked for, whatever comes of it; perhaps by its arguments. */
  base?: number | ((args: Readonly<Record<string, unknown>>) => number);
  /** Each entry, instead of one. */
  each?: number;
  /** Entries that a list without a page size usually has, or at most, by its arguments. */
  entries?: number | ((args: Readonly<Record<string, unknown>>) => number);
}

/** Declares the cost of a field, beside the field. The server adds them up before it runs a query. */
export const Costs = (cost: FieldCost) => Extensions({ cost });
