import { useEffect, useRef, useState } from 'react';
import { useLink } from '../graphql/connection.js';
import { useText } from '../i18n/text.js';
import { announce } from './announcer.js';
import { useOnline } from './online.js';
import { Notice } from './parts.js';

/** A connection that comes back within this time is not worth a word. */
const PATIENCE_MS = 1_500;

type Trouble = 'offline' | 'lost' | null;

/** Says when the page stands still, since when, and when it moves again. */
export function LinkNotice() {
  const { t, format } = useText();
  const online = useOnline();
  const link = useLink();
  const now: Trouble = !online ? 'offline' : link === 'lost' ? 'lost' : null;
  const [told, setTold] = useState<{ trouble: Exclude<Trouble, null>; since: string } | null>(null);
  const since = useRef('');
  useEffect(() => {
    // Also a break that was too short to be told of.
    since.current = now ? since.current || new Date().toISOString() : '';
    const tell = () => setTold(now && { trouble: now, since: since.current });
    const timer = setTimeout(tell, now ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [now]);
  const trouble = told?.trouble ?? null;
  const was = useRef<Trouble>(null);
  useEffect(() => {
    if (trouble) announce(trouble === 'offline' ? t.shell.offline : t.link.lost);
    else if (was.current) announce(was.current === 'offline' ? t.shell.online : t.link.recovered);
    was.current = trouble;
  }, [trouble, t]);
  if (!told) return null;
  return (
    <div className="link-notice">
      <Notice kind="warning">
        {told.trouble === 'offline' ? t.shell.offline : t.link.lost} {t.shell.stale(format.time(told.since))}
      </Notice>
    </div>
  );
}
