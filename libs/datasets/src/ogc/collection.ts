import { downloadsOf } from '../catalogue/catalogue.js';
import { creditText, licenceOfAll, ownersOf } from '../catalogue/licences.js';
import type { SetFacts } from '../tiles/set-facts.js';
import type { Layer } from '../tiles/tile-set.js';
import { demoNote } from '../tiles/tilejson.js';
import { ogcRelation, toJson, type Link } from './link.js';
import { dimensionOf, licenceLink } from './tileset.js';
import { WGS_84 } from './web-mercator-quad.js';

/** A dataset on the map, as a collection of OGC API - Common - Part 2. */
export function collection(layer: Layer, { bounds, sources, publisher, origin, demo }: SetFacts, root: string): object {
  const from = sources.get(layer.id) ?? [];
  const self = `${root}/collections/${layer.id}`;
  const dimension = dimensionOf(layer);
  return {
    id: layer.id,
    title: layer.title.en,
    description: layer.description.en + demoNote(demo),
    attribution: creditText(ownersOf(layer, publisher, from)),
    dataType: 'vector',
    ...(dimension !== undefined && { geometryDimension: dimension }),
    ...(bounds && { extent: { spatial: { bbox: [bounds], crs: WGS_84 } } }),
    crs: [WGS_84],
    links: [
      toJson(self, 'self', layer.title.en),
      toJson(`${self}/tiles`, ogcRelation('tilesets-vector'), 'Vector tiles'),
      licenceLink(licenceOfAll(layer, from)),
      ...downloadsOf(layer).map(({ path, mediaType, format }): Link => ({
        href: origin + path,
        rel: 'enclosure',
        type: mediaType,
        title: `${layer.title.en} (${format})`,
      })),
    ],
  };
}
