import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Selection } from '../app/location.js';
import { DISTRICT_NAMES, districtOutlines, groundLayers, labelLayers, streetLayers } from './base.js';
import type { MapChoice } from './choice.js';
import { BASE_DATASETS, shownDatasets } from './datasets.js';
import { LAYER_GROUPS } from './layers/groups.js';
import { PROJECT_NAMES } from './layers/rollout.js';
import { LIVE_SOURCE } from './layers/sensors.js';
import { BASE, type Theme } from './palette.js';

export interface StyleInput {
  /** Where the tiles are, such as `https://stadtlage.example`. */
  origin: string;
  theme: Theme;
  choice: MapChoice;
  selection: Selection | null;
  /** Font name of a `text-font` to the URL of its file. */
  fonts: Record<string, string>;
  /** The operator's basemap, already loaded, when one is configured. */
  basemap?: StyleSpecification;
}

/** The tiles that hold what the map shows at first: one request instead of one for each of these. */
const CITY = 'city';
const IN_CITY = [...BASE_DATASETS, 'address-coverage', 'rollout-projects'];

const fromCity = (layer: LayerSpecification): LayerSpecification =>
  'source' in layer && IN_CITY.includes(layer.source as string)
    ? ({ ...layer, source: CITY } as LayerSpecification)
    : layer;

/** Ids of the sources in which a dataset is shown. */
export const sourcesOf = (dataset: string) => [
  IN_CITY.includes(dataset) ? CITY : dataset,
  ...(dataset in NAMED_AREAS ? [NAMED_AREAS[dataset]!] : []),
];

/** A polygon that lies in four tiles would be named four times; from tiles this coarse it is named once. */
const NAMED_AREAS: Record<string, string> = { districts: DISTRICT_NAMES, 'rollout-projects': PROJECT_NAMES };
const named = (origin: string, id: string): SourceSpecification => ({
  type: 'vector',
  url: `${origin}/tiles/${id}.json`,
  maxzoom: 10,
});

/** Names go above all points and areas. */
const isName = (layer: LayerSpecification) => layer.type === 'symbol' && layer.layout?.['text-field'] !== undefined;

/** The whole map as a pure function of what is chosen: MapLibre works out the difference to what it shows. */
export function cityStyle({ origin, theme, choice, selection, fonts, basemap }: StyleInput): StyleSpecification {
  const base = BASE[theme];
  const groups = LAYER_GROUPS.filter((group) => choice.groups.includes(group.id));
  const drawn = (ids: string[]) =>
    groups
      .filter((group) => ids.includes(group.id))
      .flatMap((group) => group.layers({ theme, base, choice, selection }));
  const data = drawn(['rollout', 'network', 'fixed', 'city']);
  const layers: LayerSpecification[] = [
    ...(basemap ? basemap.layers : groundLayers(base)),
    ...drawn(['mobile']),
    ...(basemap ? [] : streetLayers(base)),
    ...districtOutlines(base),
    ...data.filter((layer) => !isName(layer)),
    ...(basemap ? [] : labelLayers(base)),
    ...data.filter(isName),
    ...drawn(['sensors']),
  ];
  const others = shownDatasets(choice).filter((id) => !IN_CITY.includes(id));
  const sources = [CITY, ...others].map((id): [string, SourceSpecification] => [
    id,
    { type: 'vector', url: `${origin}/tiles/${id}.json` },
  ]);
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
          .map((id) => [NAMED_AREAS[id], named(origin, id)]),
      ),
      [LIVE_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: layers.map(fromCity),
  } as StyleSpecification;
}
