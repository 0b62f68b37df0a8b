import { go } from '../../app/location.js';
import { GENERATIONS, type MapChoice } from '../choice.js';
import { TECHNOLOGIES } from '../filters.js';
import { noteShare, setShare, useShare } from './share.js';
import { otherColouring, withCompared } from './sides.js';
import { yearBefore } from './steps.js';
import { isOtherWay, type Swipe } from './view.js';
import { useTimeTexts } from './words.js';

interface CompareButtonProps {
  day: string | null;
  steps: string[];
  today: string;
}

/** Begins with what people ask: what has come of the last year; where nothing was before, with the other colours. */
export function CompareButton({ day, steps, today }: CompareButtonProps) {
  const { w } = useTimeTexts();
  const start = () => {
    const before = day ?? yearBefore(steps, today);
    go({ time: before ? { day: before, swipe: 'today' } : { day, swipe: 'technology' } }, true);
    // The button is gone.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#time-bar select')?.focus());
  };
  return (
    <button type="button" className="time-button" onClick={start}>
      {w.compare}
    </button>
  );
}

interface CompareProps extends CompareButtonProps {
  swipe: Swipe;
  choice: MapChoice;
}

/** What the right half of the map shows, and how much of it is seen. */
export function Compare({ day, swipe, choice, steps, today }: CompareProps) {
  const { w, names, stateText } = useTimeTexts();
  const share = useShare();
  // The page's address may name any day.
  const days = swipe === 'today' || isOtherWay(swipe) ? steps : [...new Set([...steps, swipe])].sort();
  const end = () => {
    go({ time: { day, swipe: null } });
    document.querySelector<HTMLElement>('#time-bar input')?.focus();
  };
  return (
    <>
      <div className="time-right">
        <label htmlFor="time-right">{w.right}:</label>
        <select
          id="time-right"
          value={swipe}
          onChange={({ target }) => {
            const wanted = target.value as Swipe;
            go({ time: { day, swipe: wanted }, choice: withCompared(choice, wanted) });
          }}
        >
          <option value="today">{w.today}</option>
          <optgroup label={w.otherColours}>
            <option value="technology">{w.sameDay[otherColouring(choice)]}</option>
          </optgroup>
          <optgroup label={w.otherTechnology}>
            {TECHNOLOGIES.filter((code) => code !== choice.filter.technology).map((code) => (
              <option key={code} value={code}>
                {names.technology[code]}
              </option>
            ))}
          </optgroup>
          <optgroup label={w.otherGeneration}>
            {GENERATIONS.filter((code) => code !== choice.mobile).map((code) => (
              <option key={code} value={code}>
                {names.mobile[code]}
              </option>
            ))}
          </optgroup>
          <optgroup label={w.otherDay}>
            {days
              .filter((step) => step !== today)
              .map((step) => (
                <option key={step} value={step}>
                  {stateText(step, today)}
                </option>
              ))}
          </optgroup>
        </select>
        <button type="button" className="time-button" aria-label={w.endCompare} title={w.endCompare} onClick={end}>
          <span className="kern-icon kern-icon--close" aria-hidden="true" />
        </button>
      </div>
      <div className="time-shares" role="group" aria-label={w.show}>
        {(
          [
            [100, w.onlyLeft],
            [50, w.both],
            [0, w.onlyRight],
          ] as const
        ).map(([to, text]) => (
          <button
            key={to}
            type="button"
            className="time-button"
            aria-pressed={to === 50 ? share > 0 && share < 100 : share === to}
            onClick={() => {
              setShare(to);
              noteShare();
            }}
          >
            {text}
          </button>
        ))}
      </div>
    </>
  );
}
