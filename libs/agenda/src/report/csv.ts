import { csvOf } from '@stadtlage/datasets';
import type { ReportedInDistricts } from './districts.js';
import { correctedValue } from './corrections.js';
import { untoldFunding, type Amounts } from './funding.js';
import type { ReportedNetwork } from './networks.js';
import type { Report, ReportedIndicator, ReportedMeasure, ReportedTarget } from './report.js';

const COLUMNS = ['as_of', 'field', 'goal', 'measure', 'what', 'name', 'day', 'value', 'unit', 'status', 'example'];

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/**
 * All figures, of districts and networks too, targets, milestones, money and staff of a report: one row for each. `example` is `true` in the
 * rows of examples: a sum is of the others.
 */
export async function toCsv(report: Report): Promise<string> {
  let written = '';
  for await (const lines of csvOf(COLUMNS, [rowsOf(report)])) written += lines;
  return written;
}

const exampleOf = (isDemo: boolean): Row => (isDemo ? { example: 'true' } : {});

function rowsOf({ asOf, fields }: Report): Row[] {
  return fields.flatMap((field) => {
    const place: Row = { as_of: asOf, field: field.id };
    return [
      ...(field.others ?? []).flatMap((one) => figureRows(one, place)),
      ...(field.networks ?? []).flatMap((one) => networkRows(one, { ...place, day: asOf })),
      ...(field.districts ?? []).flatMap((one) => districtRows(one, place)),
      ...field.goals.flatMap((goal) => [
        ...goal.targets.flatMap((target) => targetRows(target, { ...place, goal: goal.id }, goal.isDemo)),
        ...goal.measures.flatMap((measure) =>
          measureRows(measure, asOf, { ...place, goal: goal.id, measure: measure.id }, goal.isDemo || measure.isDemo),
        ),
      ]),
    ];
  });
}

function figureRows({ indicator: name, unit, figure, corrected, stated }: ReportedIndicator, place: Row): Row[] {
  const row = { ...place, name, unit, day: figure?.day };
  const correction = corrected ?? null;
  return [
    { ...row, what: 'figure', value: figure?.value },
    ...(correction === null ? [] : [{ ...row, what: 'figure, corrected', value: correctedValue(correction) }]),
    ...(stated
      ? [{ ...row, what: 'figure, stated', day: stated.date, value: stated.value, ...exampleOf(stated.isDemo) }]
      : []),
  ];
}

/** Called as in the dataset `mobile-statistics`. */
function networkRows({ operatorId, technology, operator: _, ...sums }: ReportedNetwork, place: Row): Row[] {
  return Object.entries(sums).map(([name, value]) => ({
    ...{ ...place, name: `${operatorId}/${technology}`, value },
    what: `network, ${NETWORK_SUMS[name as keyof typeof sums]}`,
    unit: name.endsWith('Km2') ? 'km2' : '1',
  }));
}

const NETWORK_SUMS: Record<keyof Omit<ReportedNetwork, 'operator' | 'operatorId' | 'technology'>, string> = {
  addresses: 'addresses',
  coveredAddresses: 'addresses covered',
  premises: 'premises',
  coveredPremises: 'premises covered',
  areaKm2: 'area',
  coveredKm2: 'area covered',
  sitesLive: 'sites live',
  sitesPlanned: 'sites planned',
};

const districtRows = ({ indicator, unit, figures }: ReportedInDistricts, place: Row): Row[] =>
  figures
    .filter(({ total }) => total > 0)
    .map(({ district, day, value }) => ({
      ...{ ...place, what: 'figure, of a district', name: `${indicator}/${district}` },
      ...{ day, value, unit },
    }));

/** The figure is no example where its target is one. */
function targetRows(target: ReportedTarget, place: Row, isDemo: boolean): Row[] {
  const [figure, ...others] = figureRows(target, place);
  const { indicator: name, unit, date: day, value, status } = target;
  return [{ ...figure, status }, ...others, { ...place, ...exampleOf(isDemo), what: 'target', name, day, value, unit }];
}

function measureRows(measure: ReportedMeasure, asOf: string, place: Row, isDemo: boolean): Row[] {
  const { state, milestones, budget, staff, applications = [] } = measure;
  const row = { ...place, ...exampleOf(isDemo) };
  const ofYears = (kind: string, unit: string, years: ({ year: number } & Partial<Record<string, number>>)[]) =>
    years.flatMap(({ year, ...sums }) =>
      Object.entries(sums).map(([name, value]) => ({
        ...row,
        what: `${kind} ${name}`,
        day: String(year),
        value,
        unit,
      })),
    );
  const amounts = (of: Row, kind: string, { applied, granted, drawn }: Amounts) =>
    Object.entries({ applied, granted, drawn })
      .filter(([, value]) => value !== undefined)
      .map(([what, value]) => ({ ...of, what: `${kind} ${what}`, value, unit: 'EUR' }));
  return [
    { ...row, what: 'measure', status: state },
    ...milestones.map(({ id: name, due: day, done }) => ({
      ...{ ...row, what: 'milestone', name, day },
      status: done ? `done ${done}` : day < asOf ? 'overdue' : 'open',
    })),
    ...ofYears('budget', 'EUR', budget),
    ...ofYears('staff', 'FTE', staff),
    ...untoldFunding(measure).flatMap(({ programme: name, state: status, ...one }) =>
      amounts({ ...row, name, status }, 'funding', one),
    ),
    ...applications.flatMap(({ id: name, state: status, isDemo: isExample, ...one }) =>
      amounts({ ...row, ...exampleOf(isExample), name, status }, 'application', one),
    ),
  ];
}
