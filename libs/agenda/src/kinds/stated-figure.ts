import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, number, shared, text, version } from '../columns.js';
import { defineKind } from './kind.js';
import { bilingual, day, demo, refersTo, webAddress, words } from './parts.js';

const content = z.strictObject({
  indicator: refersTo('indicator', 'is about the').meta({ de: 'Indikator', en: 'Indicator' }),
  date: day.meta({ de: 'Für welchen Tag', en: 'For which day' }),
  value: z.number().meta({ de: 'Wert in der Einheit des Indikators', en: 'Value in the unit of the indicator' }),
  source: words(500).meta({
    de: 'Quelle: wer ihn angegeben hat, und wo',
    en: 'Source: who stated it, and where',
  }),
  link: webAddress.optional().meta({ de: 'Wo es nachzulesen ist', en: 'Where it can be read' }),
  text: bilingual(1_000).optional().meta({
    de: 'Was daran anders gezählt ist als beim Indikator',
    en: 'What it counts otherwise than the indicator',
  }),
  demo,
});

export const statedFigure = defineKind({
  id: 'stated-figure',
  section: 'statedFigures',
  title: { de: 'Angegebene Zahl', en: 'Stated figure' },
  plural: { de: 'Angegebene Zahlen', en: 'Stated figures' },
  about: {
    de: 'Was jemand zu einem Indikator angegeben hat, mit Quelle. Sie steht neben der berechneten Zahl, nie an ihrer Stelle, und ändert keinen Stand.',
    en: 'What somebody stated about an indicator, with its source. It stands beside the computed figure, never instead of it, and changes no status.',
  },
  field: null,
  content,
  datasets: ['agenda-stated-figures'],
  once: { properties: ['indicator', 'date', 'source'] },
  nameOf: ({ indicator, date }) => ({ de: `${indicator}, ${date}`, en: `${indicator}, ${date}` }),
});

export type StatedFigure = z.infer<typeof content>;

export const statedFigures = defineDataset({
  ...shared,
  id: 'agenda-stated-figures',
  view: 'agenda_stated_figures',
  title: { de: 'Angegebene Zahlen der digitalen Agenda', en: 'Stated figures of the digital agenda' },
  description: {
    de: 'Was andere zu den Indikatoren angegeben haben, mit Quelle: nicht aus den offenen Daten berechnet.',
    en: 'What others stated about the indicators, with sources: not computed from the open data.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    indicator_id: text('Kennung des Indikators', 'Identifier of the indicator'),
    title_de: text('Indikator', 'Indicator, in German'),
    title_en: text('Indikator, auf Englisch', 'Indicator'),
    unit: text('Einheit (UCUM)', 'Unit (UCUM)'),
    stated_for: dayColumn('Für welchen Tag', 'For which day'),
    value: number('Wert in dieser Einheit', 'Value in this unit'),
    source: text('Wer ihn angegeben hat, und wo', 'Who stated it, and where'),
    link: text('Wo es nachzulesen ist', 'Where it can be read'),
    text_de: text('Was daran anders gezählt ist', 'What it counts otherwise, in German'),
    text_en: text('Was daran anders gezählt ist, auf Englisch', 'What it counts otherwise'),
    ...version,
  },
});
