import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { announce } from '../app/announcer.js';
import { go, useView } from '../app/location.js';
import { SearchAddresses, type SearchAddressesResult } from '../generated/graphql.js';
import { ask } from '../graphql/client.js';
import { useText } from '../i18n/text.js';
import { keyEffect } from './combobox.js';
import { LocateButton } from './LocateButton.js';

type Suggestion = SearchAddressesResult['searchAddresses'][number];
const DEBOUNCE_MS = 120;

function useSuggestions(text: string) {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['search', settled],
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => (await ask(SearchAddresses, { text: settled }, signal)).searchAddresses,
  });
  return {
    suggestions: settled.length >= 2 ? query.data : undefined,
    // Without a network the question waits for one: nothing was found because nobody was asked.
    failed: query.isError || query.isPaused,
    fresh: settled === text.trim() && !query.isFetching,
  };
}

export function AddressSearch() {
  const { t } = useText();
  const asked = useView().selection === null;
  const [located, setLocated] = useState('');
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { suggestions = [], failed, fresh } = useSuggestions(text);
  const typing = open && text.trim().length >= 2;
  const shown = typing && suggestions.length > 0;
  const message = !typing ? located : failed ? t.search.failed : fresh && suggestions.length === 0 ? t.search.none : '';

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
    go({ selection: { kind: 'address', id: suggestion.id } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const effect = keyEffect(event.key, shown, suggestions.length, active);
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
            key={suggestion.id}
            id={`suggestion-${i}`}
            role="option"
            aria-selected={i === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            <span>{suggestion.label}</span>
            {suggestion.district && <span className="muted">{suggestion.district.name}</span>}
          </li>
        ))}
      </ul>
      {message && <p className="search-message">{message}</p>}
    </search>
  );
}
