import { useSyncExternalStore } from 'react';
import type { Theme } from '../map/palette.js';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

export const useTheme = (): Theme => (useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light');
export const usePhone = () => useMedia('(max-width: 47.99rem)');
/** A phone with room for a sheet over the map; a window too low for that scrolls through search, answer and map. */
export const useSheetMode = () => useMedia('(max-width: 47.99rem) and (min-height: 30rem)');
const WIDE = '(min-width: 60rem) and (min-height: 40rem)';
/** Where the legend has room beside the data. */
export const useWide = () => useMedia(WIDE);
export const isWide = () => matchMedia(WIDE).matches;
export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
