import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Lets a screen reader say what changed elsewhere on the page. */
export function announce(text: string): void {
  message = text;
  listeners.forEach((listener) => listener());
}

export const useAnnouncement = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
    () => '',
  );
