// Figures of a report as rows: of the city and of districts, of networks, and targets.
import { correctedValue } from './corrections.js';
import { exampleOf, type Row } from './csv-row.js';
import type { ReportedInDistricts } from './districts.js';
import type { ReportedNetwork } from './networks.js';
import type { ReportedIndicator, ReportedTarget } from './report.js';
import type { Said } from './said.js';

export function figureRows(one: ReportedIndicator, place: Row, { language }: Said): Row[] {
  const { indicator: name, title, unit, figure, corrected, stated } = one;
  const row = { ...place, name, unit, day: figure?.day };
  const correction = corrected ?? null;
  const { value, counted, total, known } = figure ?? {};
  return [
    { ...row, what: 'figure', value, counted, total, known, text: title[language] },
    ...(correction === null ? [] : [{ ...row, what: 'figure, corrected', value: correctedValue(correction) }]),
    ...(stated
      ? [
          {
            ...{ ...row, ...exampleOf(stated.isDemo), what: 'figure, stated', day: stated.date, value: stated.value },
            text: [stated.source, ...(stated.text ? [stated.text[language]] : [])].join('; '),
          },
        ]
      : []),
  ];
}

/** Called as in the dataset `mobile-statistics`. */
export function networkRows({ operatorId, technology, operator, ...sums }: ReportedNetwork, place: Row): Row[] {
  return Object.entries(sums).map(([name, value]) => ({
    ...{ ...place, name: `${operatorId}/${technology}`, value, text: operator },
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

export const districtRows = ({ indicator, unit, figures }: ReportedInDistricts, place: Row): Row[] =>
  figures
    .filter(({ total }) => total > 0)
    .map(({ district, name, day, value, counted, total, known }) => ({
      ...{ ...place, what: 'figure, of a district', name: `${indicator}/${district}` },
      ...{ day, value, unit, counted, total, known, text: name },
    }));

/** The figure is no example where its target is one. */
export function targetRows(target: ReportedTarget, asOf: string, place: Row, isDemo: boolean, said: Said): Row[] {
  const {
    indicator: name,
    unit,
    date,
    value,
    status,
    correctedStatus,
    source,
    baseline,
    path,
    expected,
    forecast,
  } = target;
  const row = { ...place, ...exampleOf(isDemo), name, unit };
  const [figure, ...others] = figureRows(target, place, said);
  return [
    { ...figure, status },
    ...others.map((one) => (one.what === 'figure, corrected' ? { ...one, status: correctedStatus ?? status } : one)),
    { ...row, what: 'target', day: date, value, text: source },
    ...(baseline
      ? [{ ...row, what: 'target, first value', day: baseline.date, value: baseline.value, text: baseline.source }]
      : []),
    ...(path ?? []).map((one) => ({ ...row, what: 'target, on the way', day: one.date, value: one.value })),
    ...(expected === null ? [] : [{ ...row, what: 'target, planned', day: asOf, value: expected }]),
    // A line through the past has no day to come, only a year.
    ...(forecast && status !== 'reached'
      ? [
          { ...row, what: 'target, forecast', day: date, value: forecast.value },
          ...(forecast.reachedOn
            ? [{ ...row, what: 'target, reached at this pace', day: forecast.reachedOn.slice(0, 4), value }]
            : []),
        ]
      : []),
  ];
}
