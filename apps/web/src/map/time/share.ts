import { useSyncExternalStore } from 'react';
import { go } from '../../app/location.js';
import { lineAt, MIDDLE } from './view.js';

let share = MIDDLE;
const listeners = new Set<() => void>();

/** Where the line between the halves of the map is, in percent from the left. */
export const currentShare = () => share;

export function setShare(next: number): void {
  share = next;
  listeners.forEach((listener) => listener());
}

/** The page's address says where the line has come to rest: browsers take no more than a few changes a second. */
export const noteShare = (): void => go({ line: lineAt(share) });

/** The line goes where the page's address says, unless it is there: of a half that is gone the address says that little is left. */
export function followLine(line: number): void {
  if (lineAt(share) !== line) setShare(line);
}

export const useShare = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentShare);
