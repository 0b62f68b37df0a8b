import type { Map as MapLibreMap } from 'maplibre-gl';

/** The map of the page, for what stands outside of it and loads without it: picture, print, table views. */
let current: MapLibreMap | null = null;

export const currentMap = (): MapLibreMap | null => current;

export function setCurrentMap(map: MapLibreMap | null): void {
  current = map;
}

/** What the map shows at this moment. It is drawn anew for this: a canvas of WebGL is empty once it was shown. */
export function canvasNow(map: MapLibreMap): HTMLCanvasElement {
  map.redraw();
  const shown = map.getCanvas();
  const copy = document.createElement('canvas');
  copy.width = shown.width;
  copy.height = shown.height;
  copy.getContext('2d')?.drawImage(shown, 0, 0);
  return copy;
}
