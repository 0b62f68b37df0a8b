import { useSyncExternalStore } from 'react';

const MIDDLE = 50;
let share = MIDDLE;
const listeners = new Set<() => void>();

/** Where the line between the halves of the map is, in percent from the left. */
export const currentShare = () => share;

export function setShare(next: number): void {
  share = next;
  listeners.forEach((listener) => listener());
}

export const useShare = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentShare);
