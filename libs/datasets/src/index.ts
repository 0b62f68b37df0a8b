export { defineDataset, type Bilingual, type Column, type DatasetDefinition, type TileBand } from './definition.js';
export { connectionOf, MAX_PAGE, pageOf, PageInfo, toConnection, type Connection } from './graph/connection.js';
export { BoundingBox, GeoJsonGeometry, Position } from './graph/geojson.js';
export { loadFor, type GraphContext } from './graph/loader.js';
export { LocalDate, LocalizedText } from './graph/scalars.js';
