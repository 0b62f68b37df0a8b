import type { CSSProperties } from 'react';
import { stepAt, stepFrom } from './steps.js';
import { useTimeTexts } from './words.js';

interface StepButtonProps {
  by: 1 | -1;
  steps: string[];
  shown: string;
  onStep: (day: string) => void;
}

export function StepButton({ by, steps, shown, onStep }: StepButtonProps) {
  const { w } = useTimeTexts();
  const next = stepFrom(steps, shown, by);
  return (
    <button
      type="button"
      className="time-step"
      aria-label={by < 0 ? w.earlier : w.later}
      aria-disabled={next === undefined}
      onClick={() => next !== undefined && onStep(next)}
    >
      <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
        <path d={by < 0 ? 'M15 4l-8 8l8 8' : 'M9 4l8 8l-8 8'} fill="none" stroke="currentColor" strokeWidth="2.4" />
      </svg>
    </button>
  );
}

interface TrackProps {
  steps: string[];
  shown: string;
  today: string;
  onSlide: (day: string) => void;
}

/** The slider, with the years at its ends and the mark of today, after which there are only promises. */
export function Track({ steps, shown, today, onSlide }: TrackProps) {
  const { w, stateText } = useTimeTexts();
  const last = steps.length - 1;
  const todayAt = steps.indexOf(today) / Math.max(1, last);
  const ends = [steps[0]!, steps[last]!].map((day) => day.slice(0, 4));
  return (
    <div className="time-track" style={{ '--today': todayAt } as CSSProperties}>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={stepAt(steps, shown)}
        aria-label={w.slider}
        aria-valuetext={stateText(shown, today)}
        onChange={(event) => onSlide(steps[+event.target.value]!)}
      />
      <div className="time-scale" aria-hidden="true">
        {todayAt > 0.15 && <span>{ends[0]}</span>}
        <span className="time-now">{w.today}</span>
        {todayAt < 0.85 && <span>{ends[1]}</span>}
      </div>
    </div>
  );
}
