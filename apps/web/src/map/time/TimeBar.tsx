import './time-bar.css';
import { useEffect, useRef } from 'react';
import { announce } from '../../app/announcer.js';
import { go, useView } from '../../app/location.js';
import { Loading } from '../../app/parts.js';
import { reducedMotion } from '../../app/theme.js';
import { coveredSides } from '../cover.js';
import { pinnedPlace, useCurrentMap } from '../handle.js';
import { Compare, CompareButton } from './Compare.js';
import { usePeriod } from './period.js';
import { StepButton, Track } from './Track.js';
import { sidesOf } from './sides.js';
import { stepsOf } from './steps.js';
import { useSoon } from './soon.js';
import { isOtherWay, NOW } from './view.js';
import { cityToday, useTimeTexts } from './words.js';

/** Pixels above its place, with some room. */
const PIN_HEIGHT = 50;

/** Steps the map through time, from the first day known to the last one promised, and lays another map beside it. */
export default function TimeBar({ onClose }: { onClose: () => void }) {
  const { time, choice } = useView();
  const period = usePeriod();
  const { w, stateText } = useTimeTexts();
  const today = cityToday();
  const show = (next: string) => {
    const day = next === today ? null : next;
    // The first step away from today is one that the back button undoes.
    if (day !== time.day) go({ time: { ...time, day } }, time.day === null);
  };
  // The thumb goes ahead of the map.
  const [ahead, showSoon] = useSoon(show);
  const shown = ahead ?? time.day ?? today;
  const press = (next: string) => {
    showSoon(null);
    show(next);
    announce(`${stateText(next, today)}${next > today ? `. ${w.notBuilt}` : ''}`);
  };

  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = bar.current;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    element?.addEventListener('keydown', close);
    return () => element?.removeEventListener('keydown', close);
  }, [onClose]);

  const map = useCurrentMap();
  const hasSteps = period.data !== undefined;
  useEffect(() => {
    const pin = pinnedPlace();
    if (!map || !pin || !bar.current) return;
    // What was asked for is not hidden by the bar.
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = bar.current;
    const { x, y } = map.project(pin);
    const hidden = x > left && x < left + width && y > top && y - PIN_HEIGHT < top + height;
    if (hidden) map.easeTo({ center: pin, padding: coveredSides(), duration: reducedMotion() ? 0 : 400 });
  }, [map, hasSteps]);

  const steps = period.data && stepsOf({ ...period.data, today });
  const { left, right } = sidesOf({ ...time, day: shown === today ? null : shown }, choice, today);
  const isDated = left.day !== null || right?.day;
  const isPromised = [left, right].some((side) => side?.day && side.day > today);
  return (
    <section className="time-bar" id="time-bar" tabIndex={-1} aria-label={w.bar} ref={bar}>
      <div className="time-head">
        <strong className="time-state">
          {time.swipe && !isOtherWay(time.swipe) && `${w.left}: `}
          {stateText(shown, today)}
        </strong>
        <button
          type="button"
          className="time-button"
          // It keeps the focus, as a disabled button would not.
          aria-disabled={shown === today}
          onClick={() => shown !== today && press(today)}
        >
          {w.today}
        </button>
        {steps && !time.swipe && <CompareButton day={time.day} steps={steps} today={today} />}
      </div>
      {steps ? (
        <div className="time-row">
          <StepButton by={-1} steps={steps} shown={shown} onStep={press} />
          <Track steps={steps} shown={shown} today={today} onSlide={showSoon} />
          <StepButton by={1} steps={steps} shown={shown} onStep={press} />
        </div>
      ) : period.isError ? (
        <p className="time-note">
          {w.unknown}{' '}
          {(time.day || time.swipe) && (
            <button type="button" className="text-button" onClick={() => go({ time: NOW })}>
              {w.back}
            </button>
          )}
        </p>
      ) : (
        <Loading />
      )}
      {isDated && (
        <p className="time-note" data-minor={!isPromised}>
          {isPromised && `${w.hollow} ${w.notBuilt} `}
          {w.others}
        </p>
      )}
      {steps && time.swipe && <Compare day={time.day} swipe={time.swipe} choice={choice} steps={steps} today={today} />}
    </section>
  );
}
