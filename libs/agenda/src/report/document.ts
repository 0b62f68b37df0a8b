import { heading, list, table, text, type Block } from './blocks.js';
import { correctedValue, type Correction } from './corrections.js';
import type { Actor, Baseline } from './difference.js';
import type { Decision } from '../kinds/goal.js';
import { untoldFunding, type Amounts } from './funding.js';
import { gapsOf, goalsOf } from './gaps.js';
import type {
  Report,
  ReportedField,
  ReportedFigure,
  ReportedGoal,
  ReportedIndicator,
  ReportedMeasure,
  ReportedStatement,
  ReportedTarget,
} from './report.js';
import { correctionTable, differenceTable } from './tables-of-differences.js';
import { districtTables, networkTable } from './tables-of-places.js';
import { REPORT_WORDS } from './words.js';
import { yearsOf, type YearSum } from './years.js';

export interface DocumentOptions {
  language: 'de' | 'en';
  cityName: string;
}

/** A report as the parts of a document, in one language. */
export function documentOf(report: Report, { language, cityName }: DocumentOptions): Block[] {
  const words = REPORT_WORDS[language];
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const day = (date: string) =>
    new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  const amount = (value: number | null, unit: string) =>
    value === null ? words.unknown : `${share.format(value)}${unit === '%' ? ' %' : unit === 'EUR' ? ' €' : ''}`;
  const sum = (value: number | null) => (value === null ? '' : number.format(value));
  const example = (isDemo: boolean) => (isDemo ? words.example : '');
  /** A title may say it by itself. */
  const marked = (title: string, isDemo: boolean) => `${title}${example(isDemo && !words.isExample.test(title))}`;

  const of = (part: number, whole: number) => words.of(number.format(part), number.format(whole));
  const counted = (figure: ReportedFigure, unit: string) =>
    `${amount(figure.value, unit)} (${unit === '%' ? of(figure.counted, figure.total) : words.from(number.format(figure.total))})`;
  const statement = ({ value, date, source, text: about, isDemo }: ReportedStatement, unit: string) =>
    [
      `${words.stated(amount(value, unit), day(date), source)}${example(isDemo)}`,
      ...(about ? [about[language]] : []),
    ].join('; ');
  const baseline = ({ value, date, source }: Baseline, unit: string) =>
    words.baseline(amount(value, unit), day(date), source);
  const correction = (corrected: NonNullable<Correction>, { figure, unit }: ReportedIndicator) =>
    words[figure ? 'corrected' : 'computedSince'](amount(correctedValue(corrected), unit));
  const figureText = (one: ReportedIndicator) => {
    const { figure, unit, corrected, stated } = one;
    return [
      figure ? counted(figure, unit) : words.unknown,
      ...(figure && (figure.known ?? figure.total) < figure.total
        ? [words.unknownOf(number.format(figure.total - figure.known!))]
        : []),
      ...(figure && figure.day !== report.asOf ? [words.noted(day(figure.day))] : []),
      ...((corrected ?? null) === null ? [] : [correction(corrected!, one)]),
      ...(stated ? [statement(stated, unit)] : []),
    ].join('; ');
  };
  const targetRow = ({ isDemo, ...target }: ReportedTarget & { isDemo: boolean }): string[] => [
    `${target.title[language]}${example(isDemo)}`,
    figureText(target),
    [
      target.expected === null ? words.none : amount(target.expected, target.unit),
      ...(target.baseline ? [baseline(target.baseline, target.unit)] : []),
    ].join('; '),
    [
      words.by(amount(target.value, target.unit), day(target.date)),
      ...(target.source ? [words.setBy(target.source)] : []),
    ].join('; '),
    [
      words.status[target.status],
      ...(target.correctedStatus && target.correctedStatus !== target.status
        ? [words.correctedStatus(words.status[target.correctedStatus])]
        : []),
      ...(target.forecast && target.status !== 'reached'
        ? [
            words.forecast(
              amount(target.forecast.value, target.unit),
              target.forecast.reachedOn && target.forecast.reachedOn.slice(0, 4),
            ),
          ]
        : []),
    ].join('; '),
  ];
  const targetTitles = [words.indicator, words.value, words.expected, words.target, words.state];
  const targetsOf = ({ targets: of, isDemo }: ReportedGoal) => of.map((one) => ({ ...one, isDemo }));
  const targets = (caption: string, goals: ReportedGoal[]) =>
    table(caption, targetTitles, goals.flatMap(targetsOf).map(targetRow));

  const money = (caption: string, years: YearSum[]) =>
    table(
      caption,
      [words.year, words.planned, words.committed, words.spent, words.plannedStaff, words.filledStaff],
      years.map((one) => [
        String(one.year),
        ...[one.planned, one.committed, one.spent, one.plannedStaff, one.filledStaff].map(sum),
      ]),
      [1, 2, 3, 4, 5],
    );

  const decisionText = ({ kind, body, date, paper }: Decision) =>
    words[kind === 'decision' ? 'decided' : 'motion'](body, day(date), paper);
  const titles = new Map(goalsOf(report).flatMap(({ measures }) => measures.map(({ id, title }) => [id, title])));

  const office = (name: string | null | undefined) => (name ? [`${words.office}: ${name}`] : []);
  const actor = ({ name, within }: Actor) => `${name}${within ? '' : words.outside}`;
  const actors = (bodies: Actor[]) => (bodies.length ? [`${words.actors}: ${bodies.map(actor).join(', ')}`] : []);
  const sums = ({ applied, granted, drawn }: Amounts) => [
    ...(applied === undefined ? [] : [words.applied(number.format(applied))]),
    ...(granted === undefined ? [] : [words.granted(number.format(granted))]),
    ...(drawn === undefined ? [] : [words.drawn(number.format(drawn))]),
  ];

  const measure = (one: ReportedMeasure, isOneOfMany: boolean): Block[] => [
    heading(4, `${marked(one.title[language], one.isDemo)}: ${words.measureState[one.state]}`),
    ...(one.text ? [text(one.text[language])] : []),
    ...list([
      ...office(one.office),
      ...(one.starts || one.ends
        ? [words.period(one.starts ? day(one.starts) : null, one.ends ? day(one.ends) : null)]
        : []),
      ...(one.decision ? [decisionText(one.decision)] : []),
      ...actors(one.actors),
      ...one.milestones.map(({ title, due, done }) =>
        done
          ? words.done(title[language], day(done))
          : due < report.asOf
            ? words.overdue(title[language], day(due))
            : words.due(title[language], day(due)),
      ),
      ...one.risks.map(({ text: risk, level }) => `${words.risks} (${words.risk[level]}): ${risk[language]}`),
      ...(one.applications ?? []).map(({ title, programme, state, isDemo, ...amounts }) =>
        [
          `${words.application(title[language], programme[language])}${example(isDemo)}`,
          ...[words.applicationState[state], ...sums(amounts)],
        ].join(', '),
      ),
      ...untoldFunding(one).map(
        ({ programme, state, application: _, ...amounts }) =>
          `${words.funding}: ${[programme, words.fundingState[state], ...sums(amounts)].join(', ')}`,
      ),
      ...(one.dependsOn.length
        ? [`${words.dependsOn}: ${one.dependsOn.map((id) => titles.get(id)?.[language] ?? id).join(', ')}`]
        : []),
    ]),
    // Where a goal has one measure, the sums of the goal are those of the measure; those of examples are in none.
    ...(isOneOfMany || one.isDemo ? money(words.money(marked(one.title[language], one.isDemo)), yearsOf([one])) : []),
  ];

  const goal = (one: ReportedGoal): Block[] => [
    heading(3, marked(one.title[language], one.isDemo)),
    ...(one.text ? [text(one.text[language])] : []),
    ...(one.decision ? [text(decisionText(one.decision))] : []),
    ...list([...office(one.office), ...actors(one.actors ?? [])]),
    ...(one.version > 1 ? [text(words.changed(one.version, one.reason))] : []),
    ...targets(words.targetsOf(one.title[language]), [one]),
    ...(one.measures.length
      ? one.measures.flatMap((each) => measure(each, one.measures.length > 1))
      : [text(words.noMeasures)]),
    ...money(words.money(one.title[language]), one.years),
  ];

  const said = { words, amount, counted, of, number, day };
  const saidOfDifferences = { ...said, language, actor, decision: decisionText, statement, baseline };
  const field = ({ title, goals, others = [], networks, districts = [] }: ReportedField): Block[] => [
    heading(2, title[language]),
    ...(goals.length ? goals.flatMap(goal) : [text(words.noGoals)]),
    ...(goals.length > 1
      ? money(
          words.money(title[language]),
          yearsOf(goals.flatMap(({ measures }) => measures.filter((one) => !one.isDemo))),
        )
      : []),
    ...table(
      words.others(title[language]),
      [words.indicator, words.value],
      others.map((one) => [one.title[language], figureText(one)]),
    ),
    ...(networks ? networkTable(networks, report.asOf, said) : []),
    ...districtTables(districts, report.asOf, language, said),
  ];

  const sources = (): Block[] => {
    if (!report.sources) return [];
    if (!report.sources.length) return [text(words.noSources)];
    return table(
      words.sourceList,
      [words.source, words.dataset, words.dataDate, words.importedOn, words.licence],
      report.sources.map(({ name, dataset, date, importedOn, licence, isDemo }) => [
        `${name ?? words.city(cityName)}${isDemo ? ` (${words.demoData})` : ''}`,
        dataset,
        date ? (name === null ? words.recordedUntil(day(date)) : day(date)) : words.unknown,
        importedOn ? day(importedOn) : '',
        licence ?? '',
      ]),
    );
  };
  const gaps = gapsOf(report).map(({ what, titles: of }) => words[what](of.map((one) => one[language]).join('; ')));

  const allTargets = goalsOf(report).flatMap(({ targets: all }) => all);
  const figures: ReportedIndicator[] = [...allTargets, ...report.fields.flatMap(({ others = [] }) => others)];
  const seen = new Map(figures.map((one) => [one.indicator, one]));
  const hasExamples = report.fields.some(({ goals }) =>
    goals.some((one) => one.isDemo || one.measures.some(({ isDemo }) => isDemo)),
  );
  return [
    heading(1, words.title(cityName)),
    text(words.asOf(day(report.asOf))),
    ...correctionTable(report, saidOfDifferences),
    ...(hasExamples ? [text(words.demo)] : []),
    ...targets(words.overview, goalsOf(report)),
    ...money(words.allMoney, report.years),
    ...money(words.exampleMoney, report.exampleYears ?? []),
    heading(2, words.differences),
    ...differenceTable(report, saidOfDifferences),
    ...report.fields.flatMap(field),
    heading(2, words.sources),
    ...table(
      words.sources,
      [words.indicator, words.method, words.data],
      [...seen.values()].map(({ title, method, sources }) => [title[language], method[language], sources.join(', ')]),
    ),
    ...sources(),
    heading(3, words.gaps),
    ...(gaps.length ? list(gaps) : [text(goalsOf(report).length ? words.noGaps : words.noGoals)]),
    heading(3, words.rule),
    text(words.ruleText),
  ];
}
