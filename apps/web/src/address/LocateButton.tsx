import { useState, useSyncExternalStore } from 'react';
import { announce } from '../app/announcer.js';
import { go } from '../app/location.js';
import { useText } from '../i18n/text.js';
import { nearestAddress } from './nearest.js';

const DENIED = 1;

/** Opens the answer of the address nearest to the visitor. Where exactly that is stays in the browser: our server is asked for all addresses around. */
export function LocateButton({ onSaid }: { onSaid: (message: string) => void }) {
  const { t, format } = useText();
  const [busy, setBusy] = useState(false);
  const say = (message: string) => {
    onSaid(message);
    announce(message);
  };
  const locate = async () => {
    if (busy) return;
    setBusy(true);
    say(t.shell.locate.busy);
    try {
      const { coords } = await new Promise<GeolocationPosition>((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(resolve, reject, {
          enableHighAccuracy: true,
          timeout: 15_000,
          maximumAge: 60_000,
        }),
      );
      const nearest = await nearestAddress(coords).catch(() => undefined);
      if (nearest === undefined) say(t.search.failed);
      else if (nearest === null) say(t.shell.locate.outside);
      else {
        say(t.shell.locate.nearest(nearest.label, `${format.number(nearest.metres, 0)}\u00a0m`));
        go({ selection: { kind: 'address', id: nearest.id } });
      }
    } catch (error) {
      say((error as GeolocationPositionError).code === DENIED ? t.shell.locate.refused : t.shell.locate.unavailable);
    } finally {
      setBusy(false);
    }
  };
  const possible = useSyncExternalStore(
    () => () => {},
    () => 'geolocation' in navigator,
    () => true,
  );
  if (!possible) return null;
  return (
    <button
      type="button"
      className="locate"
      title={t.shell.locate.button}
      aria-disabled={busy}
      onClick={() => void locate()}
    >
      <svg
        width="20"
        height="20"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <circle cx="12" cy="12" r="6" />
        <path d="M12 1.5v4.5M12 18v4.5M1.5 12h4.5M18 12h4.5" />
        <circle cx="12" cy="12" r="1.5" fill="currentColor" />
      </svg>
      <span className="locate-text">{t.shell.locate.button}</span>
    </button>
  );
}
