import { useEffect, useState, type MouseEvent } from 'react';
import { Failed, Loading } from '../app/parts.js';
import { useText } from '../i18n/text.js';
import { wantMap } from './start.js';

/** After so long it is worth a word, and a button. */
const LATE_MS = 20_000;

/** What stands in the place of the map before it is there; on a phone it is the button that brings it. */
export function MapStill({ coming }: { coming?: boolean }) {
  const { t } = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!coming) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [coming]);
  return (
    <div className="map-still">
      {!coming && (
        <button type="button" className="kern-btn kern-btn--primary" onClick={press}>
          <span className="kern-label">{t.map.show}</span>
        </button>
      )}
      {coming && !late && <Loading />}
      {late && <Failed onRetry={() => window.location.reload()} />}
    </div>
  );
}

function press({ currentTarget }: MouseEvent): void {
  wantMap();
  // The button goes; who works by keyboard or by ear goes on at the map.
  if (currentTarget === document.activeElement) document.getElementById('map')?.focus();
}
