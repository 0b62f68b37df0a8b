// GeoJSON: https://www.rfc-editor.org/rfc/rfc7946 ; text sequences: https://www.rfc-editor.org/rfc/rfc8142 ; one feature per line: https://jsonlines.org
import { epsgOfName } from './crs.js';
import type { Container, RawFeature } from './features.js';
import { geoRecords, isObject, readJson, refuseDeep } from './geojson.js';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';
import { decode, detectEncoding, headOf } from './text.js';
import { FileError, textOf } from './phrases.js';
import { say } from './report-phrases.js';

const LONGEST_LINE = 10_000_000;
export const RECORD_SEPARATOR = '\u001e';
const DEFAULT = { epsg: 4326, title: 'WGS 84', from: 'the definition of GeoJSON', byDefault: true };

/** Opens GeoJSON as one document (up to 200 MB, with its old member `crs`), or as one feature per line (of any size). */
export async function openGeoJson(file: SourceFile, report: Report): Promise<Container> {
  const lines = await linesFormat(file, report);
  if (lines) return { format: lines, crs: DEFAULT, features: readLines(file, report), close: async () => {} };
  const json = await readJson(file, report);
  const crs = isObject(json) ? crsOf(json['crs']) : undefined;
  const records = geoRecords(file.name, isObject(json) ? { ...json, crs: undefined } : json);
  return {
    format: 'GeoJSON',
    crs: crs ?? DEFAULT,
    features: (async function* () {
      yield* records;
    })(),
    close: async () => {},
  };
}

/** GeoJSON of before 2016 may name a coordinate system. */
function crsOf(crs: unknown): Container['crs'] {
  if (crs === undefined || crs === null) return undefined;
  const properties = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {};
  const title = String(properties['name'] ?? properties['href'] ?? properties['code'] ?? JSON.stringify(crs));
  return { epsg: epsgOfName(/^\d+$/.test(title) ? `EPSG:${title}` : title), title, from: 'the member "crs"' };
}

async function linesFormat(file: SourceFile, report: Report): Promise<string | undefined> {
  const head = await headOf(file, await detectEncoding(file, report));
  if (head.trimStart().startsWith(RECORD_SEPARATOR)) return 'GeoJSON text sequence';
  const [first = '', second = ''] = head.trimStart().split(/\r?\n/, 2);
  const isLines =
    /\.(geojsonl|geojsons|ndjson|ndgeojson|jsonl)$/i.test(file.name) || second.trimStart().startsWith('{');
  return isLines && isFeature(first) ? 'GeoJSON, one feature per line' : undefined;
}

function isFeature(line: string): boolean {
  try {
    const json: unknown = JSON.parse(line);
    return isObject(json) && json['type'] === 'Feature';
  } catch {
    return false;
  }
}

async function* readLines(file: SourceFile, report: Report): AsyncGenerator<RawFeature> {
  const encoding = await detectEncoding(file, report);
  let rest = '';
  let row = 0;
  for await (const piece of decode(file, encoding)) {
    rest += piece;
    if (!piece.includes('\n') && rest.length <= LONGEST_LINE) continue;
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield* readLine(file.name, line, ++row, report);
    if (rest.length > LONGEST_LINE) {
      throw new FileError(
        say('{name}: line {line} has more than {most} characters. Write one feature per line.', {
          name: file.name,
          line: String(row + 1),
          most: LONGEST_LINE,
        }),
      );
    }
  }
  yield* readLine(file.name, rest, ++row, report);
}

function* readLine(name: string, line: string, row: number, report: Report): Generator<RawFeature> {
  const text = line.replaceAll(RECORD_SEPARATOR, '').trim();
  if (!text) return;
  try {
    if (/(?<!\\)(?:\\\\)*\\u0000/.test(text))
      throw new FileError(say('It holds a zero character (\\u0000), which no text needs.'));
    const json = refuseDeep(name, JSON.parse(text));
    for (const record of geoRecords(name, json)) yield { ...record, row };
  } catch (error) {
    report.error(say('The line is not a GeoJSON feature: {message}', { message: textOf(error) }), {
      row,
      value: text,
      fix: say('Correct it.'),
    });
  }
}
