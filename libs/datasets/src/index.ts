export { dataDictionary } from './catalogue/data-dictionary.js';
export { Dataset, DatasetColumn, DatasetDownload, DatasetSource } from './catalogue/dataset.js';
export { LICENCES, readLicence } from './catalogue/licences.js';
export { Registry, type RegistryOptions } from './catalogue/registry.js';
export {
  defineDataset,
  type Bilingual,
  type Column,
  type DatasetDefinition,
  type Download,
  type Licence,
  type Theme,
  type TileBand,
  type UpdateRhythm,
} from './definition.js';
export { connectionOf, MAX_PAGE, pageOf, PageInfo, toConnection, type Connection } from './graph/connection.js';
export { BoundingBox, GeoJsonGeometry, Position } from './graph/geojson.js';
export { beginEvent, groupBy, loadFor, spend, type Cost, type GraphContext } from './graph/loader.js';
export { readPages, type PageRow } from './downloads/pages.js';
export { LocalDate, LocalizedText } from './graph/scalars.js';
export { escapeHtml } from './http/escape-html.js';
export { registerOpenDataRoutes, type OpenDataOptions } from './http/routes.js';
export { tileEncoder, type TileEncoder } from './tiles/encoder.js';
export { resolvers } from './catalogue/resolver.js';
