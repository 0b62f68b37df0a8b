import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';
import { day, euros, number, shared, text, version } from './columns.js';
import { administrationDatasets } from './kinds/administration.js';
import { adviceDataset } from './kinds/business.js';
import { fundingDatasets } from './kinds/funding.js';
import { inclusionDatasets } from './kinds/inclusion.js';
import { onlineServices } from './kinds/online-services.js';
import { schools } from './kinds/schools.js';
import { useCases } from './kinds/smart-city.js';
import { statedFigures } from './kinds/stated-figure.js';
import { conceptItems } from './kinds/town-hall.js';
import { courses } from './kinds/training.js';

const positions = (de: string, en: string): Column => number(de, en, '1');

const office = text('Zuständiges Amt', 'Responsible office');
const actors = text('Beteiligte Stellen, mit Semikolon getrennt', 'Bodies that take part, with semicolons between');
const decided: Record<string, Column> = {
  decision: text('motion (Antrag) oder decision (Beschluss)', 'motion or decision'),
  decided_on: day('Tag des Antrags oder Beschlusses', 'Day of the motion or decision'),
  decided_by: text('Wer beantragt oder beschlossen hat', 'Who moved or decided it'),
  paper: text('Nummer der Vorlage oder Niederschrift', 'Number of the paper or minutes'),
};
const goals = defineDataset({
  ...shared,
  id: 'agenda-goals',
  view: 'agenda_goals',
  title: { de: 'Ziele der digitalen Agenda', en: 'Goals of the digital agenda' },
  description: {
    de: 'Was die Stadt in jedem Handlungsfeld erreichen will, mit Antrag oder Beschluss, in der geltenden Fassung.',
    en: 'What the city wants to reach in each field of action, with the motion or decision, in the version that holds.',
  },
  columns: {
    id: text('Kennung des Ziels', 'Identifier of the goal'),
    field_id: text('Kennung des Handlungsfelds', 'Identifier of the field of action'),
    field_de: text('Handlungsfeld', 'Field of action, in German'),
    field_en: text('Handlungsfeld, auf Englisch', 'Field of action'),
    title_de: text('Ziel', 'Goal, in German'),
    title_en: text('Ziel, auf Englisch', 'Goal'),
    text_de: text('Erläuterung', 'Explanation, in German'),
    text_en: text('Erläuterung, auf Englisch', 'Explanation'),
    office,
    actors,
    ...decided,
    ...version,
  },
});

const targets = defineDataset({
  ...shared,
  id: 'agenda-targets',
  view: 'agenda_targets',
  title: { de: 'Zielwerte der digitalen Agenda', en: 'Targets of the digital agenda' },
  description: {
    de: 'Welcher Wert eines Indikators bis wann erreicht sein soll.',
    en: 'Which value of an indicator is to be reached by when.',
  },
  columns: {
    id: text('Kennung: Ziel/Indikator/Tag', 'Identifier: goal/indicator/day'),
    goal_id: text('Kennung des Ziels', 'Identifier of the goal'),
    indicator_id: text('Kennung des Indikators', 'Identifier of the indicator'),
    baseline_value: { type: 'number', description: { de: 'Wert, von dem aus', en: 'Value where it began' } },
    baseline_date: day('Tag des Ausgangswerts', 'Day of the value where it began'),
    baseline_source: text('Wer den Ausgangswert angegeben hat', 'Who stated the value where it began'),
    path: text(
      'Zwischenziele: Tag und Wert, mit Semikolon getrennt, etwa 2026-12-31 40; 2028-12-31 70',
      'Values on the way: day and value, with semicolons between, such as 2026-12-31 40; 2028-12-31 70',
    ),
    target_value: { type: 'number', description: { de: 'Wert, der erreicht sein soll', en: 'Value to be reached' } },
    target_date: day('Bis wann', 'By when'),
    source: text('Wer den Zielwert gesetzt hat', 'Who set the target'),
    is_demo: version['is_demo']!,
  },
});

const measures = defineDataset({
  ...shared,
  id: 'agenda-measures',
  view: 'agenda_measures',
  title: { de: 'Maßnahmen der digitalen Agenda', en: 'Measures of the digital agenda' },
  description: {
    de: 'Was für die Ziele getan wird: zuständiges Amt, Stand, Zeitraum, Beschluss.',
    en: 'What is done for the goals: responsible office, state, period, decision.',
  },
  columns: {
    id: text('Kennung der Maßnahme', 'Identifier of the measure'),
    goal_id: text('Kennung des Ziels', 'Identifier of the goal'),
    field_id: text('Kennung des Handlungsfelds', 'Identifier of the field of action'),
    title_de: text('Maßnahme', 'Measure, in German'),
    title_en: text('Maßnahme, auf Englisch', 'Measure'),
    text_de: text('Erläuterung', 'Explanation, in German'),
    text_en: text('Erläuterung, auf Englisch', 'Explanation'),
    office,
    actors,
    state: text(
      'Stand: idea (Idee), planned (geplant), running (läuft), done (erledigt), stopped (beendet)',
      'State: idea, planned, running, done or stopped',
    ),
    starts: day('Erster Tag', 'First day'),
    ends: day('Letzter Tag', 'Last day'),
    depends_on: text(
      'Kennungen der Maßnahmen, die vorher fertig sein müssen, mit Leerzeichen getrennt',
      'Identifiers of the measures that must be done first, with spaces between',
    ),
    ...decided,
    ...version,
  },
});

const milestones = defineDataset({
  ...shared,
  id: 'agenda-milestones',
  view: 'agenda_milestones',
  title: { de: 'Meilensteine der digitalen Agenda', en: 'Milestones of the digital agenda' },
  description: {
    de: 'Was bei den Maßnahmen bis wann fertig sein soll und wann es fertig war.',
    en: 'What is to be finished by when in the measures, and when it was.',
  },
  columns: {
    id: text('Kennung: Maßnahme/Meilenstein', 'Identifier: measure/milestone'),
    measure_id: text('Kennung der Maßnahme', 'Identifier of the measure'),
    title_de: text('Meilenstein', 'Milestone, in German'),
    title_en: text('Meilenstein, auf Englisch', 'Milestone'),
    due: day('Wann er fällig ist', 'When it is due'),
    done: day('Wann er erreicht war', 'When it was reached'),
    is_demo: version['is_demo']!,
  },
});

const resources = defineDataset({
  ...shared,
  id: 'agenda-resources',
  view: 'agenda_resources',
  title: { de: 'Geld und Stellen der digitalen Agenda', en: 'Money and staff of the digital agenda' },
  description: {
    de: 'Mittel und Stellenanteile je Maßnahme und Jahr: geplant, gebunden und ausgegeben; geplant und besetzt.',
    en: 'Money and full-time equivalents by measure and year: planned, committed and spent; planned and filled.',
  },
  columns: {
    id: text('Kennung: Maßnahme/Jahr', 'Identifier: measure/year'),
    measure_id: text('Kennung der Maßnahme', 'Identifier of the measure'),
    year: { type: 'integer', description: { de: 'Haushaltsjahr', en: 'Budget year' } },
    planned_eur: euros('Geplant', 'Planned'),
    committed_eur: euros('Gebunden', 'Committed'),
    spent_eur: euros('Ausgegeben', 'Spent'),
    planned_fte: positions('Geplante Stellen (Vollzeit)', 'Planned full-time equivalents'),
    filled_fte: positions('Besetzte Stellen (Vollzeit)', 'Filled full-time equivalents'),
    is_demo: version['is_demo']!,
  },
});

const measureFunding = defineDataset({
  ...shared,
  id: 'agenda-measure-funding',
  view: 'agenda_measure_funding',
  title: { de: 'Fördermittel der Maßnahmen', en: 'Funding of the measures' },
  description: {
    de: 'Fördermittel, wie sie bei den Maßnahmen selbst vermerkt sind. Erfasste Anträge stehen im Datensatz agenda-applications.',
    en: 'Funding as it is noted with the measures themselves. Recorded applications are in the dataset agenda-applications.',
  },
  columns: {
    id: text('Kennung: Maßnahme/Nummer', 'Identifier: measure/number'),
    measure_id: text('Kennung der Maßnahme', 'Identifier of the measure'),
    programme: text('Förderprogramm', 'Programme'),
    state: text(
      'Stand: screened (gesichtet), applied (beantragt), granted (bewilligt), refused (abgelehnt), closed (abgeschlossen)',
      'State: screened, applied, granted, refused or closed',
    ),
    applied_eur: euros('Beantragt', 'Applied for'),
    granted_eur: euros('Bewilligt', 'Granted'),
    drawn_eur: euros('Abgerufen', 'Drawn'),
    is_demo: version['is_demo']!,
  },
});

const risks = defineDataset({
  ...shared,
  id: 'agenda-risks',
  view: 'agenda_risks',
  title: { de: 'Risiken der digitalen Agenda', en: 'Risks of the digital agenda' },
  description: {
    de: 'Was die Maßnahmen aufhalten kann.',
    en: 'What may keep the measures from being done.',
  },
  columns: {
    id: text('Kennung: Maßnahme/Nummer', 'Identifier: measure/number'),
    measure_id: text('Kennung der Maßnahme', 'Identifier of the measure'),
    text_de: text('Risiko', 'Risk, in German'),
    text_en: text('Risiko, auf Englisch', 'Risk'),
    level: text('Höhe: low (niedrig), medium (mittel), high (hoch)', 'Level: low, medium or high'),
    is_demo: version['is_demo']!,
  },
});

const figures = defineDataset({
  ...shared,
  updateRhythm: 'DAILY',
  id: 'agenda-figures',
  view: 'agenda_figures',
  title: { de: 'Kennzahlen der digitalen Agenda', en: 'Figures of the digital agenda' },
  description: {
    de: 'Was jeder Indikator an jedem Tag war, berechnet aus den offenen Daten dieses Tages. Spätere Berichtigungen der Daten ändern vergangene Tage nicht.',
    en: 'What each indicator was on each day, computed from the open data of that day. Later corrections of the data do not change past days.',
  },
  columns: {
    id: text('Kennung: Indikator/Tag', 'Identifier: indicator/day'),
    indicator_id: text('Kennung des Indikators', 'Identifier of the indicator'),
    title_de: text('Indikator', 'Indicator, in German'),
    title_en: text('Indikator, auf Englisch', 'Indicator'),
    unit: text('Einheit (UCUM)', 'Unit (UCUM)'),
    day: day('Tag', 'Day'),
    value: {
      type: 'number',
      description: {
        de: 'Wert in dieser Einheit; leer, wenn nichts bekannt ist',
        en: 'Value in this unit; empty where nothing is known',
      },
    },
    counted: { type: 'integer', description: { de: 'Wie viele es erfüllen', en: 'How many meet it' } },
    total: { type: 'integer', description: { de: 'Wie viele es insgesamt sind', en: 'How many there are' } },
    taken_at: { type: 'timestamp', description: { de: 'Wann er berechnet wurde', en: 'When it was computed' } },
    known: {
      type: 'integer',
      description: {
        de: 'Von wie vielen eine Quelle spricht; leer an Tagen, an denen das nicht vermerkt wurde',
        en: 'Of how many some source speaks; empty on days on which that was not noted',
      },
    },
  },
});

const districtFigures = defineDataset({
  ...shared,
  updateRhythm: 'DAILY',
  id: 'agenda-district-figures',
  view: 'agenda_district_figures',
  title: { de: 'Kennzahlen der digitalen Agenda nach Stadtteilen', en: 'Figures of the digital agenda by district' },
  description: {
    de: 'Was jeder Indikator, auch der Index der digitalen Armut, in jedem Stadtteil war: eine Zeile für aufeinanderfolgende Tage, an denen er gleich blieb. Spätere Berichtigungen der Daten ändern vergangene Tage nicht.',
    en: 'What each indicator, the index of digital poverty among them, was in each district: one row for days in a row on which it stayed the same. Later corrections of the data do not change past days.',
  },
  filters: { indicator_id: 'value', district_id: 'value' },
  columns: {
    id: text('Kennung: Indikator/Stadtteil/erster Tag', 'Identifier: indicator/district/first day'),
    indicator_id: text('Kennung des Indikators', 'Identifier of the indicator'),
    title_de: text('Indikator', 'Indicator, in German'),
    title_en: text('Indikator, auf Englisch', 'Indicator'),
    unit: text('Einheit (UCUM)', 'Unit (UCUM)'),
    district_id: text('Kennung des Stadtteils', 'Identifier of the district'),
    district: text(
      'Name des Stadtteils; leer, wenn es ihn nicht mehr gibt',
      'Name of the district; empty where it is no more',
    ),
    day: day('Erster dieser Tage', 'First of these days'),
    until: day('Letzter dieser Tage', 'Last of these days'),
    value: figures.columns['value']!,
    counted: figures.columns['counted']!,
    total: figures.columns['total']!,
    known: {
      type: 'integer',
      description: { de: 'Von wie vielen eine Quelle spricht', en: 'Of how many some source speaks' },
    },
  },
});

export const datasets: DatasetDefinition[] = [
  goals,
  targets,
  measures,
  milestones,
  resources,
  measureFunding,
  risks,
  figures,
  districtFigures,
  schools,
  onlineServices,
  ...administrationDatasets,
  conceptItems,
  useCases,
  courses,
  adviceDataset,
  ...fundingDatasets,
  ...inclusionDatasets,
  statedFigures,
];
