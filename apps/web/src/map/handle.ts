import type { Map as MapLibreMap } from 'maplibre-gl';
import { useSyncExternalStore } from 'react';
import type { MapChoice } from './choice.js';
import { drawPin, PIN } from './pin-shape.js';
import { currentShare } from './time/share.js';

/** The map of the page, for what stands outside of it and loads without it: picture, print, table views. */
let current: MapLibreMap | null = null;
const waiting = new Set<() => void>();

export const currentMap = (): MapLibreMap | null => current;

export function setCurrentMap(map: MapLibreMap | null): void {
  current = map;
  waiting.forEach((listener) => listener());
}

export const useCurrentMap = () =>
  useSyncExternalStore((listener) => {
    waiting.add(listener);
    return () => void waiting.delete(listener);
  }, currentMap);

/** A second map that lies over the right part of the first and moves with it. */
interface Beside {
  map: MapLibreMap;
  choice: MapChoice;
}

let beside: Beside | null = null;

export function setBeside(next: Beside | null): void {
  beside = next;
}

/** Pixels from the left at which the second map begins. */
const edgeIn = (width: number) => (width * currentShare()) / 100;

/** The map that is seen there, and what it was told to show. */
export function shownAt(map: MapLibreMap, x: number, choice: MapChoice): Beside {
  return beside && x > edgeIn(map.getContainer().clientWidth) ? beside : { map, choice };
}

/** The place of the pin, which lies over the canvas. */
let pinned: [longitude: number, latitude: number] | null = null;

export const pinnedPlace = () => pinned;

export function setPinned(place: [longitude: number, latitude: number] | null): void {
  pinned = place;
}

/** What the map shows at this moment. It is drawn anew for this: a canvas of WebGL is empty once it was shown. */
export function canvasNow(map: MapLibreMap): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = map.getCanvas().width;
  copy.height = map.getCanvas().height;
  const context = copy.getContext('2d');
  if (!context) return copy;
  map.redraw();
  context.drawImage(map.getCanvas(), 0, 0);
  if (beside) drawBeside(context, beside.map);
  if (pinned) drawPin(context, map.project(pinned), map.getPixelRatio());
  return copy;
}

function drawBeside(context: CanvasRenderingContext2D, map: MapLibreMap): void {
  const copy = context.canvas;
  const edge = Math.round(edgeIn(copy.width));
  const rest = copy.width - edge;
  if (rest <= 0) return;
  map.redraw();
  context.drawImage(map.getCanvas(), edge, 0, rest, copy.height, edge, 0, rest, copy.height);
  context.fillStyle = PIN.colour;
  if (edge > 0) context.fillRect(edge - 2, 0, 4, copy.height);
}
