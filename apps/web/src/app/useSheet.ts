import { useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { heightOf, settle, type SheetLevel } from './sheet.js';

/** How far a sheet is from the bottom of the page, for what stands on the map: the map reads it, too. */
export const SHEET_HEIGHT = '--sheet-height';

/** The pixels at the bottom of the map that the sheet covers. */
export const coveredBySheet = (): number =>
  parseFloat(document.documentElement.style.getPropertyValue(SHEET_HEIGHT)) || 0;

const room = () => document.getElementById('map')?.clientHeight ?? 0;

function raise(sheet: HTMLElement | null, height: number): void {
  sheet?.style.setProperty('height', `${height}px`);
  document.documentElement.style.setProperty(SHEET_HEIGHT, `${height}px`);
}

interface Drag {
  startY: number;
  startHeight: number;
  lastY: number;
  lastTime: number;
  velocity: number;
}

/**
 * Lets a sheet be dragged by its handle, and keeps its height where it belongs when the window changes.
 * @param sheet stands in the box that it shares with the map
 * @param on false: it is no sheet, such as on a wide window
 */
export function useSheet(
  sheet: RefObject<HTMLElement | null>,
  on: boolean,
  level: SheetLevel,
  rest: (level: SheetLevel) => void,
) {
  const drag = useRef<Drag | null>(null);
  const [dragging, setDragging] = useState(false);
  const show = (height: number) => raise(sheet.current, height);

  useLayoutEffect(() => {
    if (!on) return;
    const element = sheet.current;
    const fit = () => raise(element, heightOf(level, room()));
    fit();
    const watch = new ResizeObserver(fit);
    const map = document.getElementById('map');
    if (map) watch.observe(map);
    return () => {
      watch.disconnect();
      element?.style.removeProperty('height');
      document.documentElement.style.removeProperty(SHEET_HEIGHT);
    };
    // Not with each render: in the middle of a drag the sheet would jump back.
  }, [on, level, sheet]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (!on || (event.target as Element).closest('button') || !sheet.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const height = sheet.current.clientHeight;
    drag.current = {
      startY: event.clientY,
      startHeight: height,
      lastY: event.clientY,
      lastTime: event.timeStamp,
      velocity: 0,
    };
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    const time = Math.max(1, event.timeStamp - now.lastTime);
    now.velocity = (now.lastY - event.clientY) / time;
    now.lastY = event.clientY;
    now.lastTime = event.timeStamp;
    const height = now.startHeight + now.startY - event.clientY;
    show(Math.min(heightOf('full', room()), Math.max(heightOf('peek', room()), height)));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    drag.current = null;
    setDragging(false);
    const still = event.timeStamp - now.lastTime > 80;
    const height = now.startHeight + now.startY - event.clientY;
    const next = settle(height, room(), level, still ? 0 : now.velocity);
    show(heightOf(next, room()));
    rest(next);
  };
  return { dragging, handle: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } };
}
