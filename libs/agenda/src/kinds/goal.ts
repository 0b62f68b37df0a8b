import { z } from 'zod';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, bodies, day, decision, demo, office, refersTo, whenRead, words } from './parts.js';

const value = z.number().meta({ de: 'Wert', en: 'Value' });
const point = z.strictObject({ date: day.meta({ de: 'Tag', en: 'Day' }), value });

const whereItBegan = { de: 'Ausgangswert', en: 'Where it began' };
const whoStatedIt = { de: 'Wer ihn angegeben hat', en: 'Who stated it' };

/** Typed, not computed: it says who stated it. */
const baseline = point.extend({ source: words(500, MESSAGES.baselineSource.en).meta(whoStatedIt) });
/** Of the releases that did not ask for that. */
const storedBaseline = point.extend({ source: words(500).optional() });

const storedTarget = z
  .strictObject({
    indicator: refersTo('indicator', 'has a target for the').meta({ de: 'Indikator', en: 'Indicator' }),
    baseline: storedBaseline.optional().meta(whereItBegan),
    path: z
      .array(point)
      .max(50)
      .default([])
      .meta({ de: 'Zwischenziele; dazwischen gerade Linien', en: 'Values on the way; between them straight lines' }),
    date: day.meta({ de: 'Bis wann', en: 'By when' }),
    value: value.meta({ de: 'Zielwert in der Einheit des Indikators', en: 'Target in the unit of the indicator' }),
    source: words(500).optional().meta({ de: 'Wer ihn gesetzt hat, etwa ein Gesetz', en: 'Who set it, such as a law' }),
  })
  .refine(
    ({ baseline, path, date }) => {
      const days = [...(baseline ? [baseline.date] : []), ...path.map((one) => one.date), date];
      return days.every((one, i) => i === 0 || days[i - 1]! < one);
    },
    {
      message: MESSAGES.daysFollow.en,
      path: ['date'],
      when: whenRead({
        baseline: z.object({ date: day }).optional(),
        path: z.array(z.object({ date: day })),
        date: day,
      }),
    },
  );

const target = storedTarget.safeExtend({ baseline: baseline.optional().meta(whereItBegan) });

const targetsOf = <T extends z.ZodType>(target: T) =>
  z.array(target).max(20).default([]).meta({ de: 'Zielwerte', en: 'Targets' });

const stored = z.strictObject({
  field: refersTo('field-of-action', 'belongs to the').meta({ de: 'Handlungsfeld', en: 'Field of action' }),
  title: bilingual(200).meta({ de: 'Ziel', en: 'Goal' }),
  text: bilingual(4_000).optional().meta({ de: 'Erläuterung', en: 'Explanation' }),
  office: office.optional(),
  // Not an empty list where nothing is said: goals of before there was this are the same when they come again.
  actors: bodies.optional(),
  decision: decision.optional().meta({ de: 'Antrag oder Beschluss', en: 'Motion or decision' }),
  targets: targetsOf(storedTarget),
  demo,
});

const content = stored.extend({ targets: targetsOf(target) });

export const goal = defineKind({
  id: 'goal',
  section: 'goals',
  title: { de: 'Ziel', en: 'Goal' },
  plural: { de: 'Ziele', en: 'Goals' },
  about: {
    de: 'Was die Stadt in einem Handlungsfeld erreichen will, und woran sie es misst.',
    en: 'What the city wants to reach in a field of action, and by what it measures that.',
  },
  field: null,
  content,
  stored,
  asksWhy: true,
  // A measure is in the field of its goal.
  datasets: ['agenda-goals', 'agenda-targets', 'agenda-measures'],
  nameOf: ({ title }) => title,
});

export type Decision = z.infer<typeof decision>;
export type Target = z.infer<typeof storedTarget>;
export type Goal = z.infer<typeof stored>;
