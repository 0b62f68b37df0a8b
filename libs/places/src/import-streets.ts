// The official street list (GEObasis NRW, "Straßenschlüssel"), as CSV with WKT points or as GeoJSON:
// https://www.bezreg-koeln.nrw.de/geobasis-nrw
import { sqlFile } from '@stadtlage/database';
import {
  geoJsonText,
  type HeaderCheck,
  type Importer,
  isGeodata,
  missingColumns,
  openFeatures,
  openTable,
  pointFromWkt,
  problemIn,
  type Report,
  type SourceFile,
  type StagedRow,
} from '@stadtlage/imports';
import type { Geometry } from 'geojson';
import { say } from './import-phrases.js';

const NAMES = {
  key: ['strassenschluessel', 'straßenschlüssel', 'key'],
  name: ['bezeichnung', 'strassenname', 'straßenname', 'name'],
  geometry: ['geometry', 'geom', 'wkt'],
};

interface StreetRecord {
  row: number;
  key: unknown;
  name: unknown;
  /** Undefined when the file gives something that cannot be read as a geometry. */
  geometry: Geometry | null | undefined;
  geometryText: unknown;
  /** EPSG code of a geometry whose positions are judged already. */
  srid?: number;
  /** EPSG code of a geometry that is to be judged; without it as WGS 84. */
  crs?: number;
}

const find = (header: string[], names: string[]) => header.findIndex((column) => names.includes(column.toLowerCase()));

const header: HeaderCheck = {
  columns: 'strassenschluessel, bezeichnung, geometry',
  problem(columns) {
    const missing = Object.values(NAMES).filter((names) => find(columns, names) < 0);
    return missingColumns(missing.map(([name]) => name!));
  },
};

async function* readTable(file: SourceFile, report: Report): AsyncGenerator<StreetRecord> {
  const table = await openTable(file, report, header);
  const [key, name, geometry] = Object.values(NAMES).map((names) => find(table.header, names));
  const crs = file.told?.crs;
  for await (const { row, fields } of table.records) {
    const text = fields[geometry!]!;
    const position = pointFromWkt(text);
    yield {
      row,
      key: fields[key!],
      name: fields[name!],
      geometry: text === '' ? null : position && { type: 'Point', coordinates: position },
      geometryText: text,
      crs,
    };
  }
}

async function* readFeatures(file: SourceFile, report: Report): AsyncGenerator<StreetRecord> {
  for await (const { row, geometry, properties, srid } of openFeatures(file, report)) {
    const value = (names: string[]) =>
      Object.entries(properties).find(([key]) => names.includes(key.toLowerCase()))?.[1];
    yield { row, key: value(NAMES.key), name: value(NAMES.name), geometry, geometryText: geometry, srid };
  }
}

/** Checks one street. @returns undefined after reporting an error */
export function toStagedStreet(record: StreetRecord, report: Report): StagedRow | undefined {
  const { row, geometry } = record;
  const key = String(record.key ?? '');
  const name = String(record.name ?? '').trim();
  const before = report.counts.error;
  if (!/^\d{17}$/.test(key)) {
    report.error(say('A street key has 17 digits.'), {
      row,
      column: 'strassenschluessel',
      value: key,
      fix: /^\d{16}$|E\+/i.test(key)
        ? say('A spreadsheet has taken the key for a number and damaged it. Import the file as the publisher gives it.')
        : say('Correct the key.'),
    });
  }
  if (!name)
    report.error(say('The street has no name.'), { row, column: 'bezeichnung', value: key, fix: say('Add the name.') });
  const problem =
    geometry === undefined ? unreadable(record.geometryText) : geometry && geometryProblem(geometry, record);
  if (problem) report.error(problem.problem, { row, column: 'geometry', value: problem.value, fix: problem.fix });
  if (report.counts.error > before) return undefined;
  if (!geometry) {
    report.quality(say('{name} has no position.', { name }), {
      row,
      column: 'geometry',
      fix: say('It is taken, but a map cannot show it.'),
    });
  }
  const isPoint = geometry?.type === 'Point';
  const srid = record.srid ?? record.crs ?? 4326;
  return [
    row,
    key,
    name,
    geometry && isPoint ? geoJsonText(geometry, srid) : null,
    geometry && !isPoint ? geoJsonText(geometry, srid) : null,
  ];
}

const unreadable = (value: unknown) => ({
  problem: say('The geometry cannot be read.'),
  value,
  fix: say('Write it as POINT (longitude latitude) in WGS 84, for example POINT (7.89 51.76).'),
});

function geometryProblem(geometry: Geometry, { srid, crs = 4326 }: StreetRecord) {
  if (['Point', 'LineString', 'MultiLineString'].includes(geometry.type))
    return srid === undefined ? problemIn(crs, geometry) : undefined;
  return {
    problem: say('A street is a Point, a LineString or a MultiLineString.'),
    value: geometry.type,
    fix: say('Leave the geometry out, or correct it.'),
  };
}

export const streets: Importer = {
  dataset: 'streets',
  accepts:
    'the official street list: CSV or Excel (strassenschluessel, bezeichnung, geometry as WKT point in WGS 84), or GeoJSON, Shapefile (.shp or .zip), GeoPackage',
  source: 'GEObasis NRW',
  staging: [
    { name: 'key', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'location', type: 'text' },
    { name: 'lines', type: 'text' },
  ],
  key: ['key'],
  async *read(file, report) {
    const records = (await isGeodata(file)) ? readFeatures(file, report) : readTable(file, report);
    for await (const record of records) {
      const staged = toStagedStreet(record, report);
      if (staged) yield staged;
    }
  },
  check: sqlFile(import.meta.url, 'import-streets-check.sql'),
  removals: { what: say('streets'), figures: sqlFile(import.meta.url, 'import-streets-removals.sql') },
  apply: sqlFile(import.meta.url, 'import-streets.sql'),
  difference: sqlFile(import.meta.url, 'import-streets-difference.sql'),
  touches: ['streets'],
};
