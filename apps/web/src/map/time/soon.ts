import { useEffect, useRef, useState } from 'react';

/** While somebody drags, the map waits for them to be slower: each day that it shows is asked for. */
const SETTLE_MS = 180;

/** What is about to be shown, or null; and the way to say it, where null takes it back. */
export function useSoon(show: (next: string) => void): [string | null, (next: string | null) => void] {
  const [ahead, setAhead] = useState<string | null>(null);
  const newest = useRef(show);
  useEffect(() => {
    newest.current = show;
  });
  useEffect(() => {
    if (ahead === null) return;
    const timer = setTimeout(() => {
      newest.current(ahead);
      setAhead(null);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [ahead]);
  return [ahead, setAhead];
}
