import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import type { Selection } from '../app/location.js';
import { DISTRICT_NAMES, districtOutlines, groundLayers, labelLayers, selectedStreet, streetLayers } from './base.js';
import type { MapChoice } from './choice.js';
import { BASE_DATASETS, shownDatasets } from './datasets.js';
import { filterParameters } from './filter-parameters.js';
import { LAYER_GROUPS } from './layers/groups.js';
import { PROJECT_NAMES } from './layers/rollout.js';
import { LIVE_SOURCE } from './layers/sensors.js';
import { FILTERED_SHARES } from './layers/share.js';
import { BASE, type Theme } from './palette.js';
import { ADDRESSES_FROM } from './scale.js';

export interface StyleInput {
  /** Where the tiles are, such as `https://stadtlage.example`. */
  origin: string;
  theme: Theme;
  choice: MapChoice;
  selection: Selection | null;
  /** Such as 2024-06-30: fibre, rollout and mobile networks are drawn as of that day; null: as of today. */
  day: string | null;
  /** That day is not yet. */
  future?: boolean;
  /** Font name of a `text-font` to the URL of its file. */
  fonts: Record<string, string>;
  /** The operator's basemap, already loaded, when one is configured. */
  basemap?: StyleSpecification;
}

/** The tiles that hold what the map shows at first: one request instead of one for each of these. */
const CITY = 'city';
const IN_CITY = [...BASE_DATASETS, 'address-coverage', 'rollout-projects'];

/** What the server knows of other days than today, and the first zoom of its tiles. */
const DATED: Record<string, number> = { 'address-coverage': 8, 'rollout-projects': 8, 'mobile-availability': 7 };

const isInCity = (dataset: string, day: string | null) => IN_CITY.includes(dataset) && !(day && dataset in DATED);

const fromCity = (layer: LayerSpecification, day: string | null): LayerSpecification =>
  'source' in layer && isInCity(layer.source as string, day)
    ? ({ ...layer, source: CITY } as LayerSpecification)
    : layer;

/** Ids of the sources in which a dataset is shown. */
export const sourcesOf = (dataset: string, day: string | null) => [
  isInCity(dataset, day) ? CITY : dataset,
  ...(dataset in NAMED_AREAS ? [NAMED_AREAS[dataset]!] : []),
  ...(dataset === 'address-coverage' ? [FILTERED_SHARES] : []),
];

/** Of a day the URL says it all; there is no version that one would have to ask for first. */
const tilesOf = (origin: string, id: string, day: string | null): VectorSourceSpecification =>
  day && id in DATED
    ? {
        type: 'vector',
        tiles: [`${origin}/tiles/${id}/{z}/{x}/{y}.mvt?day=${day}`],
        minzoom: DATED[id]!,
        maxzoom: LAST_TILE_ZOOM,
      }
    : { type: 'vector', url: `${origin}/tiles/${id}.json` };
const LAST_TILE_ZOOM = 16;

/** Squares and streets by what the filter lets through; from near the map filters the addresses that it has. */
const filteredShares = (origin: string, { filter }: MapChoice): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [`${origin}/tiles/address-coverage/{z}/{x}/{y}.mvt?${new URLSearchParams(filterParameters(filter))}`],
  minzoom: DATED['address-coverage']!,
  maxzoom: ADDRESSES_FROM - 1,
});

/** A polygon that lies in four tiles would be named four times; from tiles this coarse it is named once. */
const NAMED_AREAS: Record<string, string> = { districts: DISTRICT_NAMES, 'rollout-projects': PROJECT_NAMES };
const named = (origin: string, id: string, day: string | null): SourceSpecification => ({
  ...tilesOf(origin, id, day),
  maxzoom: 10,
});

/** Names go above all points and areas. */
const isName = (layer: LayerSpecification) => layer.type === 'symbol' && layer.layout?.['text-field'] !== undefined;

/** The whole map as a pure function of what is chosen: MapLibre works out the difference to what it shows. */
export function cityStyle(input: StyleInput): StyleSpecification {
  const { origin, theme, choice, selection, fonts, basemap, day, future = false } = input;
  const base = BASE[theme];
  const groups = LAYER_GROUPS.filter((group) => choice.groups.includes(group.id));
  const drawn = (ids: string[]) =>
    groups
      .filter((group) => ids.includes(group.id))
      .flatMap((group) => group.layers({ theme, base, choice, selection, day, future }));
  const data = drawn(['rollout', 'network', 'fixed', 'city']);
  const layers: LayerSpecification[] = [
    ...(basemap ? basemap.layers : groundLayers(base)),
    ...drawn(['mobile']),
    ...(basemap ? [] : streetLayers(base)),
    ...selectedStreet(base, selection),
    ...districtOutlines(base),
    ...data.filter((layer) => !isName(layer)),
    ...(basemap ? [] : labelLayers(base)),
    ...data.filter(isName),
    ...drawn(['sensors']),
  ];
  const others = shownDatasets(choice).filter((id) => !isInCity(id, day));
  const sources = [CITY, ...others].map((id): [string, SourceSpecification] => [id, tilesOf(origin, id, day)]);
  return {
    version: 8,
    ...(basemap?.glyphs && { glyphs: basemap.glyphs }),
    ...(basemap?.sprite && { sprite: basemap.sprite }),
    'font-faces': fonts,
    sources: {
      ...basemap?.sources,
      ...Object.fromEntries(sources),
      ...Object.fromEntries(
        shownDatasets(choice)
          .filter((id) => id in NAMED_AREAS)
          .map((id) => [NAMED_AREAS[id], named(origin, id, day)]),
      ),
      ...(data.some((layer) => 'source' in layer && layer.source === FILTERED_SHARES) && {
        [FILTERED_SHARES]: filteredShares(origin, choice),
      }),
      [LIVE_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: layers.map((layer) => fromCity(layer, day)),
  } as StyleSpecification;
}
