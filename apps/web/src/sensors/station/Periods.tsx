import { useText } from '../../i18n/text.js';
import type { StationView } from '../station-view.js';
import { MOMENTS } from './moments.js';
import { earlier, later, type Window } from './window.js';
import { useWords, type StationWords } from './words.js';

export function periodText(window: Window, lang: 'de' | 'en', words: StationWords): string {
  const [from, to] = MOMENTS[lang].ends(window);
  return from === to ? from : words.between(from, to);
}

interface PeriodsProps {
  window: Window;
  view: StationView;
  now: number;
  onChange: (until: string | null) => void;
}

/** Back and forth in time. At the present the way on keeps the focus and leads nowhere. */
export function Periods({ window, view, now, onChange }: PeriodsProps) {
  const { lang } = useText();
  const words = useWords();
  const next = later(window, view.until, now);
  return (
    <div className="periods" role="group" aria-label={words.range}>
      <button type="button" className="step" onClick={() => onChange(earlier(window))}>
        <span aria-hidden="true">‹</span> {words.earlier}
      </button>
      <p role="status">{periodText(window, lang, words)}</p>
      <button
        type="button"
        className="step"
        aria-disabled={next === undefined}
        onClick={() => next !== undefined && onChange(next)}
      >
        {words.later} <span aria-hidden="true">›</span>
      </button>
    </div>
  );
}
