// What a goal and a measure of the digital agenda hold, and the file that an agenda travels in. The types, the checks and the JSON Schema
// for others (docs/agenda.md) all come from these definitions.
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has lower-case letters, digits and single hyphens');
const words = (longest: number) => z.string().trim().min(1, 'may not be empty').max(longest);
const bilingual = (longest: number) => z.strictObject({ de: words(longest), en: words(longest) });
const day = z.iso.date('a day is written as 2026-06-30');
const euros = z.number().min(0).max(1e12).describe('in euros');
const share = z.number().min(0).max(1_000).describe('full-time equivalents');
const year = z.int().min(1990).max(2100);

const onePerYear = <T extends z.ZodType<{ year: number }>>(entry: T) =>
  z
    .array(entry)
    .max(50)
    .refine((entries) => new Set(entries.map((one) => one.year)).size === entries.length, 'a year stands in it twice')
    .default([]);

export const decision = z
  .strictObject({
    kind: z.enum(['motion', 'decision']),
    body: words(200).describe('who moved or decided it'),
    date: day,
    paper: words(200).optional().describe('number of the paper or minutes'),
  })
  .describe('What the council was asked for, or has decided');

export const target = z
  .strictObject({
    indicator: id.describe('id of an indicator'),
    baseline: z.strictObject({ date: day, value: z.number() }).optional().describe('where it began'),
    path: z
      .array(z.strictObject({ date: day, value: z.number() }))
      .max(50)
      .default([])
      .describe('values to be reached on the way; between them a straight line'),
    date: day.describe('by when'),
    value: z.number().describe('in the unit of the indicator'),
    source: words(500).optional().describe('who set it, such as a law'),
  })
  .refine(
    ({ baseline, path, date }) => {
      const days = [...(baseline ? [baseline.date] : []), ...path.map((point) => point.date), date];
      return days.every((one, i) => i === 0 || days[i - 1]! < one);
    },
    { message: 'the days of baseline, path and target must follow each other', path: ['date'] },
  );

export const goal = z.strictObject({
  field: id.describe('id of a field of action'),
  title: bilingual(200),
  text: bilingual(4_000).optional(),
  decision: decision.optional(),
  targets: z.array(target).max(20).default([]),
  demo: z.literal(true).optional().describe('an example, not a decision of this city'),
});

export const MEASURE_STATES = ['idea', 'planned', 'running', 'done', 'stopped'] as const;
export const FUNDING_STATES = ['screened', 'applied', 'granted', 'refused', 'closed'] as const;

export const measure = z
  .strictObject({
    goal: id.describe('id of a goal'),
    title: bilingual(200),
    text: bilingual(4_000).optional(),
    office: words(200).optional().describe('the office that is responsible; never a person'),
    actors: z
      .array(z.strictObject({ name: words(200), within: z.boolean().describe('part of the administration') }))
      .max(50)
      .default([]),
    state: z.enum(MEASURE_STATES),
    starts: day.optional(),
    ends: day.optional(),
    decision: decision.optional(),
    budget: onePerYear(z.strictObject({ year, planned: euros, committed: euros.optional(), spent: euros.optional() })),
    staff: onePerYear(z.strictObject({ year, planned: share, filled: share.optional() })),
    funding: z
      .array(
        z.strictObject({
          programme: words(200),
          state: z.enum(FUNDING_STATES),
          applied: euros.optional(),
          granted: euros.optional(),
          drawn: euros.optional(),
        }),
      )
      .max(20)
      .default([]),
    risks: z
      .array(z.strictObject({ text: bilingual(500), level: z.enum(['low', 'medium', 'high']) }))
      .max(20)
      .default([]),
    dependsOn: z.array(id).max(50).default([]).describe('ids of measures that must be done first'),
    milestones: z
      .array(z.strictObject({ id, title: bilingual(200), due: day, done: day.optional() }))
      .max(100)
      .default([]),
    demo: z.literal(true).optional().describe('an example, not a measure of this city'),
  })
  .refine(({ starts, ends }) => !starts || !ends || starts <= ends, {
    message: 'ends before it starts',
    path: ['ends'],
  })
  .refine(({ milestones }) => new Set(milestones.map((one) => one.id)).size === milestones.length, {
    message: 'an id stands in them twice',
    path: ['milestones'],
  });

const identified = { id, reason: words(1_000).optional().describe('why this version differs from the one before') };

/** The file of `stadtlage agenda export` and `import`. */
export const agendaFile = z.strictObject({
  format: z.literal('stadtlage-agenda'),
  version: z.literal(1),
  goals: z.array(goal.safeExtend(identified)).max(1_000),
  measures: z.array(measure.safeExtend(identified)).max(10_000),
});

export type Decision = z.infer<typeof decision>;
export type Target = z.infer<typeof target>;
export type Goal = z.infer<typeof goal>;
export type Measure = z.infer<typeof measure>;
export type AgendaFile = z.infer<typeof agendaFile>;
export type Kind = 'goal' | 'measure';
