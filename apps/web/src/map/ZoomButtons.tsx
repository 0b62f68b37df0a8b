import './zoom.css';
import type { Map } from 'maplibre-gl';
import { useState, type MouseEvent } from 'react';
import { reducedMotion } from '../app/theme.js';
import { useText } from '../i18n/text.js';
import { ZOOM_WORDS } from './zoom-words.js';

/** What is to the right and down on each side, and how an arrow that points up is turned there. */
const SIDES = [
  { side: 'up', right: 0, down: -1, turn: 0 },
  { side: 'left', right: -1, down: 0, turn: 270 },
  { side: 'right', right: 1, down: 0, turn: 90 },
  { side: 'down', right: 0, down: 1, turn: 180 },
] as const;
/** Of the shorter side of the map: what was in its middle is still seen then. */
const STEP = 1 / 4;

/** All that a drag or two fingers do, by single presses (WCAG 2.5.7). */
export function ZoomButtons({ map }: { map: Map }) {
  const words = ZOOM_WORDS[useText().lang];
  const [isPanning, setPanning] = useState(false);
  // The event says that it was somebody's will: such a place stands in the page's address.
  const zoomBy = (steps: number, { nativeEvent: originalEvent }: MouseEvent) =>
    map.zoomTo(Math.round(map.getZoom()) + steps, { animate: !reducedMotion() }, { originalEvent });
  const panBy = (right: number, down: number, { nativeEvent: originalEvent }: MouseEvent) => {
    const { clientWidth, clientHeight } = map.getContainer();
    const step = Math.min(clientWidth, clientHeight) * STEP;
    map.panBy([right * step, down * step], { animate: !reducedMotion() }, { originalEvent });
  };
  return (
    <div className="zoom">
      <button
        type="button"
        className="pan-toggle"
        aria-label={words.pan}
        aria-expanded={isPanning}
        aria-controls={isPanning ? 'pan' : undefined}
        onClick={() => setPanning(!isPanning)}
      >
        <Icon path="M12 3v18M3 12h18M9 6l3-3l3 3M9 18l3 3l3-3M6 9l-3 3l3 3M18 9l3 3l-3 3" />
      </button>
      {isPanning && (
        <div className="pan" id="pan" role="group" aria-label={words.pan}>
          {SIDES.map(({ side, right, down, turn }) => (
            <button key={side} type="button" aria-label={words[side]} onClick={(event) => panBy(right, down, event)}>
              <Icon path="M12 20V4M5 11l7-7l7 7" turn={turn} />
            </button>
          ))}
        </div>
      )}
      <button type="button" aria-label={words.zoomIn} onClick={(event) => zoomBy(1, event)}>
        +
      </button>
      <button type="button" aria-label={words.zoomOut} onClick={(event) => zoomBy(-1, event)}>
        −
      </button>
    </div>
  );
}

const Icon = ({ path, turn = 0 }: { path: string; turn?: number }) => (
  <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d={path}
      transform={`rotate(${turn} 12 12)`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
    />
  </svg>
);
