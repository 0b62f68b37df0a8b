import { MAX_TILE_ZOOM, type Bounds } from './grid.js';
import type { Moment } from './moment.js';
import type { Layer } from './tile-set.js';
import { demoNote } from './tilejson.js';

/** Of when the data is, and which of it is made up. */
export function dataFacts(layers: Layer[], { at, states }: Pick<Moment, 'at' | 'states'>): object {
  const held = layers.flatMap((layer) => states.get(layer.id) ?? []);
  const demo = held.filter((state) => state.is_demo).map((state) => state.dataset);
  const times = held.map((state) => state.changed_at.getTime());
  return {
    description: `Digital infrastructure of the city.${demoNote(demo)}`,
    demo_layers: demo,
    moment: at.toISOString(),
    ...(times.length && { date: new Date(Math.max(...times)).toISOString() }),
    versions: Object.fromEntries(held.map(({ dataset, version }) => [dataset, version])),
  };
}

/** The whole of it on a screen of 1024 points. */
export function zoomShowing([west, south, east, north]: Bounds): number {
  const stretch = 1 / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.max(east - west, (north - south) * stretch, 360 / 2 ** MAX_TILE_ZOOM);
  return Math.min(MAX_TILE_ZOOM, Math.floor(Math.log2((360 * 2) / side)));
}
