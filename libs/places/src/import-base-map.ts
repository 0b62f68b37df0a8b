// The base map out of an OpenStreetMap extract: https://wiki.openstreetmap.org/wiki/PBF_Format
import { sqlFile } from '@stadtlage/database';
import type { Importer } from '@stadtlage/imports';
import { readFeatures } from './osm/read-features.js';

export const baseMapImporter: Importer = {
  dataset: 'base-map',
  accepts:
    'OpenStreetMap extract of the city (.osm.pbf): roads, buildings, waters, railways, green; it takes the place of the base map before, and gives the official streets their lines',
  source: 'OpenStreetMap contributors',
  staging: [
    { name: 'osm_id', type: 'text' },
    { name: 'kind', type: 'text' },
    { name: 'class', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'geom', type: 'geometry(Geometry, 4326)' },
  ],
  key: ['osm_id'],
  async *read(file, report) {
    let row = 0;
    for await (const { id, kind, class: rank, name, geometry } of readFeatures(file, report)) {
      yield [++row, id, kind, rank, name, geometry];
    }
  },
  check: sqlFile(import.meta.url, 'import-base-map-check.sql'),
  apply: sqlFile(import.meta.url, 'import-base-map.sql'),
  difference: sqlFile(import.meta.url, 'import-base-map-difference.sql'),
  touches: ['base-map'],
};
