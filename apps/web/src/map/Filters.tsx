import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { go } from '../app/location.js';
import { Providers } from '../generated/map.js';
import { ask } from '../graphql/client.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from './choice.js';
import { FILTER_WORDS, filterValues } from './filter-words.js';
import { activeFilters, LEVELS, SPEEDS, TECHNOLOGIES, USES, type AddressFilter } from './filters.js';

/** Filters of single addresses, folded away until somebody looks for them. */
export function Filters({ choice }: { choice: MapChoice }) {
  const text = useText();
  const words = FILTER_WORDS[text.lang];
  const texts = filterValues(text);
  const { filter } = choice;
  const [isOpen, setOpen] = useState(false);
  const providers = useQuery({
    queryKey: ['providers'],
    queryFn: async ({ signal }) => (await ask(Providers, {}, signal)).providers,
  });
  const set = (change: Partial<AddressFilter>) => go({ choice: { ...choice, filter: { ...filter, ...change } } });
  const names = [
    ...new Set([...(providers.data ?? []).map(({ name }) => name), ...(filter.provider ? [filter.provider] : [])]),
  ];
  const select = <Name extends keyof AddressFilter>(
    name: Name,
    values: readonly NonNullable<AddressFilter[Name]>[],
  ) => (
    <label>
      {words[name]}
      <select
        value={String(filter[name] ?? '')}
        onChange={(event) =>
          set({
            [name]: values.find((value) => String(value) === event.target.value) ?? null,
          } as Partial<AddressFilter>)
        }
      >
        <option value="">{words.all}</option>
        {values.map((value) => (
          <option key={String(value)} value={String(value)}>
            {texts[name](value)}
          </option>
        ))}
      </select>
    </label>
  );
  const count = activeFilters(filter);
  return (
    <details
      className="filters"
      open={isOpen || count > 0}
      // It stays open when the last filter goes: what has the focus would go with it.
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {words.title}
        {count > 0 && <strong> · {words.active(count)}</strong>}
      </summary>
      <div className="selects">
        {select('level', LEVELS)}
        {select('technology', TECHNOLOGIES)}
        {select('speed', SPEEDS)}
        {select('use', USES)}
        {select('provider', names)}
      </div>
    </details>
  );
}
