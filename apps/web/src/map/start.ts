import { useEffect, useLayoutEffect, useState } from 'react';
import { searchOf, useView } from '../app/location.js';
import { MAP_WANTED } from '../app/sheet.js';
import { usePhone } from '../app/theme.js';

/** So long may the page be busy with other things before the map begins all the same. */
const PATIENCE_MS = 2_000;

function whenIdle(work: () => void): () => void {
  // Safari has only the other.
  if (!window.requestIdleCallback) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(work, { timeout: PATIENCE_MS });
  return () => cancelIdleCallback(id);
}

export const wantMap = () => void window.dispatchEvent(new Event(MAP_WANTED));

/**
 * Whether the map is to begin. It is most of the program's weight and work, and the page is there for an answer: the map begins once
 * there is nothing else to do; on a phone, where it stands behind the answer, once somebody wants it: by a press on it, or because the
 * page's address names more than the start.
 * @param ready what the map needs has come
 */
export function useMapStart(ready: boolean): { on: boolean; wanted: boolean } {
  const view = useView();
  const phone = usePhone();
  const [pressed, setPressed] = useState(false);
  const [on, setOn] = useState(false);
  // In time for what boot.js has kept of presses.
  useLayoutEffect(() => {
    const press = () => setPressed(true);
    // Who works with its layers or tools wants to see what they do. Not at once: a checkbox that is drawn anew between its click and its
    // change would lose the change.
    const pressSoon = () => void setTimeout(press);
    const map = document.getElementById('map');
    map?.addEventListener('click', pressSoon);
    window.addEventListener(MAP_WANTED, press);
    return () => {
      map?.removeEventListener('click', pressSoon);
      window.removeEventListener(MAP_WANTED, press);
    };
  }, []);
  const wanted = pressed || !phone || searchOf(view) !== `?lang=${view.lang}`;
  useEffect(() => (ready && wanted && !on ? whenIdle(() => setOn(true)) : undefined), [ready, wanted, on]);
  return { on, wanted };
}
