import { announce } from '../app/announcer.js';
import { go } from '../app/location.js';
import { Notice } from '../app/parts.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from './choice.js';
import { activeFilters, NO_FILTER } from './filters.js';

/** As long as the map leaves addresses out, it says so. */
export function FilterNotice({ choice }: { choice: MapChoice }) {
  const { t } = useText();
  const count = activeFilters(choice.filter);
  if (count === 0 || !choice.groups.includes('fixed')) return null;
  const reset = () => {
    go({ choice: { ...choice, filter: NO_FILTER } });
    announce(t.shell.filter.isReset);
    // The button is gone: whoever works by keyboard goes on at the map.
    document.getElementById('map')?.focus();
  };
  return (
    <Notice kind="info">
      <strong>{t.shell.filter.active(count)}.</strong> <span className="filter-near">{t.shell.filter.near}</span>{' '}
      <button type="button" className="text-button" onClick={reset}>
        {t.shell.filter.reset}
      </button>
    </Notice>
  );
}
