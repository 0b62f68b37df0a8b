import type { LocalizedText } from '@stadtlage/datasets';
import { toldStatus } from '../status.js';
import { heading, list, table, text, type Block } from './blocks.js';
import { correctedValue, type Correction } from './corrections.js';
import type { Actor } from './difference.js';
import { figuresOf } from './figure-differences.js';
import { untoldFunding, type Amounts } from './funding.js';
import { gapsOf, goalsOf } from './gaps.js';
import type {
  Report,
  ReportedField,
  ReportedGoal,
  ReportedIndicator,
  ReportedMeasure,
  ReportedTarget,
} from './report.js';
import { saidIn } from './said.js';
import { correctionTable, differenceTable } from './tables-of-differences.js';
import { districtTables, networkTable } from './tables-of-places.js';
import { applicationTable, conceptTable } from './tables-of-records.js';
import { yearsOf, type YearSum } from './years.js';

export interface DocumentOptions {
  language: 'de' | 'en';
  cityName: string;
}

/** A report as the parts of a document, in one language. */
export function documentOf(report: Report, { language, cityName }: DocumentOptions): Block[] {
  const said = saidIn(language);
  const { words, number, day, amount, counted, example, statement, baseline, actor, decision } = said;
  const sum = (value: number | null) => (value === null ? '' : number.format(value));
  const marked = ({ title, isDemo }: { title: LocalizedText; isDemo: boolean }) => said.marked(title, isDemo);
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
  const statusOf = ({ status, correctedStatus, figure, corrected }: ReportedTarget) => {
    const told = toldStatus(status, figure?.value ?? null);
    if (!correctedStatus) return [words.status[told]];
    const now = toldStatus(correctedStatus, correctedValue(corrected!));
    return [words.status[told], ...(now === told ? [] : [words.correctedStatus(words.status[now])])];
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
      ...statusOf(target),
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

  const titles = new Map(goalsOf(report).flatMap(({ measures }) => measures.map(({ id, title }) => [id, title])));

  const office = (name: string | null | undefined) => (name ? [`${words.office}: ${name}`] : []);
  const actors = (bodies: Actor[]) => (bodies.length ? [`${words.actors}: ${bodies.map(actor).join(', ')}`] : []);
  const sums = ({ applied, granted, drawn }: Amounts) => [
    ...(applied === undefined ? [] : [words.applied(number.format(applied))]),
    ...(granted === undefined ? [] : [words.granted(number.format(granted))]),
    ...(drawn === undefined ? [] : [words.drawn(number.format(drawn))]),
  ];

  const measure = (one: ReportedMeasure, isOneOfMany: boolean): Block[] => [
    heading(4, `${marked(one)}: ${words.measureState[one.state]}`),
    ...(one.text ? [text(one.text[language])] : []),
    ...list([
      ...office(one.office),
      ...(one.starts || one.ends
        ? [words.period(one.starts ? day(one.starts) : null, one.ends ? day(one.ends) : null)]
        : []),
      ...(one.decision ? [decision(one.decision)] : []),
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
    ...(isOneOfMany || one.isDemo ? money(words.money(marked(one)), yearsOf([one])) : []),
  ];

  const goal = (one: ReportedGoal): Block[] => [
    heading(3, marked(one)),
    ...(one.text ? [text(one.text[language])] : []),
    ...(one.decision ? [text(decision(one.decision))] : []),
    ...list([...office(one.office), ...actors(one.actors ?? [])]),
    ...(one.version > 1 ? [text(words.changed(one.version, one.reason))] : []),
    ...targets(words.targetsOf(one.title[language]), [one]),
    ...(one.measures.length
      ? one.measures.flatMap((each) => measure(each, one.measures.length > 1))
      : [text(words.noMeasures)]),
    ...money(words.money(one.title[language]), one.years),
  ];

  const field = ({ title, goals, others = [], networks, districts = [], ...records }: ReportedField): Block[] => [
    heading(2, title[language]),
    ...(goals.length ? goals.flatMap(goal) : [text(words.noGoals)]),
    ...(goals.length > 1
      ? money(
          words.money(title[language]),
          yearsOf(goals.flatMap(({ measures }) => measures.filter((one) => !one.isDemo))),
        )
      : []),
    ...applicationTable(records.applications ?? [], said),
    ...conceptTable(records.concept ?? [], report.asOf, said),
    ...table(
      words.others(title[language]),
      [words.indicator, words.value],
      others.map((one) => [one.title[language], figureText(one)]),
    ),
    ...(networks ? networkTable(networks, report.asOf, said) : []),
    ...districtTables(districts, report.asOf, said),
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

  const hasExamples = report.fields.some(({ goals, applications = [], concept = [] }) =>
    [...goals, ...goals.flatMap(({ measures }) => measures), ...applications, ...concept].some(({ isDemo }) => isDemo),
  );
  return [
    heading(1, words.title(cityName)),
    // Who only reads the first page is to know it as well.
    ...(report.sources?.some(({ isDemo }) => isDemo) ? [text(words.demoFigures)] : []),
    text(words.asOf(day(report.asOf))),
    ...correctionTable(report, said),
    ...(hasExamples ? [text(words.demo)] : []),
    ...targets(words.overview, goalsOf(report)),
    ...money(words.allMoney, report.years),
    ...money(words.exampleMoney, report.exampleYears ?? []),
    heading(2, words.differences),
    ...differenceTable(report, said),
    ...report.fields.flatMap(field),
    heading(2, words.sources),
    ...table(
      words.sources,
      [words.indicator, words.method, words.data],
      figuresOf(report).map(({ title, method, sources }) => [title[language], method[language], sources.join(', ')]),
    ),
    ...sources(),
    heading(3, words.gaps),
    ...(gaps.length ? list(gaps) : [text(goalsOf(report).length ? words.noGaps : words.noGoals)]),
    heading(3, words.rule),
    text(words.ruleText),
  ];
}
