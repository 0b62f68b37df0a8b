export { dataDictionary } from './catalogue/data-dictionary.js';
export { Dataset, DatasetColumn, DatasetDownload, DatasetSource } from './catalogue/dataset.js';
export { LICENCES, readLicence } from './catalogue/licences.js';
export { Registry, type RegistryOptions } from './catalogue/registry.js';
export {
  defineDataset,
  type Bilingual,
  type Column,
  type Argument,
  type DatasetDefinition,
  type Download,
  type Licence,
  type Theme,
  type TileBand,
  type UpdateRhythm,
} from './definition.js';
export { AsOfArgs, badInput, nameOf, NOW, readAsOf, type AsOf } from './graph/as-of.js';
export {
  connectionOf,
  MAX_PAGE,
  numberKey,
  pageOf,
  PageInfo,
  toConnection,
  type Connection,
} from './graph/connection.js';
export { Costs, type FieldCost } from './graph/field-cost.js';
export { BoundingBox, GeoJsonGeometry, Position } from './graph/geojson.js';
export {
  beginEvent,
  foresee,
  foreseen,
  groupBy,
  loadFor,
  spend,
  type Cost,
  type GraphContext,
} from './graph/loader.js';
export { LookAhead } from './graph/look-ahead.js';
export { readPages, type PageRow } from './downloads/pages.js';
export { selectionOf } from './downloads/selection.js';
export { ChangeLog } from './graph/change-log.js';
export { Newest } from './graph/newest.js';
export { DateTime, graphSchemaOptions, isDay, LocalDate, LocalizedText } from './graph/scalars.js';
export { escapeHtml } from './http/escape-html.js';
export { type Encoding, PACK } from './http/encoding.js';
export { KeptAnswers, type Body } from './http/kept-answers.js';
export { networkOf } from './http/network.js';
export { ALWAYS, CACHE_STATUS, encodingFor, hasAlready, sendBody } from './http/plain.js';
export type { TileCounters } from './http/tile-face.js';
export { registerOpenDataRoutes, type OpenDataOptions, type Shortcut } from './http/routes.js';
export { Pauses } from './http/pauses.js';
export { TooBusy, Turns, type Turn, type TurnLimits } from './http/turns.js';
export { tileEncoder, type TileEncoder } from './tiles/encoder.js';
export { tileSnapshot, type SnapshotOptions } from './tiles/snapshot.js';
export { readSnapshotEntry, type FileEntry } from './tiles/snapshot-file.js';
export { resolvers } from './catalogue/resolver.js';
export { Today } from './today.js';
export { usageDataset } from './usage/dataset.js';
export { keepUsage, type KeepUsageOptions } from './usage/keep.js';
export { countAnswers, OWN_PAGES, Tally, type UseKind, type Uses } from './usage/tally.js';
export { DatasetVersions, versionTag, type DatasetState } from './versions.js';
export { csvOf } from './downloads/formats.js';
