import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { configQuery } from './config.js';

/** Names the page after what it shows, first the particular: it is what a tab has room for. */
export function useTitle(...parts: (string | undefined)[]): void {
  const city = useQuery(configQuery).data?.city.name;
  const title = [...parts, city ? `Stadtlage ${city}` : 'Stadtlage'].filter(Boolean).join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
