// The Open Fibre Data Standard 0.3 in all its formats: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/
import { sqlFile } from '@stadtlage/database';
import {
  FileError,
  type Importer,
  isObject,
  readJson,
  type Report,
  type SourceFile,
  type StagedRow,
} from '@stadtlage/imports';
import { toRow } from './networks/columns.js';
import { FeatureReader, featuresOf } from './networks/formats/geojson.js';
import { itemsOfLine, itemsOfPackage } from './networks/formats/json.js';
import { looksLikeLines, readLines } from './networks/formats/lines.js';
import { withParts } from './networks/formats/parts.js';
import type { FoundItem } from './networks/formats/source.js';
import { isTable, itemsOfTables, TABLES } from './networks/formats/tables.js';
import { Checker } from './networks/standard/check.js';
import { say } from './import-phrases.js';

async function* readNetworks(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const checker = new Checker(report);
  for await (const item of withParts(file, (files) => itemsOf(file.name, files, report))) {
    const { kind, content, networkId, row, path, mentioned, replaces } = item;
    if (!checker.check(item)) continue;
    const { row: stored, refs } = toRow(kind, content);
    yield [
      row,
      networkId,
      mentioned ? `mentioned ${kind}` : kind,
      String(content['id']),
      path,
      JSON.stringify(stored),
      JSON.stringify(refs),
      kind === 'network' ? replaces : null,
    ];
  }
  checker.finish();
}

/** What the files of one delivery hold. A network in several formats would be there several times. */
async function* itemsOf(name: string, files: SourceFile[], report: Report): AsyncGenerator<FoundItem> {
  const csv = files.filter((file) => /\.csv$/i.test(file.name));
  const tables = csv.filter(isTable);
  if (csv.length && csv.length < files.length) {
    throw new FileError(
      say('{name} holds CSV tables beside other files: {files}. Import one format at a time.', {
        name,
        files: list(files),
      }),
    );
  }
  if (csv.length) {
    if (tables.length < 2) {
      throw new FileError(
        say(
          '{name} has not the tables of a network. Import a folder or a ZIP archive with {tables}, or those of them that there are.',
          { name, tables: TABLES.map((table) => `${table}.csv`).join(', ') },
        ),
      );
    }
    if (tables.length < csv.length) {
      const others = csv.filter((file) => !tables.includes(file));
      report.information(say('Not every file is a table of the standard.'), {
        value: list(others),
        fix: say('They are left out.'),
      });
    }
    report.dialect.set('Format', 'Open Fibre Data Standard 0.3, CSV tables');
    return yield* itemsOfTables(tables, report);
  }
  const features = new FeatureReader(report);
  const formats = new Set<string>();
  for (const file of files) {
    const prefix = files.length > 1 ? `${file.name} ` : '';
    const format = (found: string) => {
      report.dialect.set('Format', `Open Fibre Data Standard 0.3, ${found}`);
      if (formats.add(found).size > 1)
        throw new FileError(
          say('{name} holds several formats: {files}. Import one at a time.', { name, files: list(files) }),
        );
    };
    if (await looksLikeLines(file)) yield* itemsOfLineFile(file, prefix, features, format, report);
    else {
      const json = await readJson(file, report);
      const type = isObject(json) ? json['type'] : undefined;
      const collection = type === 'Feature' ? { features: [json] } : type === 'FeatureCollection' && (json as object);
      format(collection ? 'GeoJSON' : 'JSON');
      if (!collection) yield* itemsOfPackage(file.name, prefix, json, report);
      else
        for (const feature of featuresOf(file.name, prefix, { ...collection }))
          yield* features.read(feature, file.name);
    }
  }
  yield* features.finish();
}

async function* itemsOfLineFile(
  file: SourceFile,
  prefix: string,
  features: FeatureReader,
  format: (found: string) => void,
  report: Report,
): AsyncGenerator<FoundItem> {
  for await (const { line, json } of readLines(file)) {
    const isFeature = isObject(json) && json['type'] === 'Feature';
    format(isFeature ? 'newline-delimited GeoJSON' : 'JSON Lines');
    if (isFeature) yield* features.read({ feature: json, row: line, path: `${prefix}line ${line} ` }, file.name);
    else yield* itemsOfLine(file.name, prefix, line, json, report);
  }
}

const list = (files: SourceFile[]) =>
  files
    .slice(0, 12)
    .map(({ name }) => name)
    .join(', ');

const fibreNetwork: Importer = {
  dataset: 'fibre-network',
  accepts:
    'fibre networks by the Open Fibre Data Standard 0.3: JSON, JSON Lines, GeoJSON (nodes and spans), or a folder or .zip of its CSV tables',
  source: 'Open Fibre Data Standard package',
  staging: [
    { name: 'network_id', type: 'text' },
    { name: 'kind', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'path', type: 'text' },
    { name: 'content', type: 'jsonb' },
    { name: 'refs', type: 'jsonb' },
    { name: 'replaces', type: 'text[]' },
  ],
  // Ids that stand twice are found by the check, which can say where.
  key: ['source_row', 'path'],
  read: readNetworks,
  check: sqlFile(import.meta.url, 'import-fibre-network-check.sql'),
  apply: sqlFile(import.meta.url, 'import-fibre-network.sql'),
  touches: ['fibre-nodes', 'fibre-spans'],
};

export const importers: Importer[] = [fibreNetwork];
