import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, number, place, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, count, day, demo, oneOf, timeOfDay, webAddress, where, whenRead } from './parts.js';

const content = z
  .strictObject({
    title: bilingual(200).meta({ de: 'Kurs', en: 'Course' }),
    text: bilingual(2_000).optional().meta({ de: 'Worum es geht', en: 'What it is about' }),
    ...where,
    starts: day.meta({ de: 'Erster Tag', en: 'First day' }),
    ends: day.optional().meta({ de: 'Letzter Tag, wenn es mehrere sind', en: 'Last day, where there are several' }),
    from: timeOfDay.optional().meta({ de: 'Beginn (Uhrzeit)', en: 'Begins at' }),
    until: timeOfDay.optional().meta({ de: 'Ende (Uhrzeit)', en: 'Ends at' }),
    targetGroup: oneOf({
      everyone: { de: 'alle', en: 'Everyone' },
      seniors: { de: 'Ältere', en: 'Seniors' },
      families: { de: 'Familien', en: 'Families' },
      youth: { de: 'Jugendliche', en: 'Young people' },
      job_seekers: { de: 'Arbeitsuchende', en: 'Job seekers' },
      newcomers: { de: 'Zugewanderte', en: 'Newcomers' },
      businesses: { de: 'Betriebe', en: 'Businesses' },
    }).meta({ de: 'Für wen', en: 'For whom' }),
    state: oneOf({
      planned: { de: 'geplant', en: 'Planned' },
      held: { de: 'gehalten', en: 'Held' },
      cancelled: { de: 'abgesagt', en: 'Cancelled' },
    }).meta({ de: 'Stand', en: 'State' }),
    seats: count.optional().meta({ de: 'Plätze', en: 'Seats' }),
    participants: count.optional().meta({ de: 'Teilnehmende, als Zahl', en: 'Participants, as a number' }),
    link: webAddress.optional().meta({ de: 'Wo man sich anmeldet', en: 'Where to register' }),
    demo,
  })
  .refine(({ starts, ends }) => !ends || starts <= ends, {
    message: MESSAGES.endsFirst.en,
    path: ['ends'],
    when: whenRead({ starts: day, ends: day.optional() }),
  })
  .refine(({ from, until }) => !until || (from !== undefined && from < until), {
    when: whenRead({ from: timeOfDay.optional(), until: timeOfDay.optional() }),
    message: MESSAGES.untilFirst.en,
    path: ['until'],
  });

export const course = defineKind({
  id: 'course',
  section: 'courses',
  title: { de: 'Kurs', en: 'Course' },
  plural: { de: 'Kurse', en: 'Courses' },
  about: { de: 'Ein Kurs für Bürgerinnen und Bürger.', en: 'A course for citizens.' },
  field: 'training',
  content,
  datasets: ['agenda-courses'],
  nameOf: ({ title }) => title,
});

export type Course = z.infer<typeof content>;

export const courses = defineDataset({
  ...shared,
  theme: 'EDUC',
  id: 'agenda-courses',
  view: 'agenda_courses',
  title: { de: 'Digitale Kurse für Bürgerinnen und Bürger', en: 'Digital courses for citizens' },
  description: {
    de: 'Kurse mit Ort, Zeit, Plätzen und Teilnehmendenzahl, geplante und vergangene.',
    en: 'Courses with place, time, seats and number of participants, those planned and those past.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    title_de: text('Kurs', 'Course, in German'),
    title_en: text('Kurs, auf Englisch', 'Course'),
    text_de: text('Worum es geht', 'What it is about, in German'),
    text_en: text('Worum es geht, auf Englisch', 'What it is about'),
    ...place,
    starts: dayColumn('Erster Tag', 'First day'),
    ends: dayColumn('Letzter Tag', 'Last day'),
    from_time: text('Beginn (Uhrzeit am Ort)', 'Begins at (local time)'),
    until_time: text('Ende (Uhrzeit am Ort)', 'Ends at (local time)'),
    target_group: text(
      'Für wen: everyone (alle), seniors (Ältere), families (Familien), youth (Jugendliche), job_seekers (Arbeitsuchende), newcomers (Zugewanderte), businesses (Betriebe)',
      'For whom: everyone, seniors, families, youth, job_seekers, newcomers or businesses',
    ),
    state: text('Stand: planned (geplant), held (gehalten), cancelled (abgesagt)', 'State: planned, held or cancelled'),
    seats: whole('Plätze', 'Seats'),
    participants: whole('Teilnehmende', 'Participants'),
    taken_share: number('Anteil der besetzten Plätze', 'Share of seats taken', '%'),
    link: text('Wo man sich anmeldet', 'Where to register'),
    ...version,
  },
  geometry: { type: 'Point' },
});
