import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, euros as eurosColumn, number, shared, text, version } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, day, demo, euros, oneOf, refersTo, webAddress, whenRead, words } from './parts.js';

const programmeContent = z
  .strictObject({
    title: bilingual(300).meta({ de: 'Förderprogramm', en: 'Programme' }),
    funder: words(200).optional().meta({ de: 'Wer fördert', en: 'Who funds' }),
    opens: day.optional().meta({ de: 'Anträge ab', en: 'Applications from' }),
    deadline: day.optional().meta({ de: 'Anträge bis', en: 'Applications until' }),
    quota: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .meta({ de: 'Förderquote, in Prozent', en: 'Share that is funded, in percent' }),
    most: euros.optional().meta({ de: 'Höchstens, in Euro', en: 'At most, in euros' }),
    conditions: bilingual(4_000).optional().meta({ de: 'Bedingungen', en: 'Conditions' }),
    screening: oneOf({
      open: { de: 'noch nicht gesichtet', en: 'Not screened yet' },
      suitable: { de: 'passt', en: 'Suitable' },
      unsuitable: { de: 'passt nicht', en: 'Unsuitable' },
    }).meta({ de: 'Sichtung', en: 'Screening' }),
    link: webAddress.optional().meta({ de: 'Mehr dazu', en: 'More about it' }),
    demo,
  })
  .refine(({ opens, deadline }) => !opens || !deadline || opens <= deadline, {
    when: whenRead({ opens: day.optional(), deadline: day.optional() }),
    message: MESSAGES.deadlineFirst.en,
    path: ['deadline'],
  });

export const programme = defineKind({
  id: 'programme',
  section: 'programmes',
  title: { de: 'Förderprogramm', en: 'Programme' },
  plural: { de: 'Förderprogramme', en: 'Programmes' },
  about: {
    de: 'Ein Förderprogramm mit Frist, Quote und Bedingungen, und ob es für die Stadt passt.',
    en: 'A funding programme with its deadline, quota and conditions, and whether it suits the city.',
  },
  field: 'funding',
  content: programmeContent,
  datasets: ['agenda-programmes', 'agenda-applications'],
  nameOf: ({ title }) => title,
});

const applicationContent = z
  .strictObject({
    title: bilingual(300).meta({ de: 'Wofür', en: 'What for' }),
    programme: refersTo('programme', 'is made to the').meta({ de: 'Förderprogramm', en: 'Programme' }),
    measure: refersTo('measure', 'is for the').optional().meta({ de: 'Maßnahme', en: 'Measure' }),
    state: oneOf({
      draft: { de: 'in Vorbereitung', en: 'Draft' },
      applied: { de: 'beantragt', en: 'Applied for' },
      granted: { de: 'bewilligt', en: 'Granted' },
      refused: { de: 'abgelehnt', en: 'Refused' },
      withdrawn: { de: 'zurückgezogen', en: 'Withdrawn' },
      closed: { de: 'abgeschlossen', en: 'Closed' },
    }).meta({ de: 'Stand', en: 'State' }),
    appliedOn: day.optional().meta({ de: 'Beantragt am', en: 'Applied for on' }),
    decidedOn: day.optional().meta({ de: 'Beschieden am', en: 'Decided on' }),
    applied: euros.optional().meta({ de: 'Beantragt, in Euro', en: 'Applied for, in euros' }),
    granted: euros.optional().meta({ de: 'Bewilligt, in Euro', en: 'Granted, in euros' }),
    drawn: euros.optional().meta({ de: 'Abgerufen, in Euro', en: 'Drawn, in euros' }),
    demo,
  })
  .refine(({ granted, drawn }) => drawn === undefined || drawn <= (granted ?? 0), {
    when: whenRead({ granted: euros.optional(), drawn: euros.optional() }),
    message: MESSAGES.overdrawn.en,
    path: ['drawn'],
  });

export const application = defineKind({
  id: 'application',
  section: 'applications',
  title: { de: 'Förderantrag', en: 'Application' },
  plural: { de: 'Förderanträge', en: 'Applications' },
  about: {
    de: 'Ein Antrag auf Fördermittel: Programm, Maßnahme, Stand und Beträge.',
    en: 'An application for funding: programme, measure, state and amounts.',
  },
  field: 'funding',
  content: applicationContent,
  datasets: ['agenda-applications', 'agenda-programmes'],
  nameOf: ({ title }) => title,
});

export type Programme = z.infer<typeof programmeContent>;
export type Application = z.infer<typeof applicationContent>;

export const fundingDatasets = [
  defineDataset({
    ...shared,
    id: 'agenda-programmes',
    view: 'agenda_programmes',
    title: { de: 'Förderprogramme', en: 'Funding programmes' },
    description: {
      de: 'Förderprogramme mit Frist, Quote und Bedingungen, ob sie gesichtet sind und was beantragt wurde.',
      en: 'Funding programmes with their deadlines, quotas and conditions, whether they are screened and what was applied for.',
    },
    columns: {
      id: text('Kennung', 'Identifier'),
      title_de: text('Förderprogramm', 'Programme, in German'),
      title_en: text('Förderprogramm, auf Englisch', 'Programme'),
      funder: text('Wer fördert', 'Who funds'),
      opens: dayColumn('Anträge ab', 'Applications from'),
      deadline: dayColumn('Anträge bis', 'Applications until'),
      quota: number('Förderquote', 'Share that is funded', '%'),
      most_eur: eurosColumn('Höchstens', 'At most'),
      conditions_de: text('Bedingungen', 'Conditions, in German'),
      conditions_en: text('Bedingungen, auf Englisch', 'Conditions'),
      screening: text(
        'Sichtung: open (noch nicht), suitable (passt), unsuitable (passt nicht)',
        'Screening: open, suitable or unsuitable',
      ),
      applications: { type: 'integer', description: { de: 'Anträge der Stadt', en: 'Applications of the city' } },
      link: text('Mehr dazu', 'More about it'),
      ...version,
    },
  }),
  defineDataset({
    ...shared,
    id: 'agenda-applications',
    view: 'agenda_applications',
    title: { de: 'Förderanträge', en: 'Applications for funding' },
    description: {
      de: 'Anträge der Stadt auf Fördermittel mit Stand und beantragten, bewilligten und abgerufenen Beträgen.',
      en: 'Applications of the city for funding with their state and the amounts applied for, granted and drawn.',
    },
    columns: {
      id: text('Kennung', 'Identifier'),
      title_de: text('Wofür', 'What for, in German'),
      title_en: text('Wofür, auf Englisch', 'What for'),
      programme_id: text('Kennung des Programms', 'Identifier of the programme'),
      programme_de: text('Programm', 'Programme, in German'),
      programme_en: text('Programm, auf Englisch', 'Programme'),
      measure_id: text('Kennung der Maßnahme', 'Identifier of the measure'),
      state: text(
        'Stand: draft (in Vorbereitung), applied (beantragt), granted (bewilligt), refused (abgelehnt), withdrawn (zurückgezogen), closed (abgeschlossen)',
        'State: draft, applied, granted, refused, withdrawn or closed',
      ),
      applied_on: dayColumn('Beantragt am', 'Applied for on'),
      decided_on: dayColumn('Beschieden am', 'Decided on'),
      applied_eur: eurosColumn('Beantragt', 'Applied for'),
      granted_eur: eurosColumn('Bewilligt', 'Granted'),
      drawn_eur: eurosColumn('Abgerufen', 'Drawn'),
      ...version,
    },
  }),
];
