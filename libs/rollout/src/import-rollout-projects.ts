// Rollout projects, their phases and what was promised. The format is our own, made so that a spreadsheet or a GIS can write it:
//
// CSV or a workbook (XLSX) with a header, one line per status of a project or phase; lines of one phase are its history. GeoJSON
// (https://www.rfc-editor.org/rfc/rfc7946), one feature per project or phase, its area in WGS 84, the columns as its properties, and in
// "history" a list of objects with status, status_date, promised_from, promised_to, note, demand_sign_ups and the like.
//
// Columns, codes and a sample: docs/imports.md; all their names: import-rollout-projects-words.ts.
//
// A delivery only adds to what was said: a line that says of a day what is known of it changes nothing, one that says something else is
// kept beside it and counts from then on. A list of addresses takes the place of the phase's earlier one.
import { sqlFile } from '@stadtlage/database';
import {
  FileError,
  geoRecords,
  type HeaderCheck,
  type Importer,
  isObject,
  looksLikeJson,
  missingColumns,
  openTable,
  readJson,
  tooDeepAt,
  type Report,
  type SourceFile,
} from '@stadtlage/imports';
import type { Geometry } from 'geojson';
import { type Entry, STAGING, toStagedRow } from './import-rollout-projects-row.js';
import { columnOf, type ColumnName, evidences, titlesOf } from './import-rollout-projects-words.js';
import { say } from './import-phrases.js';

const MOST_HISTORY = 1_000;

const header: HeaderCheck = {
  columns: 'project, phase, provider, status, status_date, promised_from, promised_to, note, addresses, area',
  problem(columns) {
    const found = columns.map(columnOf);
    const missing = (['project', 'status'] as const).filter((name) => !found.includes(name));
    return missingColumns(missing);
  },
};

async function* fromTable(file: SourceFile, report: Report): AsyncGenerator<Entry> {
  const table = await openTable(file, report, header);
  const places = new Map<ColumnName, number>();
  for (const [i, name] of table.header.entries()) {
    const column = columnOf(name);
    if (column && !places.has(column)) places.set(column, i);
    else report.information(say('The column "{name}" is not used.', { name }), { column: name });
  }
  tellTitles(report, table.header);
  for await (const { row, fields } of table.records) {
    const text = (column: ColumnName) => fields[places.get(column) ?? -1] ?? '';
    const area = text('area');
    const polygon = area ? polygonFromWkt(area) : null;
    yield {
      row,
      text,
      number: (value, column) => table.decimalOf(value, { row, column }),
      area: polygon ?? null,
      unreadableArea: polygon === undefined ? area : undefined,
    };
  }
}

/** From here on, also in what the check finds, the report speaks of the columns as the file does. */
function tellTitles(report: Report, names: Iterable<string>): void {
  for (const [column, title] of titlesOf(names)) report.titles.set(column, title);
}

async function* fromGeoJson(file: SourceFile, report: Report): AsyncGenerator<Entry> {
  const features = geoRecords(file.name, await readJson(file, report));
  const objects = features.flatMap(({ properties: { history, verlauf, ...own } }) => [own, history ?? verlauf].flat());
  tellTitles(report, new Set(objects.filter(isObject).flatMap((object) => Object.keys(object))));
  for (const { row, geometry, properties, id } of features) {
    const { history, verlauf, ...plainProperties } = properties;
    const own = propertiesOf({ ...(id === undefined ? {} : { project: id }), ...plainProperties });
    const told = history ?? verlauf;
    const entries = Array.isArray(told) ? told : told === undefined || told === null ? [] : [told];
    if (!entries.every(isObject) || entries.length > MOST_HISTORY) {
      report.error(say('The history is not a list of at most {most} objects.', { most: MOST_HISTORY }), {
        row,
        column: history === undefined ? 'verlauf' : 'history',
        value: told,
        fix: say('Write it as a list of objects with "status" and "status_date".'),
      });
      continue;
    }
    // What the feature says of itself comes once; its history then only names it.
    yield toEntry(row, own, geometry);
    const named = new Map([...own].filter(([column]) => column === 'project' || column === 'phase'));
    for (const entry of entries) {
      const tale = propertiesOf(entry);
      if (tale.has('demand_sign_ups') && own.has('demand_deadline') && !tale.has('demand_deadline'))
        tale.set('demand_deadline', own.get('demand_deadline')!);
      yield toEntry(row, new Map([...tale, ...named]), null);
    }
  }
}

function propertiesOf(properties: Record<string, unknown>): Map<ColumnName, string> {
  const texts = new Map<ColumnName, string>();
  for (const [name, value] of Object.entries(properties)) {
    const column = columnOf(name);
    if (!column || column === 'area' || value === null || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(' ') : String(value).trim();
    if (text && (!texts.has(column) || name === column)) texts.set(column, text);
  }
  return texts;
}

function toEntry(row: number, texts: Map<ColumnName, string>, area: Geometry | null): Entry {
  return {
    row,
    text: (column) => texts.get(column) ?? '',
    // In JSON numbers are numbers.
    number: (text) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
    area,
  };
}

/** Reads POLYGON and MULTIPOLYGON, also with `SRID=4326;` before it and with heights. Undefined when it is no such text. */
export function polygonFromWkt(text: string): Geometry | undefined {
  const match = /^\s*(?:SRID=4326;)?\s*(MULTIPOLYGON|POLYGON)(?:\s*Z)?\s*(\([\d\s.,()e+-]*\))\s*$/i.exec(text);
  if (!match) return undefined;
  const json = match[2]!
    .replace(/([^\s,()]+)\s+([^\s,()]+)(?:\s+[^\s,()]+)?/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const type = match[1]!.toUpperCase() === 'POLYGON' ? 'Polygon' : 'MultiPolygon';
    const coordinates: unknown = JSON.parse(json);
    return tooDeepAt(coordinates) === undefined ? ({ type, coordinates } as Geometry) : undefined;
  } catch {
    return undefined;
  }
}

/** Projects are told of by those who build them, unless the city has been there. @throws FileError when `--evidence` is another */
function evidenceOf({ told }: SourceFile): string {
  const text = told?.evidence ?? 'operator';
  const evidence = evidences.codeOf(text);
  if (evidence) return evidence;
  throw new FileError(
    say('--evidence: what is said of a project rests on operator or city, not on {class}.', { class: text }),
  );
}

export const rolloutProjects: Importer = {
  dataset: 'rollout-projects',
  accepts:
    'rollout projects, phases and promised dates: CSV or Excel (project, phase, provider, status, status_date, promised_from, promised_to, note, addresses, area as WKT) or GeoJSON, one feature per project or phase',
  source: { named: 'provider_name' },
  staging: STAGING,
  key: ['project', 'phase', 'status_date'],
  async *read(file, report) {
    const evidence = evidenceOf(file);
    const entries = (await looksLikeJson(file)) ? fromGeoJson(file, report) : fromTable(file, report);
    for await (const entry of entries) {
      const staged = toStagedRow(entry, report, evidence);
      if (staged) yield staged;
    }
  },
  check: sqlFile(import.meta.url, 'import-rollout-projects-check.sql'),
  apply: sqlFile(import.meta.url, 'import-rollout-projects.sql'),
  touches: [
    'rollout-projects',
    'rollout-phases',
    'rollout-history',
    'rollout-promises',
    'demand-aggregations',
    'rollout-funding',
  ],
};
