import { useLink } from '../graphql/connection.js';
import { useText } from '../i18n/text.js';
import { setPaused, usePaused } from './paused.js';

/** Whether values come by themselves. */
export function LiveBadge() {
  const { t } = useText();
  const link = useLink();
  const paused = usePaused();
  const text = paused ? t.link.paused : link === 'open' ? t.link.open : t.link.connecting;
  return (
    <span className="live" data-link={paused ? 'paused' : link}>
      <span aria-hidden="true" className="live-dot" />
      {text}
    </span>
  );
}

/** With what everything that changes by itself stops, here, on the map and in charts. */
export function PauseButton() {
  const { t } = useText();
  const paused = usePaused();
  return (
    <button type="button" className="pause" onClick={() => setPaused(!paused)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
        <path d={paused ? 'M4 2l10 6l-10 6z' : 'M3 2h4v12h-4zM9 2h4v12h-4z'} />
      </svg>
      {paused ? t.link.resume : t.link.pause}
    </button>
  );
}
