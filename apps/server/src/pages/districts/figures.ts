import { parse, type GraphQLSchema } from 'graphql';
import { ask } from '../frame/ask.js';

/** What is counted of each district, in the order of the tables. */
export const MEASURES = [
  'fibrePassed',
  'fibreConnected',
  'fibreLevelUnknown',
  'gigabit',
  'under30Mbit',
  'unknown',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Numbers of addresses. */
export type Statistics = { addresses: number } & Record<Measure, number>;

export const USES = ['all', 'homes', 'firms'] as const;
export type Use = (typeof USES)[number];

export interface DistrictFigures {
  id: string;
  name: string;
  /** By the use of the addresses; null where there is no such address. */
  all: Statistics | null;
  homes: Statistics | null;
  firms: Statistics | null;
}

/** Where the figures come from. */
export interface FiguresSource {
  isDemo: boolean;
  changedAt: Date | string | null;
  sources: { name: string; date: string | null }[];
}

export const FIGURES = `
  id name
  all: statistics { addresses ${MEASURES.join(' ')} }
  homes: statistics(use: RESIDENTIAL) { addresses ${MEASURES.join(' ')} }
  firms: statistics(use: COMMERCIAL) { addresses ${MEASURES.join(' ')} }`;
/** The figures themselves are computed: their sources are those of what is counted. */
export const SOURCE = `
  statistics: dataset(id: "district-statistics") { isDemo changedAt }
  counted: dataset(id: "fixed-availability") { isDemo sources { name date } }`;
const QUERY = parse(`query DistrictPages { districts { ${FIGURES} } ${SOURCE} }`);

export interface SourceAnswer {
  statistics: { isDemo: boolean; changedAt: Date | string | null } | null;
  counted: { isDemo: boolean; sources: FiguresSource['sources'] } | null;
}

export const sourceOf = ({ statistics, counted }: SourceAnswer): FiguresSource => ({
  isDemo: !!(statistics?.isDemo || counted?.isDemo),
  changedAt: statistics?.changedAt ?? null,
  sources: counted?.sources ?? [],
});

export async function readDistricts(
  schema: GraphQLSchema,
): Promise<{ districts: DistrictFigures[]; source: FiguresSource }> {
  const answer = await ask<SourceAnswer & { districts: DistrictFigures[] }>(schema, QUERY);
  return { districts: answer.districts, source: sourceOf(answer) };
}

/** Percent of the addresses; null where nothing is known about any of them. */
export function shareOf(statistics: Statistics, measure: Measure): number | null {
  const { addresses, unknown } = statistics;
  if (addresses === 0 || (unknown === addresses && measure !== 'unknown')) return null;
  return (statistics[measure] / addresses) * 100;
}

/** All districts together; null where none has such addresses. */
export function sumOf(all: (Statistics | null)[]): Statistics | null {
  const known = all.filter((one) => one !== null);
  if (!known.length) return null;
  const sum = (key: keyof Statistics) => known.reduce((total, one) => total + one[key], 0);
  return Object.fromEntries(['addresses', ...MEASURES].map((key) => [key, sum(key as Measure)])) as Statistics;
}
