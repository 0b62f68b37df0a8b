import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/text.js';
import { firstList, LIST_BUTTON } from '../lists/list-id.js';
import type { MapChoice } from '../map/choice.js';
import type { Config } from './config.js';
import { fullUrl } from './embed.js';
import { go, useView } from './location.js';
import { part } from './part.js';
import { MAP_WANTED } from './sheet.js';

// Few share a view or go through time; those who do can wait a moment.
const TimeBar = part(() => import('../map/time/TimeBar.js').then((room) => room.default));
const ShareDialog = part(() => import('./ShareDialog.js').then((room) => room.default));

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
  const { time, list } = useView();
  const [isTiming, setTiming] = useState(false);
  const timeButton = useRef<HTMLButtonElement>(null);
  const openTime = () => {
    window.dispatchEvent(new Event(MAP_WANTED));
    setTiming(true);
  };
  const opens = useRef(openTime);
  useEffect(() => {
    opens.current = openTime;
  });
  // Also where a link leads to another day, or the back button does.
  const isDated = time.day !== null || time.swipe !== null;
  useEffect(() => {
    if (isDated) opens.current();
  }, [isDated]);
  const closeTime = useCallback(() => {
    setTiming(false);
    timeButton.current?.focus();
  }, []);
  return (
    <>
      <div className="map-tools">
        <button
          type="button"
          className="map-tool"
          ref={timeButton}
          aria-expanded={isTiming}
          aria-controls={isTiming ? 'time-bar' : undefined}
          onClick={isTiming ? closeTime : openTime}
        >
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
            <path
              d="M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18zM12 7v5.5l3.5 2.5"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.8"
              strokeLinejoin="round"
            />
          </svg>
          <span className="map-tool-text">{t.shell.time}</span>
        </button>
        <button
          type="button"
          className="map-tool"
          id={LIST_BUTTON}
          aria-expanded={list !== null}
          onClick={() => go({ list: list ? null : firstList(choice) })}
        >
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 6h16M4 12h16M4 18h16" fill="none" stroke="currentColor" strokeWidth="1.8" />
          </svg>
          <span className="map-tool-text">{t.shell.list}</span>
        </button>
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
          <ShareDialog
            city={config.city.name}
            choice={choice}
            onClose={() => {
              setSharing(false);
              button.current?.focus();
            }}
          />
        )}
      </div>
      {isTiming && <TimeBar onClose={closeTime} />}
    </>
  );
}
