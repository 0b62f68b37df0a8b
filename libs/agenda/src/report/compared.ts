import { figuresOf, hasOthers } from './figure-differences.js';
import { goalsOf } from './gaps.js';
import type { Report } from './report.js';

type Content = Pick<Report, 'fields'>;

/** What reports have not always had. */
const LATER = {
  responsible: (before: Content) => goalsOf(before).every(({ office, actors }) => office !== undefined && actors),
  applications: (before: Content) => goalsOf(before).every(({ measures }) => measures.every((one) => one.applications)),
  unattached: ({ fields }: Content) => fields.some(({ applications }) => applications),
  concept: ({ fields }: Content) => fields.some(({ concept }) => concept),
  path: (before: Content) =>
    goalsOf(before).every(({ targets }) => targets.every((one) => one.baseline !== undefined && one.path)),
  others: hasOthers,
  stated: (before: Content) => figuresOf(before).every(({ stated }) => stated !== undefined),
  districts: ({ fields }: Content) => fields.every(({ districts }) => districts),
  networks: ({ fields }: Content) => fields.some(({ networks }) => networks),
};

/** A part of a report in which it is compared with another one; `agenda` is what all of them have. */
export type Compared = 'agenda' | keyof typeof LATER;

/** In what a report can be compared with that one: nobody is to say of anything else that it is the same. */
export const comparedWith = (before: Content): Compared[] => [
  'agenda',
  ...(Object.keys(LATER) as (keyof typeof LATER)[]).filter((part) => LATER[part](before)),
];
