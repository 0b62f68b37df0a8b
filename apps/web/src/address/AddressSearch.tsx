import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { announce } from '../app/announcer.js';
import { go, useView } from '../app/location.js';
import { ExampleAddress, SearchAddresses, type SearchAddressesResult } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import type { Dictionary } from '../i18n/de.js';
import { useText } from '../i18n/text.js';
import { keyEffect } from './combobox.js';
import { LocateButton } from './LocateButton.js';
import { isOtherNumber } from './other-number.js';

/** What can be chosen: a street as a whole, or an address. */
interface Suggestion {
  kind: 'street' | 'address';
  id: string;
  label: string;
  beside: string | undefined;
}

/** A street that lies in two postcodes or districts is found in parts, and chosen as a whole. */
export function streetsOf(found: SearchAddressesResult['suggestAddresses']) {
  const streets = new Map<string, { id: string; label: string; count: number }>();
  for (const { streetKey: id, label, addressCount } of found) {
    if (!id) continue;
    const before = streets.get(id);
    const same = !before || before.label === label;
    streets.set(id, {
      id,
      label: same ? label : label.split(',')[0]!,
      count: (before?.count ?? 0) + (addressCount ?? 0),
    });
  }
  return [...streets.values()];
}

/** Streets come first: whoever types no number may mean all of it. */
const suggestionsOf = ({ suggestAddresses, searchAddresses }: SearchAddressesResult, t: Dictionary): Suggestion[] => [
  ...streetsOf(suggestAddresses)
    .slice(0, 2)
    .map(({ id, label, count }) => ({ kind: 'street' as const, id, label, beside: t.search.street(count) })),
  ...searchAddresses.map(({ id, label, district }) => ({
    kind: 'address' as const,
    id,
    label,
    beside: district?.name,
  })),
];

const isOther = (text: string, suggestions: Suggestion[]) =>
  isOtherNumber(
    text,
    suggestions.map(({ label }) => label),
  );

const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    retry: false,
    queryFn: ({ signal }) => ask(SearchAddresses, { text }, signal),
  });

const exampleQuery = queryOptions({
  queryKey: ['example'],
  retry: false,
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await ask(ExampleAddress, {}, signal)).addresses.nodes[0] ?? null,
});

/** Nobody can know the streets of a made-up city: one of its addresses, to try. */
function Example({ onChosen }: { onChosen: (suggestion: Suggestion) => void }) {
  const { t } = useText();
  const { data } = useQuery(exampleQuery);
  if (!data?.source.isDemo) return null;
  const { id, label } = data;
  return (
    <>
      {t.search.invented}{' '}
      <button
        type="button"
        className="text-button"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChosen({ kind: 'address', id, label, beside: undefined })}
      >
        {label}
      </button>
    </>
  );
}

const DEBOUNCE_MS = 120;

function useSuggestions(text: string, open: boolean, t: Dictionary) {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    ...searchQuery(settled),
    // What was chosen is not searched for once more.
    enabled: open && settled.length >= 2,
    placeholderData: keepPreviousData,
  });
  return {
    suggestions: settled.length >= 2 && query.data ? suggestionsOf(query.data, t) : undefined,
    // Without a network the question waits for one: nothing was found because nobody was asked.
    failed: query.isError || query.isPaused,
    fresh: settled === text.trim() && !query.isFetching && !query.isPlaceholderData,
  };
}

export function AddressSearch() {
  const { t, lang } = useText();
  const asked = useView().selection === null;
  const [located, setLocated] = useState('');
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** The text of which Enter was pressed before its suggestions came. */
  const wanted = useRef('');
  const client = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { suggestions = [], failed, fresh } = useSuggestions(text, open, t);
  const typing = open && text.trim().length >= 2;
  const shown = typing && suggestions.length > 0;
  const other = shown && fresh && isOther(text, suggestions);
  const nothing = fresh && suggestions.length === 0;
  const found = nothing ? t.search.none : other ? t.search.otherNumber : '';
  const message = !typing ? located : failed ? t.search.failed : found;

  useEffect(() => {
    if (typing && message) announce(message);
    else if (shown && fresh) announce(t.search.results(suggestions.length));
  }, [typing, message, shown, fresh, suggestions.length, t]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  useEffect(() => {
    // Somebody may have been faster than this program.
    const typed = input.current?.value;
    if (!typed) return;
    setText(typed);
    setOpen(document.activeElement === input.current);
  }, []);

  const choose = (suggestion: Suggestion) => {
    setText(suggestion.label);
    setOpen(false);
    setActive(-1);
    wanted.current = '';
    // The keyboard on the screen goes, so that the answer is seen.
    if (matchMedia('(pointer: coarse)').matches) document.getElementById('answer')?.focus({ preventScroll: true });
    go({ selection: { kind: suggestion.kind, id: suggestion.id } });
  };
  const chooseFirst = async () => {
    wanted.current = text;
    announce(t.loading);
    const found = await client.fetchQuery(searchQuery(text.trim())).catch(() => undefined);
    const suggested = found ? suggestionsOf(found, t) : [];
    // Unless something else was typed or chosen by now, or another house would be opened than the typed one.
    if (suggested[0] && wanted.current === text && !isOther(text, suggested)) choose(suggested[0]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What is shown may still be of an earlier text.
    if (event.key === 'Enter' && typing && !fresh && active < 0) return void chooseFirst();
    wanted.current = '';
    const effect = keyEffect(event.key, shown, suggestions.length, active, !other);
    if (!effect) return;
    event.preventDefault();
    if ('choose' in effect) choose(suggestions[effect.choose]!);
    else {
      setOpen(!('close' in effect));
      setActive('active' in effect ? effect.active : -1);
    }
  };
  const onInput = (value: string) => {
    setText(value);
    setLocated('');
    setOpen(true);
    setActive(-1);
    wanted.current = '';
  };

  return (
    <search className="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      {asked ? (
        // As long as nothing is answered, the question is what the page is about.
        <h1 className="question">
          <label htmlFor="address-search">{t.start.title}</label>
        </h1>
      ) : (
        <label className="kern-label" htmlFor="address-search">
          {t.search.label}
        </label>
      )}
      <noscript>
        <form action="/address">
          <input name="q" className="kern-form-input__input" aria-label={t.search.label} required />
          <input name="lang" type="hidden" value={lang} />
          <button type="submit" className="kern-btn kern-btn--primary kern-btn--x-small">
            <span className="kern-label">{t.search.button}</span>
          </button>
        </form>
      </noscript>
      <div className="search-row">
        <div className="search-field">
          <span className="kern-icon kern-icon--search" aria-hidden="true" />
          <input
            id="address-search"
            ref={input}
            className="kern-form-input__input"
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls="address-suggestions"
            aria-activedescendant={shown && active >= 0 ? `suggestion-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            placeholder={t.search.placeholder}
            value={text}
            onChange={(event) => onInput(event.target.value)}
            onFocus={() => setOpen(true)}
            onKeyDown={onKeyDown}
          />
          {text && (
            <button
              type="button"
              className="search-clear"
              onClick={() => [onInput(''), document.getElementById('address-search')?.focus()]}
            >
              <span className="kern-icon kern-icon--close" aria-hidden="true" />
              <span className="kern-sr-only">{t.search.clear}</span>
            </button>
          )}
        </div>
        <LocateButton onSaid={setLocated} />
      </div>
      {/* The suggestions lie over what comes after the field. */}
      {message && (
        <p className="search-message">
          {message} {message === t.search.none && <Example onChosen={choose} />}
        </p>
      )}
      <ul
        id="address-suggestions"
        ref={list}
        className="suggestions"
        role="listbox"
        aria-label={t.search.label}
        hidden={!shown}
      >
        {suggestions.map((suggestion, i) => (
          // The keyboard reaches the options through the input, as the combobox pattern wants it.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={`${suggestion.id} ${suggestion.label}`}
            id={`suggestion-${i}`}
            role="option"
            aria-selected={i === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            <span>{suggestion.label}</span>
            {suggestion.beside && <span className="muted">{suggestion.beside}</span>}
          </li>
        ))}
      </ul>
    </search>
  );
}
