// One door for geodata, whatever container it comes in. What comes out is GeoJSON geometry with the EPSG code of its coordinates;
// PostGIS transforms it: ST_Transform(ST_GeomFromGeoJSON(geoJsonText(feature)), 4326).
import type { Geometry } from 'geojson';
import { basename } from 'node:path';
import { openGeoJson, RECORD_SEPARATOR } from './features-geojson.js';
import { judgedInCrs } from './features-crs.js';
import { openGeoPackage } from './geopackage.js';
import type { SourceFile } from './importer.js';
import { firstBytes, onDisk } from './on-disk.js';
import type { Report } from './report.js';
import { openShape } from './shapefile.js';
import { unpackGeodata } from './shapefile-zip.js';
import { sourceFile } from './source-file.js';
import { FileError, joined } from './phrases.js';
import { say } from './report-phrases.js';

export interface RawFeature {
  /** Number of the feature in the file, or its line in a file of lines, counted from 1. */
  row: number;
  /** Null where the file has none. */
  geometry: Geometry | null;
  properties: Record<string, unknown>;
  id: string | number | undefined;
}

export interface Feature extends RawFeature {
  /** EPSG code of the coordinates; easting or longitude first. */
  srid: number;
}

/** What a file is, once it is open. */
export interface Container {
  format: string;
  /** The coordinate system it names; undefined where it names none. `epsg` is missing where it is none that we know. */
  crs: { epsg?: number; title: string; from: string; byDefault?: boolean } | undefined;
  features: AsyncIterable<RawFeature>;
  close(): Promise<void>;
}

export interface FeatureOptions {
  /** Which layer of a GeoPackage, or which file of an archive; default: the only one. */
  layer?: string;
  /** EPSG code of the coordinates, for a file that does not say or says it wrongly. */
  crs?: number;
  /** The data may lie outside Germany. The coordinate system is then what the file says, or WGS 84. */
  anywhere?: boolean;
}

/**
 * Streams the features of a GeoJSON file (also JSON Lines and text sequences), a Shapefile, a GeoPackage, or a .zip of one of them.
 * Detects the coordinate system and says so in the report. A feature whose geometry is wrong is reported with its row and left out.
 * @throws FileError when the file as a whole cannot be read, or its coordinate system cannot be told for certain
 */
export async function* openFeatures(
  file: SourceFile,
  report: Report,
  options: FeatureOptions = {},
): AsyncGenerator<Feature> {
  const wanted = { ...options, crs: options.crs ?? file.told?.crs };
  const container = await openContainer(file, report, wanted);
  try {
    report.dialect.set('Format', container.format);
    const kinds = new Map<string, number>();
    for await (const feature of judgedInCrs(file.name, container, report, wanted)) {
      const kind = feature.geometry?.type.replace('Multi', '') ?? '';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      yield feature;
    }
    if (kinds.size > 1) {
      const list = joined(
        [...kinds].map(([kind, count]) => say('{count} {kind}', { count, kind: kind || say('without geometry') })),
        ', ',
      );
      report.information(say('The geometries are of several kinds: {list}.', { list }), { column: 'geometry' });
    }
  } finally {
    await container.close();
  }
}

/** True for what {@link openFeatures} takes, false for text and workbooks. */
export async function isGeodata(file: SourceFile): Promise<boolean> {
  const head = await firstBytes(file, 200);
  const hex = head.toString('hex');
  if (hex.startsWith(MAGIC.sqlite) || hex.startsWith(MAGIC.shapefile) || SHAPEFILE_PARTS.test(file.name)) return true;
  if (hex.startsWith(MAGIC.zip)) return !isWorkbookArchive(head);
  return /^[{[]/.test(head.toString('utf8').replaceAll(RECORD_SEPARATOR, '').trimStart());
}

// A workbook is a ZIP archive, too; its first entry tells.
export const isWorkbookArchive = (head: Buffer) =>
  /^(\[Content_Types\]|_rels\/|xl\/|docProps\/|mimetype|META-INF\/)/.test(head.subarray(30).toString('latin1'));

const MAGIC = { zip: '504b0304', sqlite: '53514c69746520666f726d6174', shapefile: '0000270a' };
const SHAPEFILE_PARTS = /\.(dbf|prj|cpg|shx|sbn|sbx)$/i;

/** GeoJSON text for ST_GeomFromGeoJSON, which reads the coordinate system from the member `crs`. */
export function geoJsonText(geometry: Geometry, srid: number): string {
  if (srid === 4326) return JSON.stringify(geometry);
  return JSON.stringify({ ...geometry, crs: { type: 'name', properties: { name: `EPSG:${srid}` } } });
}

async function openContainer(file: SourceFile, report: Report, options: FeatureOptions): Promise<Container> {
  const head = await firstBytes(file, 16);
  const starts = (magic: string) => head.toString('hex').startsWith(magic);
  if (starts(MAGIC.zip)) return fromArchive(file, report, options);
  if (starts(MAGIC.sqlite)) {
    return onDisk(file, (path) => openGeoPackage(path, file.name, report, options.layer ?? file.told?.layer));
  }
  if (starts(MAGIC.shapefile)) {
    if (/\.shx$/i.test(file.name))
      throw new FileError(say('{name} is the index of a Shapefile. Import the .shp beside it.', { name: file.name }));
    return onDisk(file, (path) => openShape(path, file.name, report));
  }
  if (SHAPEFILE_PARTS.test(file.name))
    throw new FileError(
      say('{name} is a part of a Shapefile. Import the .shp beside it, or a .zip of all of them.', { name: file.name }),
    );
  return openGeoJson(file, report);
}

async function fromArchive(file: SourceFile, report: Report, options: FeatureOptions): Promise<Container> {
  const unpacked = await onDisk(file, async (path) => {
    const { path: inside, remove, layer } = await unpackGeodata(path, file.name, options.layer ?? file.told?.layer);
    return { inside, close: remove, rest: { ...options, layer } };
  });
  try {
    const inside = await sourceFile(unpacked.inside);
    if (/\.zip$/i.test(inside.name))
      throw new FileError(say('{name} is an archive within an archive. Unpack it once.', { name: file.name }));
    const container = await openContainer(inside, report, unpacked.rest);
    const format = `${container.format} in a ZIP archive (${basename(unpacked.inside)})`;
    return { ...container, format, close: () => container.close().finally(unpacked.close) };
  } catch (error) {
    await unpacked.close();
    throw error;
  }
}
