import type { Bilingual } from '@stadtlage/datasets';
import type { z } from 'zod';

/**
 * One kind of record of the digital agenda, described once. Storing, checking, the agenda file, the import from CSV, GraphQL and forms know it
 * by this and by nothing else; how its records are read as open data, a migration says (the views of its datasets).
 */
export interface RecordKind<
  Id extends string = string,
  Section extends string = string,
  Content extends z.ZodObject = z.ZodObject,
  Stored extends z.ZodObject = Content,
> {
  /** As it is stored, such as `online-service`. */
  id: Id;
  /** The list of its records in the agenda file, such as `onlineServices`. */
  section: Section;
  /** One of them, and several. */
  title: Bilingual;
  plural: Bilingual;
  /** What it is, as a sentence. */
  about: Bilingual;
  /** The field of action it belongs to; null where each record says it. */
  field: string | null;
  /** What a record holds. Properties are called what they are in the agenda file; see parts.ts for what .meta() says of each. */
  content: Content;
  /** What an older release may have stored, where it asked for less: that stays readable. Default: `content`. */
  stored?: Stored;
  /** Whoever changes one that is there has to say why. */
  asksWhy?: true;
  /** The open datasets that its records are in: whoever writes one raises their versions. */
  datasets: string[];
  /**
   * Properties that no two records have all alike, as both would be counted; `all` is the word of the last of them that stands for every
   * other, too.
   */
  once?: { properties: (keyof z.output<Stored> & string)[]; all?: string };
  /** What a record is called. */
  nameOf(content: z.output<Stored>): Bilingual;
}

export const defineKind = <
  const Id extends string,
  const Section extends string,
  Content extends z.ZodObject,
  Stored extends z.ZodObject = Content,
>(
  kind: RecordKind<Id, Section, Content, Stored>,
): RecordKind<Id, Section, Content, Stored> => kind;
