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
  );
}

export const useTheme = (): Theme => (useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light');
export const usePhone = () => useMedia('(max-width: 47.99rem)');
export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
