import { ogcRelation, toJson } from './link.js';

export const API_TYPE = 'application/vnd.oai.openapi+json;version=3.0';

/** The landing page of the server that is reached under this name; the front page of the service is for people. */
export const rootAt = (origin: string) => `${origin}/ogc`;

const CONFORMANCE = [
  ...['core', 'landing-page', 'json', 'oas30'].map((name) => `ogcapi-common-1/1.0/conf/${name}`),
  'ogcapi-common-2/1.0/conf/collections',
  ...['core', 'tileset', 'tilesets-list', 'dataset-tilesets', 'geodata-tilesets', 'mvt', 'oas30'].map(
    (name) => `ogcapi-tiles-1/1.0/conf/${name}`,
  ),
  ...['tilematrixset', 'json-tilematrixset', 'json-tilesetmetadata'].map((name) => `tms/2.0/conf/${name}`),
].map((path) => `http://www.opengis.net/spec/${path}`);

export const conformance = () => ({ conformsTo: CONFORMANCE });

export function landingPage(origin: string, publisher: string): object {
  const root = rootAt(origin);
  return {
    title: `Stadtlage, ${publisher}`,
    description:
      'Digital infrastructure of the city as vector tiles, by OGC API - Tiles - Part 1: Core 1.0 (OGC 20-057).',
    attribution: publisher,
    links: [
      toJson(root, 'self', 'This page'),
      { href: `${root}/api`, rel: 'service-desc', type: API_TYPE, title: 'Definition of this API' },
      ...['conformance', ogcRelation('conformance')].map((rel) =>
        toJson(`${root}/conformance`, rel, 'What of the standards it keeps to'),
      ),
      ...['data', ogcRelation('data')].map((rel) => toJson(`${root}/collections`, rel, 'The datasets on the map')),
      toJson(`${root}/tiles`, ogcRelation('tilesets-vector'), 'What the map shows at first, as vector tiles'),
      toJson(`${root}/tileMatrixSets`, ogcRelation('tiling-schemes'), 'The grids of tiles'),
      toJson(`${origin}/datasets.json`, 'describedby', 'All datasets'),
    ],
  };
}
