// GeoJSON: https://www.rfc-editor.org/rfc/rfc7946
import type { Geometry } from 'geojson';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';
import { decode, detectEncoding } from './text.js';
import { MOST_NESTED, tooDeepAt } from './json-depth.js';
import { FileError, type Text } from './phrases.js';
import { say } from './report-phrases.js';

export interface GeoRecord {
  /** Number of the feature in the file, counted from 1. */
  row: number;
  /** Null where the file has none; not checked beyond being an object with a type. */
  geometry: Geometry | null;
  properties: Record<string, unknown>;
  id: string | number | undefined;
}

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
];
const MAX_JSON_BYTES = 200 * 1024 * 1024;

/** Reads a JSON file as a whole. @throws FileError when it is too large, cut off, not JSON, nested too deep, or holds a zero character */
export async function readJson(file: SourceFile, report: Report): Promise<unknown> {
  if (file.bytes > MAX_JSON_BYTES) {
    throw new FileError(
      say('{name} has {size} MB; JSON files are read up to {most} MB. Split it into several files.', {
        name: file.name,
        size: Math.round(file.bytes / 1024 / 1024),
        most: MAX_JSON_BYTES / 1024 / 1024,
      }),
    );
  }
  const encoding = await detectEncoding(file, report);
  let text = '';
  for await (const piece of decode(file, encoding)) text += piece;
  refuseZeroCharacter(file.name, text);
  return refuseDeep(file.name, parse(file.name, text));
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError(describeJsonError(name, text, (error as Error).message));
  }
}

/** @returns the value. @throws FileError where it nests too deep */
export function refuseDeep(name: string, json: unknown): unknown {
  const place = tooDeepAt(json);
  if (place === undefined) return json;
  throw new FileError(
    say('{name} nests more than {most} levels deep, at {place}. No geometry or property needs that: export it again.', {
      name,
      most: MOST_NESTED,
      place,
    }),
  );
}

/** PostgreSQL's texts cannot hold it. After an even number of backslashes `\\u0000` is an escape, after an odd one plain text. */
function refuseZeroCharacter(name: string, text: string): void {
  const at = /(?<!\\)(?:\\\\)*\\u0000/.exec(text)?.index;
  if (at === undefined) return;
  const line = String(text.slice(0, at).split('\n').length);
  throw new FileError(
    say('{name} holds a zero character (\\u0000) on line {line}, which no text needs. Remove it.', { name, line }),
  );
}

function describeJsonError(name: string, text: string, message: string): Text {
  const first = text.trimStart()[0]!;
  if (first !== '{' && first !== '[')
    return say('{name} is not JSON: it starts with "{start}".', { name, start: text.trimStart().slice(0, 40) });
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  if (position >= text.trimEnd().length) {
    return say('{name} breaks off in the middle of the JSON, after {count} characters. Download it again.', {
      name,
      count: text.length,
    });
  }
  const before = text.slice(0, position);
  return say('{name} is not valid JSON on line {line}, character {place}: {message}.', {
    name,
    line: String(before.split('\n').length),
    place: String(position - before.lastIndexOf('\n')),
    message: message.replace(/ in JSON at position.*/, ''),
  });
}

/**
 * The records of a FeatureCollection; of a Feature, a GeometryCollection or a bare geometry, which are one record.
 * @throws FileError when it is no GeoJSON, has no record, or names another coordinate system than WGS 84
 */
export function geoRecords(name: string, json: unknown): GeoRecord[] {
  if (!isObject(json))
    throw new FileError(
      say('{name} is JSON, but not GeoJSON: its outermost value is not an object with a "type".', { name }),
    );
  refuseOtherCrs(name, json['crs']);
  if (json['type'] === 'FeatureCollection') {
    if (!Array.isArray(json['features']) || !json['features'].length)
      throw new FileError(say('{name} is a FeatureCollection without features.', { name }));
    return json['features'].map((feature, i) => toRecord(name, feature, i + 1));
  }
  return [toRecord(name, json, 1)];
}

function toRecord(name: string, json: unknown, row: number): GeoRecord {
  const type = isObject(json) ? json['type'] : undefined;
  if (isObject(json) && type === 'Feature') {
    const { geometry, properties, id } = json;
    return {
      row,
      geometry: isObject(geometry) ? (geometry as unknown as Geometry) : null,
      properties: isObject(properties) ? properties : {},
      id: typeof id === 'string' || typeof id === 'number' ? id : undefined,
    };
  }
  if (GEOMETRIES.includes(type as string)) return { row, geometry: json as Geometry, properties: {}, id: undefined };
  throw new FileError(
    say('{name} is JSON, but not GeoJSON: record {row} has the type {type}, not Feature or a geometry.', {
      name,
      row: String(row),
      type: JSON.stringify(type ?? null),
    }),
  );
}

/** GeoJSON of before 2016 may name a coordinate system. */
function refuseOtherCrs(file: string, crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const properties = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {};
  const name = String(properties['name'] ?? properties['href'] ?? JSON.stringify(crs));
  if (/CRS84$|EPSG:+(0:)?4326$|EPSG:+(0:)?4258$/i.test(name)) return;
  throw new FileError(
    say(
      '{name} says that its coordinates are in {system}. Transform it to WGS 84: ogr2ogr -t_srs EPSG:4326 new.geojson {name}',
      { name: file, system: name },
    ),
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
