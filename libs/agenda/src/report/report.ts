import type { Database } from '@stadtlage/database';
import type { LocalizedText } from '@stadtlage/datasets';
import { CityDays, endOfDay } from '../city-days.js';
import { forecastOf, type Forecast } from '../forecast.js';
import { loadFigure } from '../indicators/figures.js';
import { readAgenda, readRecords, type Agenda, type AgendaRecord } from '../records/store.js';
import type { Application } from '../kinds/funding.js';
import type { Decision, Goal, Target } from '../kinds/goal.js';
import type { Measure } from '../kinds/measure.js';
import type { StatedFigure } from '../kinds/stated-figure.js';
import type { ConceptItem } from '../kinds/town-hall.js';
import { expectedOn, statusOf, type TargetStatus } from '../status.js';
import { comparedWith, type Compared } from './compared.js';
import {
  correctedValue,
  correctionOf,
  correctionsOf,
  untoldOf,
  type Correction,
  type Recomputed,
} from './corrections.js';
import type { Difference } from './difference.js';
import { differencesOf } from './differences.js';
import { readDistricts, type ReportedInDistricts } from './districts.js';
import { readNetworks, type ReportedNetwork } from './networks.js';
import { newestBefore, newestOf, type PublishedReport } from './published.js';
import { readSources, type ReportedSource } from './sources.js';
import { yearsOf, type YearSum } from './years.js';

/** What an indicator was on a day: as it was noted then. */
export interface ReportedFigure {
  /** The day on which it was noted: the day of the report, or the last one before. */
  day: string;
  value: number | null;
  counted: number;
  total: number;
  /** Of how many some source speaks; null where that was not noted. Reports of before there was this lack it. */
  known?: number | null;
}

/** What somebody stated, not computed. */
export interface ReportedStatement extends Pick<StatedFigure, 'date' | 'value' | 'source' | 'text'> {
  isDemo: boolean;
}

/** An indicator and what it was. */
export interface ReportedIndicator {
  indicator: string;
  title: LocalizedText;
  unit: string;
  method: LocalizedText;
  sources: string[];
  /** Null: nothing was noted up to that day. */
  figure: ReportedFigure | null;
  /** What the value of that day is by what is known now, where that is another: late deliveries. */
  corrected: Correction;
  /** The newest of what was stated for a day up to that of the report; null where nothing was. Reports of before there was this lack it. */
  stated?: ReportedStatement | null;
}

export interface ReportedTarget extends ReportedIndicator {
  /** Stated, not computed; null where it was not. Reports of before there were these two lack them. */
  baseline?: NonNullable<Target['baseline']> | null;
  path?: Target['path'];
  date: string;
  value: number;
  source: string | null;
  expected: number | null;
  status: TargetStatus;
  /** By the corrected figure. */
  correctedStatus?: TargetStatus | null;
  forecast: Forecast | null;
}

/** An application for funding. */
export interface ReportedApplication extends Pick<Application, 'title' | 'state' | 'applied' | 'granted' | 'drawn'> {
  id: string;
  /** What the programme is called. */
  programme: LocalizedText;
  isDemo: boolean;
}

/** A requirement, a decision or a milestone of the digital concept for the new town hall. */
export interface ReportedConceptItem extends Omit<ConceptItem, 'demo'> {
  id: string;
  isDemo: boolean;
}

export interface ReportedMeasure extends Omit<Measure, 'goal' | 'demo'> {
  id: string;
  isDemo: boolean;
  /** Those that are for it. Reports of before there was this lack it. */
  applications?: ReportedApplication[];
}

export interface ReportedGoal {
  id: string;
  title: LocalizedText;
  text: LocalizedText | null;
  /** Reports of before there were these two lack them. */
  office?: string | null;
  actors?: Measure['actors'];
  decision: Decision | null;
  isDemo: boolean;
  version: number;
  reason: string | null;
  targets: ReportedTarget[];
  measures: ReportedMeasure[];
  years: YearSum[];
}

export interface ReportedField {
  id: string;
  title: LocalizedText;
  goals: ReportedGoal[];
  /** Figures of the field for which no goal has a target. Reports of before there was this lack them. */
  others?: ReportedIndicator[];
  /** Of the field of 5G: by technology and operator. Reports of before there was this lack them. */
  networks?: ReportedNetwork[];
  /** Of the field of funding: those that are for no measure. Reports of before there was this lack them. */
  applications?: ReportedApplication[];
  /** Of the field of the new town hall: requirements, then decisions, then milestones. Reports of before there was this lack it. */
  concept?: ReportedConceptItem[];
  /** Figures of the field in each district. Reports of before there was this lack them. */
  districts?: ReportedInDistricts[];
}

/** With another report. */
export interface Comparison {
  differences: Difference[];
  /** In what the two were compared. Reports of before there was this lack it. */
  compared?: Compared[];
}

/** The annex to a council paper: goals, where they stand, what is done for them, money and staff, as of a day. */
export interface Report {
  /** YYYY-MM-DD: the agenda as it was recorded at the end of that day where the city is, the figures as they were noted up to it. */
  asOf: string;
  fields: ReportedField[];
  /** Of all measures but examples: nobody is to count invented money. */
  years: YearSum[];
  /** Of the examples. Reports of before there was this lack it. */
  exampleYears?: YearSum[];
  /** Against the report that was published last of a day before; null where there is none. */
  since: ({ number: number; asOf: string } & Comparison) | null;
  /**
   * Against the report that was published last of this very day, by all that is known now; null where there is none. `publishedAt` begins
   * with the day, of the city. `untold`: figures of which nobody can tell whether late deliveries change them. Reports of before there was
   * this lack it.
   */
  corrects?: ({ number: number; publishedAt: string; untold?: LocalizedText[] } & Comparison) | null;
  /** Reports of before there was this lack it. */
  sources?: ReportedSource[];
}

interface IndicatorRow extends Recomputed {
  id: string;
  fieldId: string;
  unit: string;
  method: LocalizedText;
  direction: 'up' | 'down';
  history: ReportedFigure[];
  corrected: Correction;
}

/**
 * @param asOf YYYY-MM-DD, at most `today`
 * @param timeZone IANA name: where the city is, whose days they are
 */
export async function readReport(database: Database, asOf: string, today: string, timeZone = 'UTC'): Promise<Report> {
  const evening = await endOfDay(database, asOf, timeZone);
  const [agenda, items, fields, indicators, previous, published, sources, networks, districts] = await Promise.all([
    readAgenda(database, evening),
    readRecords(database, ['concept-item'], evening),
    database.query<{ id: string; title: LocalizedText }>(
      `SELECT id, jsonb_build_object('de', title_de, 'en', title_en) AS title FROM agenda.field_of_action ORDER BY position`,
    ),
    readIndicators(database, asOf, today),
    newestBefore(database, asOf),
    newestOf(database, asOf),
    readSources(database, evening, timeZone),
    readNetworks(database, asOf),
    readDistricts(database, asOf, today),
  ]);
  const statements = agenda.statedFigures.map(({ content }) => content).filter(({ date }) => date <= asOf);
  const target = (one: Target): ReportedTarget[] => {
    const indicator = indicators.get(one.indicator);
    if (!indicator) return [];
    const { direction, history, corrected } = indicator;
    const figure = history.at(-1) ?? null;
    return [
      {
        ...reportedIndicator(indicator, statements),
        ...{ baseline: one.baseline ?? null, path: one.path },
        ...{ date: one.date, value: one.value, source: one.source ?? null, expected: expectedOn(asOf, one) },
        status: statusOf(figure?.value ?? null, asOf, one, direction),
        correctedStatus: corrected === null ? null : statusOf(correctedValue(corrected), asOf, one, direction),
        forecast: forecastOf(history, one, direction),
      },
    ];
  };
  const goal = (id: string, content: Goal, version: number, reason: string | null): ReportedGoal => {
    const measures = agenda.measures
      .filter((one) => one.content.goal === id)
      .map(({ id: of, content: { goal: _, demo, ...measure } }): ReportedMeasure => ({
        ...{
          ...measure,
          id: of,
          isDemo: demo ?? false,
          applications: applicationsOf(agenda, (measure) => measure === of),
        },
      }));
    return {
      ...{ id, version, reason, measures, title: content.title, text: content.text ?? null },
      ...{ office: content.office ?? null, actors: content.actors ?? [] },
      ...{ decision: content.decision ?? null, isDemo: content.demo ?? false },
      targets: content.targets.flatMap(target),
      years: yearsOf(measures.filter(({ isDemo }) => !isDemo)),
    };
  };
  const goalIds = new Set(agenda.goals.map(({ id }) => id));
  const reportedMeasures = new Set(
    agenda.measures.flatMap(({ id, content }) => (goalIds.has(content.goal) ? [id] : [])),
  );
  const measured = new Set(agenda.goals.flatMap(({ content }) => content.targets.map(({ indicator }) => indicator)));
  const reported = fields.map((field) => ({
    ...field,
    goals: agenda.goals
      .filter(({ content }) => content.field === field.id)
      .map(({ id, content, version, reason }) => goal(id, content, version, reason)),
    others: [...indicators.values()]
      .filter(({ id, fieldId }) => fieldId === field.id && !measured.has(id))
      .map((one) => reportedIndicator(one, statements)),
    ...(field.id === '5g' && { networks }),
    ...(field.id === 'funding' && { applications: applicationsOf(agenda, (of) => !of || !reportedMeasures.has(of)) }),
    ...(field.id === 'town-hall' && { concept: items['concept-item'].map(conceptItem).sort(byType) }),
    districts: districts.get(field.id) ?? [],
  }));
  const measures = reported.flatMap(({ goals }) => goals.flatMap((one) => one.measures));
  const years = yearsOf(measures.filter(({ isDemo }) => !isDemo));
  const exampleYears = yearsOf(measures.filter(({ isDemo }) => isDemo));
  const content = { fields: reported, years };
  return {
    ...{ asOf, ...content, exampleYears, sources },
    since: previous && sinceThen(previous, content),
    corrects: published && {
      ...{ number: published.number, publishedAt: new CityDays(timeZone, () => published.publishedAt).today() },
      ...{ differences: correctionsOf(published.content, content), compared: comparedWith(published.content) },
      untold: asOf === today ? [] : untoldOf(indicators.values()),
    },
  };
}

const conceptItem = ({ id, content: { demo, ...item } }: AgendaRecord<ConceptItem>): ReportedConceptItem => ({
  ...{ ...item, id, isDemo: demo ?? false },
});

const TYPES: ConceptItem['type'][] = ['requirement', 'decision', 'milestone'];
/** What nobody has set a day for comes last. */
const LAST = '9999-12-31';
const byType = (a: ReportedConceptItem, b: ReportedConceptItem) =>
  TYPES.indexOf(a.type) - TYPES.indexOf(b.type) || (a.due ?? LAST).localeCompare(b.due ?? LAST);

function applicationsOf(
  { applications, programmes }: Agenda,
  isMeant: (measure: string | undefined) => boolean,
): ReportedApplication[] {
  const titles = new Map(programmes.map(({ id, content }) => [id, content.title]));
  return applications
    .filter(({ content }) => isMeant(content.measure))
    .map(({ id, content: { programme, title, state, applied, granted, drawn, demo } }) => ({
      ...{ id, title, state, applied, granted, drawn, isDemo: demo ?? false },
      programme: titles.get(programme) ?? { de: programme, en: programme },
    }));
}

function reportedIndicator(
  { id, title, unit, method, sources, history, corrected }: IndicatorRow,
  statements: StatedFigure[],
): ReportedIndicator {
  const about = statements.filter(({ indicator }) => indicator === id);
  const newest = about.reduce<StatedFigure | undefined>((a, b) => (a && a.date > b.date ? a : b), undefined);
  return {
    ...{ indicator: id, title, unit, method, sources, corrected },
    figure: history.at(-1) ?? null,
    stated: newest ? statementOf(newest) : null,
  };
}

const statementOf = ({ date, value, source, text, demo }: StatedFigure): ReportedStatement => ({
  ...{ date, value, source, ...(text && { text }) },
  isDemo: demo ?? false,
});

const sinceThen = ({ number, asOf, content }: PublishedReport, now: Pick<Report, 'fields' | 'years'>) => ({
  ...{ number, asOf },
  ...{ differences: differencesOf(content, now), compared: comparedWith(content) },
});

async function readIndicators(database: Database, asOf: string, today: string): Promise<Map<string, IndicatorRow>> {
  const rows = await database.query<IndicatorRow>(
    `SELECT i.id, i.field_id AS "fieldId", jsonb_build_object('de', i.title_de, 'en', i.title_en) AS title, i.unit, i.sources, i.direction, i.function_on AS "functionOn", i.parameter,
            jsonb_build_object('de', i.method_de, 'en', i.method_en) AS method, NULL AS corrected,
            COALESCE((SELECT jsonb_agg(jsonb_build_object('day', s.day, 'value', s.value, 'counted', s.counted, 'total', s.total, 'known', s.known) ORDER BY s.day)
                      FROM agenda.snapshot s WHERE s.indicator_id = i.id AND s.day <= $1 AND s.day > $1::date - 366), '[]') AS history
     FROM agenda.indicator i
     ORDER BY i.field_id, i.position`,
    [asOf],
  );
  for (const row of rows) {
    // Today may have changed since it was noted last.
    if (asOf === today) {
      const { value, counted, total, known } = (await loadFigure({}, database, row.id))!;
      row.history = [...row.history.filter(({ day }) => day !== today), { day: today, value, counted, total, known }];
    } else row.corrected = await correctionOf(database, row, asOf, row.history.at(-1));
  }
  return new Map(rows.map((row) => [row.id, row]));
}
