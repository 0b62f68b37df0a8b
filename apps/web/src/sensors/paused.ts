import { useSyncExternalStore } from 'react';

let paused = false;
const listeners = new Set<() => void>();

/** Whether a resident has stopped everything that changes by itself (WCAG 2.2, 2.2.2): values on the map, cards, charts. */
export const usePaused = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => paused,
  );

export function setPaused(next: boolean): void {
  paused = next;
  listeners.forEach((listener) => listener());
}
