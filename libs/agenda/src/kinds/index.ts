import { UserError } from '@stadtlage/database';
import type { Text } from '@stadtlage/imports';
import { z } from 'zod';
import { site, system } from './administration.js';
import { advice } from './business.js';
import { faultOf } from './faults.js';
import { application, programme } from './funding.js';
import { goal } from './goal.js';
import { inclusionOffer, inclusionWeights } from './inclusion.js';
import type { RecordKind } from './kind.js';
import { measure } from './measure.js';
import { onlineService } from './online-services.js';
import { school } from './schools.js';
import { useCase } from './smart-city.js';
import { statedFigure } from './stated-figure.js';
import { conceptItem } from './town-hall.js';
import { course } from './training.js';

const ALL = [
  goal,
  measure,
  school,
  onlineService,
  site,
  system,
  conceptItem,
  useCase,
  course,
  advice,
  programme,
  application,
  inclusionOffer,
  inclusionWeights,
  statedFigure,
] as const;

type Known = (typeof ALL)[number];
export type Kind = Known['id'];
/** What a record of a kind holds, of whatever release it is. */
export type ContentOf<K extends Kind = Kind> = z.output<NonNullable<Extract<Known, { id: K }>['stored']>>;
/** The lists of an agenda file. */
export type Sections = { [K in Known as K['section']]: { id: K['id']; content: ContentOf<K['id']> } };

/** All kinds of records, in the order of an agenda file. */
export const KINDS: readonly RecordKind<Kind, keyof Sections>[] = ALL as readonly Known[] as never;

const BY_ID = new Map<string, (typeof KINDS)[number]>(KINDS.map((kind) => [kind.id, kind]));

export const isKind = (id: string): id is Kind => BY_ID.has(id);

/** @throws UserError where there is no such kind */
export function kindOf(id: string): (typeof KINDS)[number] {
  const kind = BY_ID.get(id);
  if (kind) return kind;
  throw new UserError(`There is no kind of record ${JSON.stringify(id)}. Take one of ${[...BY_ID.keys()].join(', ')}.`);
}

/** As a message calls it. */
export const nounOf = (kind: string): string => kind.replaceAll('-', ' ');

/**
 * What a content of this kind looks like, as JSON Schema (2020-12), for forms and for others. Beside the standard's words: `de` and `en` are what
 * a property is called, `values` what each word of an `enum` is called, `refersTo` the kind of record, or the place, whose id it is,
 * `isDataset` that it is the id of an open dataset.
 */
export const jsonSchemaOf = ({ content }: { content: z.ZodObject }): Record<string, unknown> =>
  z.toJSONSchema(content, { io: 'input' }) as Record<string, unknown>;

export interface Fault {
  /** Where a content is wrong, such as `targets[0].date`. */
  at: string;
  path: PropertyKey[];
  /** What is wrong there, or what is wanted. */
  message: string;
  /** The same for people, in both languages. */
  text: Text;
}

/** A content as any release has stored it, with the defaults of what has come since. */
export const storedContent = <K extends Kind>(kind: K, content: unknown): ContentOf<K> => {
  const { stored, content: today } = kindOf(kind);
  return (stored ?? today).parse(content) as ContentOf<K>;
};

/** A content as it is stored, with all defaults; or all that is wrong with it. */
export function checkContent<K extends Kind>(
  kind: K,
  content: unknown,
): { content: ContentOf<K>; faults?: undefined } | { content?: undefined; faults: Fault[] } {
  const parsed = kindOf(kind).content.safeParse(content, { reportInput: true });
  if (parsed.success) return { content: parsed.data as ContentOf<K> };
  const faults = parsed.error.issues.map((issue) => ({
    ...{ at: z.core.toDotPath(issue.path), path: issue.path, message: issue.message },
    text: faultOf(issue),
  }));
  return { faults };
}
