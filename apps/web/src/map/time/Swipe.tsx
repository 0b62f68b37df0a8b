import './swipe.css';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useView } from '../../app/location.js';
import type { MapChoice } from '../choice.js';
import { followLine, noteShare, setShare, useShare } from './share.js';
import { shareAfter } from './sides.js';
import { MIDDLE, type Swipe as SwipeKind } from './view.js';
import { sideTexts, useTimeTexts } from './words.js';

interface SwipeProps {
  day: string | null;
  swipe: SwipeKind;
  choice: MapChoice;
}

/** The line between the two halves of the map: dragged by its handle, moved by keys, and by buttons in the time bar. */
export function Swipe({ day, swipe, choice }: SwipeProps) {
  const texts = useTimeTexts();
  const { w } = texts;
  const share = useShare();
  const line = useRef<HTMLDivElement>(null);
  const at = useView().line;
  useEffect(() => followLine(at), [at]);
  useEffect(() => () => setShare(MIDDLE), []);
  const sides = sideTexts({ day, swipe }, choice, texts);

  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = line.current?.parentElement?.getBoundingClientRect();
    if (box) setShare(Math.min(100, Math.max(0, Math.round(((event.clientX - box.left) / box.width) * 100))));
  };
  return (
    <div className="swipe" data-edge={share < 5 ? 'left' : share > 95 ? 'right' : undefined}>
      <div className="swipe-sides" aria-hidden="true">
        <div style={{ width: `${share}%` }}>{share > 0 && <span>{sides.left}</span>}</div>
        <div style={{ width: `${100 - share}%` }}>{share < 100 && <span>{sides.right}</span>}</div>
      </div>
      <div className="swipe-line" ref={line} style={{ left: `${share}%` }}>
        <div
          className="swipe-handle"
          role="slider"
          tabIndex={0}
          aria-label={w.divider}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
          aria-valuetext={`${w.left}: ${sides.left}, ${w.right}: ${sides.right}, ${w.dividerAt(share)}`}
          onKeyDown={(event) => {
            const next = shareAfter(event.key, share);
            if (next === undefined) return;
            event.preventDefault();
            setShare(next);
          }}
          onKeyUp={noteShare}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onLostPointerCapture={noteShare}
        >
          <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
            <path
              d="M9 6l-6 6l6 6M15 6l6 6l-6 6"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.2"
              strokeLinejoin="round"
            />
          </svg>
        </div>
      </div>
    </div>
  );
}
