import { lazy, Suspense, useRef, useState } from 'react';
import { useText } from '../i18n/text.js';
import type { MapChoice } from '../map/choice.js';
import type { Config } from './config.js';
import { fullUrl } from './embed.js';

// Few share a view; those who do can wait a moment.
const ShareDialog = lazy(() => import('./ShareDialog.js'));

interface MapToolsProps {
  config: Config | undefined;
  choice: MapChoice;
  embed: boolean;
}

/** What one does with the map as a whole. Further tools are buttons in this row. */
export function MapTools({ config, choice, embed }: MapToolsProps) {
  const { t } = useText();
  const [sharing, setSharing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="map-tools">
      <button type="button" className="map-tool" ref={button} aria-haspopup="dialog" onClick={() => setSharing(true)}>
        <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M12 15V4M7.5 8L12 3.5L16.5 8M5 12v8h14v-8"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
          />
        </svg>
        <span className="map-tool-text">{t.shell.share.open}</span>
      </button>
      {embed && (
        <a
          className="map-tool"
          href={fullUrl(window.location.href)}
          target="_blank"
          rel="noopener"
          // The view may have changed since this was drawn.
          onClick={(event) => (event.currentTarget.href = fullUrl(window.location.href))}
        >
          <span className="kern-icon kern-icon--open-in-new" aria-hidden="true" />
          {t.shell.fullPage}
        </a>
      )}
      {sharing && config && (
        <Suspense>
          <ShareDialog
            city={config.city.name}
            choice={choice}
            onClose={() => {
              setSharing(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
