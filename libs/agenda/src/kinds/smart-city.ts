import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, day, demo, office, oneOf, refersTo } from './parts.js';

const content = z.strictObject({
  title: bilingual(200).meta({ de: 'Anwendung', en: 'Use case' }),
  text: bilingual(4_000).optional().meta({ de: 'Was sie leistet', en: 'What it does' }),
  office: office.optional(),
  state: oneOf({
    idea: { de: 'Idee', en: 'Idea' },
    trial: { de: 'im Versuch', en: 'On trial' },
    in_service: { de: 'in Betrieb', en: 'In service' },
    ended: { de: 'beendet', en: 'Ended' },
  }).meta({ de: 'Stand', en: 'State' }),
  since: day.optional().meta({ de: 'In Betrieb seit', en: 'In service since' }),
  sensors: z.array(refersTo('sensor', 'uses the')).max(500).default([]).meta({
    de: 'Kennungen der öffentlichen Sensoren, die sie nutzt',
    en: 'Identifiers of the public sensors that it uses',
  }),
  datasets: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/, MESSAGES.dataset.en)
        .meta({ isDataset: true }),
    )
    .max(50)
    .default([])
    .meta({
      de: 'Kennungen der offenen Datensätze, die sie nutzt',
      en: 'Identifiers of the open datasets that it uses',
    }),
  demo,
});

export const useCase = defineKind({
  id: 'use-case',
  section: 'useCases',
  title: { de: 'Smart-City-Anwendung', en: 'Smart city use case' },
  plural: { de: 'Smart-City-Anwendungen', en: 'Smart city use cases' },
  about: {
    de: 'Was die Stadt mit Sensoren und offenen Daten macht; ob die Sensoren melden, wird berechnet.',
    en: 'What the city does with sensors and open data; whether the sensors report is computed.',
  },
  field: 'smart-city',
  content,
  datasets: ['agenda-use-cases'],
  nameOf: ({ title }) => title,
});

export const useCases = defineDataset({
  ...shared,
  theme: 'TECH',
  id: 'agenda-use-cases',
  view: 'agenda_use_cases',
  title: { de: 'Smart-City-Anwendungen', en: 'Smart city use cases' },
  description: {
    de: 'Was die Stadt mit Sensoren und offenen Daten macht.',
    en: 'What the city does with sensors and open data.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    title_de: text('Anwendung', 'Use case, in German'),
    title_en: text('Anwendung, auf Englisch', 'Use case'),
    text_de: text('Was sie leistet', 'What it does, in German'),
    text_en: text('Was sie leistet, auf Englisch', 'What it does'),
    office: text('Zuständiges Amt', 'Responsible office'),
    state: text(
      'Stand: idea (Idee), trial (im Versuch), in_service (in Betrieb), ended (beendet)',
      'State: idea, trial, in_service or ended',
    ),
    since: dayColumn('In Betrieb seit', 'In service since'),
    sensors: whole('Zahl der Sensoren, die sie nutzt', 'Number of sensors that it uses'),
    sensor_ids: text('Ihre Kennungen, mit Leerzeichen getrennt', 'Their identifiers, with spaces between'),
    datasets: text('Datensätze, die sie nutzt, mit Leerzeichen getrennt', 'Datasets that it uses, with spaces between'),
    ...version,
  },
});
