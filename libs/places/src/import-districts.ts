// District boundaries as GeoJSON (https://www.rfc-editor.org/rfc/rfc7946), Shapefile or GeoPackage (https://www.geopackage.org/spec/).
import { sqlFile } from '@stadtlage/database';
import {
  type Feature,
  geoJsonText,
  type Importer,
  openFeatures,
  type Report,
  slug,
  type StagedRow,
} from '@stadtlage/imports';
import type { Geometry, Position } from 'geojson';
import { say } from './import-phrases.js';

const NAMES = ['name', 'bezeichnung', 'stadtteil', 'stadtbezirk', 'ortsteil', 'bezirk'];
const IDS = ['id', '@id', 'nummer', 'nr', 'schluessel', 'kennung'];
/** In a staged row. */
const MUNICIPALITY_AT = 3;
const MUNICIPALITY = ['ags', 'municipality_key', 'gemeindeschluessel'];

/**
 * Id and name of a district as the file name tells them: `500_duisburg-mitte.geojson` is 500, Duisburg-Mitte. The number is
 * the publisher's own; without one the name is the id, in lower case with hyphens.
 */
export function fromFileName(fileName: string): { id: string; name: string } {
  const stem = fileName.replace(/(\.[a-z]+)+$/i, '');
  const [, number, rest] = /^(?:(\d+)[_ -]+)?(.+)$/.exec(stem)!;
  const name = rest!
    .replaceAll('_', ' ')
    .replace(/(^|[\s-])(\p{Ll})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
  return { id: number ?? slug(name), name };
}

/** All polygons of a geometry, whatever it is made of. */
export function polygonsOf(geometry: Geometry): Position[][][] {
  switch (geometry.type) {
    case 'Polygon':
      return [geometry.coordinates];
    case 'MultiPolygon':
      return geometry.coordinates;
    case 'GeometryCollection':
      return geometry.geometries.flatMap(polygonsOf);
    default:
      return [];
  }
}

function toStaged(
  { row, geometry, properties, id, srid }: Feature,
  fallback: { id: string; name: string } | undefined,
  report: Report,
): StagedRow | undefined {
  const told = new Map(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));
  /** By the order of the keys, not of the file: a part of a city may also say in which larger one it lies. */
  const text = (keys: string[]) => {
    const value = keys
      .map((key) => told.get(key))
      .find((found) => found !== undefined && found !== null && found !== '');
    return value === undefined ? undefined : String(value).trim();
  };
  const name = text(NAMES) ?? fallback?.name;
  if (!name) {
    report.error(say('The district has no name.'), {
      row,
      column: 'name',
      value: properties,
      fix: say('Give each feature a property "name".'),
    });
    return undefined;
  }
  const polygons = (geometry ? polygonsOf(geometry) : []).filter((rings) => rings.length);
  if (!polygons.length) {
    report.error(say('{name} has no area.', { name }), {
      row,
      column: 'geometry',
      value: geometry?.type,
      fix: say('A district is a Polygon or a MultiPolygon.'),
    });
    return undefined;
  }
  const municipality = text(MUNICIPALITY);
  const isKey = municipality !== undefined && /^\d{8}$/.test(municipality);
  if (municipality !== undefined && !isKey) {
    report.quality(say('{name}: a municipality key (AGS) has 8 digits.', { name }), {
      row,
      column: 'ags',
      value: municipality,
      fix: say('It is left out.'),
    });
  }
  const districtId = String(id ?? text(IDS) ?? (text(NAMES) ? slug(name) : fallback!.id));
  return [
    row,
    districtId,
    name,
    isKey ? municipality : null,
    geoJsonText({ type: 'MultiPolygon', coordinates: polygons }, srid),
  ];
}

export const districts: Importer = {
  dataset: 'districts',
  accepts:
    'district boundaries: GeoJSON, Shapefile (.shp or .zip) or GeoPackage with polygons; names from the attributes, or one file per district (500_name.geojson)',
  source: 'OpenStreetMap contributors',
  licence: 'odbl',
  staging: [
    { name: 'id', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'municipality_key', type: 'text' },
    { name: 'geometry', type: 'text' },
  ],
  key: ['id'],
  async *read(file, report) {
    const features = openFeatures(file, report);
    const first = await features.next();
    if (first.done) return;
    const second = await features.next();
    // A file name can name one district, not many.
    const fallback = second.done && !report.counts.error ? fromFileName(file.name) : undefined;
    if (fallback && /^0+$/.test(fallback.id)) {
      report.information(
        say('{name} ({id}) is taken for the area of the whole city.', { name: fallback.name, id: fallback.id }),
        {
          fix: say('An address belongs to the smallest district that contains it.'),
        },
      );
    }
    let keys = 0;
    const stage = function* (feature: Feature) {
      const staged = toStaged(feature, fallback, report);
      if (!staged) return;
      if (staged[MUNICIPALITY_AT] !== null) keys++;
      yield staged;
    };
    yield* stage(first.value);
    if (!second.done) yield* stage(second.value);
    for await (const feature of features) yield* stage(feature);
    if (keys || report.refused) return;
    report.information(say('No district has a municipality key (AGS).'), {
      column: MUNICIPALITY[0],
      fix: say(
        'A key that is known already stays. Where none is known, figures by municipality count an address by the key of its street.',
      ),
    });
  },
  check: sqlFile(import.meta.url, 'import-districts-check.sql'),
  apply: sqlFile(import.meta.url, 'import-districts.sql'),
  touches: ['districts'],
};
