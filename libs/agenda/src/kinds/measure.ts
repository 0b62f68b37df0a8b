import { z } from 'zod';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import {
  bilingual,
  bodies,
  day,
  decision,
  demo,
  euros,
  id,
  office,
  oneOf,
  onePerYear,
  refersTo,
  whenRead,
  words,
  year,
} from './parts.js';

const positions = z.number().min(0).max(1_000);

const content = z
  .strictObject({
    goal: refersTo('goal', 'belongs to the').meta({ de: 'Ziel', en: 'Goal' }),
    title: bilingual(200).meta({ de: 'Maßnahme', en: 'Measure' }),
    text: bilingual(4_000).optional().meta({ de: 'Was getan wird', en: 'What is done' }),
    office: office.optional(),
    actors: bodies.default([]),
    state: oneOf({
      idea: { de: 'Idee', en: 'Idea' },
      planned: { de: 'geplant', en: 'Planned' },
      running: { de: 'läuft', en: 'Running' },
      done: { de: 'erledigt', en: 'Done' },
      stopped: { de: 'beendet', en: 'Stopped' },
    }).meta({ de: 'Stand', en: 'State' }),
    starts: day.optional().meta({ de: 'Erster Tag', en: 'First day' }),
    ends: day.optional().meta({ de: 'Letzter Tag', en: 'Last day' }),
    decision: decision.optional().meta({ de: 'Antrag oder Beschluss', en: 'Motion or decision' }),
    budget: onePerYear(
      z.strictObject({
        year,
        planned: euros.meta({ de: 'Geplant, in Euro', en: 'Planned, in euros' }),
        committed: euros.optional().meta({ de: 'Gebunden, in Euro', en: 'Committed, in euros' }),
        spent: euros.optional().meta({ de: 'Ausgegeben, in Euro', en: 'Spent, in euros' }),
      }),
    ).meta({ de: 'Mittel je Jahr', en: 'Money by year' }),
    staff: onePerYear(
      z.strictObject({
        year,
        planned: positions.meta({ de: 'Geplante Stellen (Vollzeit)', en: 'Planned full-time equivalents' }),
        filled: positions.optional().meta({ de: 'Besetzte Stellen (Vollzeit)', en: 'Filled full-time equivalents' }),
      }),
    ).meta({ de: 'Stellen je Jahr', en: 'Staff by year' }),
    funding: z
      .array(
        z.strictObject({
          programme: words(200).meta({ de: 'Förderprogramm', en: 'Programme' }),
          application: refersTo('application', 'is funded by the').optional().meta({
            de: 'Kennung des erfassten Antrags, der dann allein zählt',
            en: 'Identifier of the recorded application, which alone counts then',
          }),
          state: oneOf({
            screened: { de: 'gesichtet', en: 'Screened' },
            applied: { de: 'beantragt', en: 'Applied for' },
            granted: { de: 'bewilligt', en: 'Granted' },
            refused: { de: 'abgelehnt', en: 'Refused' },
            closed: { de: 'abgeschlossen', en: 'Closed' },
          }).meta({ de: 'Stand', en: 'State' }),
          applied: euros.optional().meta({ de: 'Beantragt, in Euro', en: 'Applied for, in euros' }),
          granted: euros.optional().meta({ de: 'Bewilligt, in Euro', en: 'Granted, in euros' }),
          drawn: euros.optional().meta({ de: 'Abgerufen, in Euro', en: 'Drawn, in euros' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ de: 'Fördermittel', en: 'Funding' }),
    risks: z
      .array(
        z.strictObject({
          text: bilingual(500).meta({ de: 'Risiko', en: 'Risk' }),
          level: oneOf({
            low: { de: 'niedrig', en: 'Low' },
            medium: { de: 'mittel', en: 'Medium' },
            high: { de: 'hoch', en: 'High' },
          }).meta({ de: 'Höhe', en: 'Level' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ de: 'Risiken', en: 'Risks' }),
    dependsOn: z
      .array(refersTo('measure', 'depends on the'))
      .max(50)
      .default([])
      .meta({ de: 'Maßnahmen, die vorher fertig sein müssen', en: 'Measures that must be done first' }),
    milestones: z
      .array(
        z.strictObject({
          id: id.meta({ de: 'Kennung', en: 'Identifier' }),
          title: bilingual(200).meta({ de: 'Meilenstein', en: 'Milestone' }),
          due: day.meta({ de: 'Fällig', en: 'Due' }),
          done: day.optional().meta({ de: 'Erreicht', en: 'Reached' }),
        }),
      )
      .max(100)
      .default([])
      .meta({ de: 'Meilensteine', en: 'Milestones' }),
    demo,
  })
  .refine(({ starts, ends }) => !starts || !ends || starts <= ends, {
    when: whenRead({ starts: day.optional(), ends: day.optional() }),
    message: MESSAGES.endsFirst.en,
    path: ['ends'],
  })
  .refine(({ milestones }) => new Set(milestones.map((one) => one.id)).size === milestones.length, {
    message: MESSAGES.idTwice.en,
    path: ['milestones'],
  });

export const measure = defineKind({
  id: 'measure',
  section: 'measures',
  title: { de: 'Maßnahme', en: 'Measure' },
  plural: { de: 'Maßnahmen', en: 'Measures' },
  about: { de: 'Was für ein Ziel getan wird.', en: 'What is done for a goal.' },
  field: null,
  content,
  asksWhy: true,
  datasets: [...['agenda-measures', 'agenda-milestones', 'agenda-resources', 'agenda-measure-funding', 'agenda-risks']],
  nameOf: ({ title }) => title,
});

export type Measure = z.infer<typeof content>;
