import { stringify } from 'csv-stringify/sync';
import type { DatasetDefinition } from '../definition.js';
import type { PageRow } from './pages.js';

type Pages = AsyncIterable<PageRow[]>;

/**
 * RFC 4180 with a header, UTF-8; an empty field is unknown or an empty text. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it, because names come from devices and files of others; GeoJSON has every text unchanged.
 */
export const toCsv = ({ columns, geometry }: DatasetDefinition, pages: Pages): AsyncGenerator<string> =>
  csvOf([...Object.keys(columns), ...(geometry ? ['geom'] : [])], pages);

/** As {@link toCsv}, of whatever has these columns. */
export async function* csvOf(
  names: string[],
  pages: AsyncIterable<Record<string, unknown>[]> | Iterable<Record<string, unknown>[]>,
): AsyncGenerator<string> {
  yield csvLines([names]);
  for await (const rows of pages) yield csvLines(rows.map((row) => names.map((name) => csvValue(row[name]))));
}

const csvLines = (lines: unknown[][]) => stringify(lines, { record_delimiter: '\r\n' });

function csvValue(value: unknown): unknown {
  if (typeof value === 'string') return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  if (typeof value === 'boolean') return String(value);
  return value instanceof Date ? value.toISOString() : value;
}

/**
 * An RFC 7946 FeatureCollection: one feature per line, with the id both beside and among its properties.
 * @param credit whose data it is, and under which licence: a member of its own
 */
export async function* toGeoJson(_definition: DatasetDefinition, pages: Pages, credit: string): AsyncGenerator<string> {
  let separator = '\n';
  yield `{"type":"FeatureCollection","attribution":${JSON.stringify(credit)},"features":[`;
  for await (const rows of pages) {
    yield separator + rows.map(featureText).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function featureText({ geom, ...properties }: PageRow): string {
  return `{"type":"Feature","id":${JSON.stringify(properties.id)},"geometry":${geom ?? 'null'},"properties":${JSON.stringify(properties)}}`;
}
