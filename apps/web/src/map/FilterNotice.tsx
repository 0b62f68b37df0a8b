import { announce } from '../app/announcer.js';
import { go, useView } from '../app/location.js';
import { Notice } from '../app/parts.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from './choice.js';
import { FILTER_WORDS } from './filter-words.js';
import { activeFilters, NO_FILTER } from './filters.js';
import { sidesOf } from './time/sides.js';
import { cityToday } from './time/words.js';

/** As long as the map leaves addresses out, it says so. */
export function FilterNotice({ choice }: { choice: MapChoice }) {
  const words = FILTER_WORDS[useText().lang];
  const count = activeFilters(choice.filter);
  const { time } = useView();
  if (count === 0 || !choice.groups.includes('fixed')) return null;
  const reset = () => {
    go({ choice: { ...choice, filter: NO_FILTER } });
    announce(words.isReset);
    // The button is gone: whoever works by keyboard goes on at the map.
    document.getElementById('map')?.focus();
  };
  return (
    <Notice kind="info">
      <strong>{words.active(count)}.</strong>{' '}
      {sidesOf(time, choice, cityToday()).left.day && <span className="filter-near">{words.near} </span>}
      <button type="button" className="text-button" onClick={reset}>
        {words.reset}
      </button>
    </Notice>
  );
}
