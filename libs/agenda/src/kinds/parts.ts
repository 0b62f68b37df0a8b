// What the contents of records are made of. Each property says with .meta() what it is called in German and English: forms, tables and the
// JSON Schema for others take it from there.
import type { Bilingual } from '@stadtlage/datasets';
import { z } from 'zod';
import { MESSAGES } from './messages.js';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** As long as pages and GraphQL take one. */
export const id = z.string().max(100).regex(ID, MESSAGES.id.en);
/** @param missing what is said where they are missing; default: that they are */
export const words = (longest: number, missing?: string) =>
  z.string(missing).trim().min(1, MESSAGES.empty.en).max(longest);
export const bilingual = (longest: number) => z.strictObject({ de: words(longest), en: words(longest) });
// No calendar has a year 0, and PostgreSQL knows no day in it.
export const day = z.iso.date(MESSAGES.day.en).refine((text) => !text.startsWith('0000'), MESSAGES.day.en);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, MESSAGES.time.en);
export const year = z.int().min(1990).max(2100).meta({ de: 'Jahr', en: 'Year' });
export const count = z.int().min(0).max(10_000_000);
export const euros = z.number().min(0).max(1e12);
export const webAddress = z.url({ protocol: /^https?$/, error: MESSAGES.webAddress.en }).max(1_000);

/** Some words, and what each is called. */
export const oneOf = <const Words extends Record<string, Bilingual>>(values: Words) =>
  z.enum(Object.keys(values) as (keyof Words & string)[]).meta({ values });

export const demo = z
  .literal(true)
  .optional()
  .meta({ de: 'Beispiel, kein Beschluss dieser Stadt', en: 'An example, nothing that this city decided' });

/** Where the things lie that records refer to, besides other records: what messages call them, and what their ids are. */
export const PLACES_REFERRED_TO = {
  'field-of-action': { noun: 'field of action', de: 'Handlungsfeld', ids: 'SELECT id FROM agenda.field_of_action' },
  indicator: { noun: 'indicator', de: 'Indikator', ids: 'SELECT id FROM agenda.indicator' },
  facility: { noun: 'facility', de: 'Einrichtung', ids: 'SELECT id FROM places.facility' },
  district: { noun: 'district', de: 'Stadtteil', ids: 'SELECT id FROM places.district' },
  sensor: { noun: 'sensor', de: 'Sensor', ids: 'SELECT id FROM sensors.thing WHERE is_public' },
} as const;

/**
 * The id of something that must be there when the record is written.
 * @param refersTo a kind of record, or one of PLACES_REFERRED_TO
 * @param says how a message goes on after "The measure one", before what it refers to, such as "belongs to the"
 */
export const refersTo = (refersTo: string, says: string, { once = false } = {}) =>
  words(200).meta({ refersTo, says, ...(once && { once }) });

/** Where something is: at a facility, or in a district in some place that words say. */
export const where = {
  facility: refersTo('facility', 'is at the')
    .optional()
    .meta({ de: 'Kennung der Einrichtung, wo es ist', en: 'Identifier of the facility where it is' }),
  place: words(200)
    .optional()
    .meta({ de: 'Ort, wo er keine Einrichtung ist', en: 'The place, where it is no facility' }),
  district: refersTo('district', 'is in the').optional().meta({
    de: 'Kennung des Stadtteils, wo es keine Einrichtung gibt',
    en: 'Identifier of the district, where there is no facility',
  }),
};

export const office = words(200).meta({
  de: 'Zuständiges Amt, nie eine Person',
  en: 'Responsible office, never a person',
});

export const bodies = z
  .array(
    z.strictObject({
      name: words(200).meta({ de: 'Stelle', en: 'Body' }),
      within: z.boolean().meta({ de: 'Teil der Verwaltung', en: 'Part of the administration' }),
    }),
  )
  .max(50)
  .meta({ de: 'Beteiligte Stellen', en: 'Bodies that take part' });

export const decision = z.strictObject({
  kind: oneOf({ motion: { de: 'Antrag', en: 'Motion' }, decision: { de: 'Beschluss', en: 'Decision' } }).meta({
    de: 'Antrag oder Beschluss',
    en: 'Motion or decision',
  }),
  body: words(200).meta({ de: 'Wer beantragt oder beschlossen hat', en: 'Who moved or decided it' }),
  date: day.meta({ de: 'Tag', en: 'Day' }),
  paper: words(200)
    .optional()
    .meta({ de: 'Nummer der Vorlage oder Niederschrift', en: 'Number of the paper or minutes' }),
});

/** A rule looks at its fields as soon as they can be read, whatever is wrong with others: all faults are told at once. */
export function whenRead(fields: z.ZodRawShape): (payload: { value: unknown }) => boolean {
  const schema = z.object(fields);
  return ({ value }) => schema.safeParse(value).success;
}

const years = z.array(z.object({ year: z.number() }));

/** One entry for each year. */
export const onePerYear = <T extends z.ZodType<{ year: number }>>(entry: T) =>
  z
    .array(entry)
    .max(50)
    .refine((entries) => new Set(entries.map((one) => one.year)).size === entries.length, {
      message: MESSAGES.yearTwice.en,
      when: ({ value }) => years.safeParse(value).success,
    })
    .default([]);
