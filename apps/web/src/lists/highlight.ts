import { currentMap } from '../map/handle.js';

let mark: HTMLElement | undefined;

/** Rings a place on the map for as long as a row is pointed at; null: none. */
export function highlight(place: { longitude: number; latitude: number } | null | undefined): void {
  mark?.remove();
  mark = undefined;
  const map = currentMap();
  if (!map || !place) return;
  const { x, y } = map.project([place.longitude, place.latitude]);
  const { clientWidth, clientHeight } = map.getContainer();
  if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) return;
  mark = document.createElement('div');
  mark.className = 'list-mark';
  mark.style.translate = `calc(${x}px - 50%) calc(${y}px - 50%)`;
  map.getContainer().append(mark);
  map.once('movestart', () => highlight(null));
}
