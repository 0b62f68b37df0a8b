import './lists.css';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { addressQuery } from '../address/query.js';
import { announce } from '../app/announcer.js';
import { go, useView, type Selection } from '../app/location.js';
import { Failed, Notice } from '../app/parts.js';
import { MAP_WANTED } from '../app/sheet.js';
import { useSheetMode } from '../app/theme.js';
import { useText } from '../i18n/text.js';
import { withGroup } from '../map/choice.js';
import { FILTER_WORDS } from '../map/filter-words.js';
import { activeFilters, NO_FILTER } from '../map/filters.js';
import { cityToday } from '../map/time/words.js';
import { MOST_DRAWN } from '../sensors/in-area.js';
import { useNow } from '../sensors/now.js';
import { useMapArea } from './area.js';
import { dayOfList, type ListDay } from './day.js';
import { fileUrl } from './file-url.js';
import { highlight } from './highlight.js';
import type { CellContext, ListLayer } from './layer.js';
import { city } from './layers/city.js';
import { fixed } from './layers/fixed.js';
import { mobile } from './layers/mobile.js';
import { network } from './layers/network.js';
import { rollout } from './layers/rollout.js';
import { sensors } from './layers/sensors.js';
import { LIST_BUTTON, LISTS, type ListId } from './list-id.js';
import { useRows } from './rows.js';
import { sortRows, type Sorting } from './sort.js';
import { Table } from './Table.js';
import { LIST_WORDS } from './words.js';

type AnyLayer = ListLayer<{ id: string }>;
function close(): void {
  go({ list: null });
  document.getElementById(LIST_BUTTON)?.focus();
}

/** On a phone the list lies over the map that is to be moved. */
function toMap(): void {
  go({ list: null });
  window.dispatchEvent(new Event(MAP_WANTED));
  document.getElementById('map')?.focus();
}

const LAYERS = { fixed, network, mobile, rollout, sensors, city } as unknown as Record<ListId, AnyLayer>;

/** The same as the map, to be read: the rows of a layer in the map's extent, under its filters. */
export default function List({ id }: { id: ListId }) {
  const { t, lang, format } = useText();
  const { choice, time } = useView();
  const words = LIST_WORDS[lang];
  const listDay = dayOfList(LAYERS[id], time, choice, cityToday());
  const { day, because } = listDay;
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const area = useMapArea();
  useEffect(() => {
    // Who opened it reads on in it; who came by a link starts where every page starts.
    if (document.activeElement?.id === LIST_BUTTON) heading.current?.focus();
    const element = section.current;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    element?.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('keydown', onKey);
      highlight(null);
    };
  }, []);
  return (
    <section className="list" aria-labelledby="list-title" ref={section}>
      <header>
        <h2 id="list-title" tabIndex={-1} ref={heading}>
          {day || because ? words.titleOf(day && format.date(day)) : words.title}
        </h2>
        <label>
          <span className="kern-sr-only">{words.layer}</span>
          <select
            value={id}
            onChange={({ target }) => {
              const next = target.value as ListId;
              go({ list: next, choice: withGroup(choice, next, true) });
            }}
          >
            {LISTS.map((list) => (
              <option key={list} value={list}>
                {t.group[list]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="kern-btn kern-btn--tertiary kern-btn--x-small" onClick={close}>
          <span className="kern-icon kern-icon--close" aria-hidden="true" />
          <span className="kern-label kern-sr-only">{words.close}</span>
        </button>
      </header>
      <Content key={id} id={id} map={area} listDay={listDay} />
    </section>
  );
}

interface ContentProps {
  id: ListId;
  map: ReturnType<typeof useMapArea>;
  listDay: ListDay;
}

function Content({ id, map, listDay }: ContentProps) {
  const { t, lang, format } = useText();
  const { choice, selection } = useView();
  const words = LIST_WORDS[lang];
  const layer = LAYERS[id];
  const isSheet = useSheetMode();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const { area } = map;
  const { day, isAhead, because } = listDay;
  const shown = area === undefined ? null : { area, choice, day };
  const { query, rows, count } = useRows(layer, shown);
  const isOld = query.isPlaceholderData;

  const opener = (text: string, selection: Selection) => (
    <button
      type="button"
      className="list-open"
      onClick={() => {
        map.stay();
        highlight(null);
        // On a phone the answer lies below the list.
        go({ selection, ...(isSheet && { list: null }) });
        if (isSheet) document.getElementById('answer')?.focus();
      }}
    >
      {text}
    </button>
  );
  const chosen = selection?.kind === 'address' ? selection.id : '';
  const from = useQuery({ ...addressQuery(chosen), enabled: chosen !== '' }).data?.position ?? null;
  const context: CellContext = { t, lang, words, format, now: useNow(), from, opener };
  // Who chose an address looks for what is near to it.
  const columns = layer.columns.filter(({ id, isPromise }) => (from || id !== 'distance') && (isAhead || !isPromise));
  const sorted =
    sorting ?? (columns.some(({ id }) => id === 'distance') ? { column: 'distance', descending: false } : null);
  const counted = count === undefined ? null : words.counted[id](format.number(count), count);
  const said = counted && (area ? words.inView(counted) : words.inCity(counted));
  const filters = id === 'fixed' ? activeFilters(choice.filter) : 0;
  const isAll = !query.hasNextPage;
  const missing = isAll ? 0 : (count ?? 0) - rows.length;

  useEffect(() => {
    if (said && !isOld) announce(said);
  }, [said, isOld]);

  if (query.isError && rows.length === 0) return <Failed onRetry={() => void query.refetch()} />;
  if (said === null)
    return (
      <p className="loading">
        <span className="kern-loader kern-loader--visible" aria-hidden="true" />
        <span>{words.loading}</span>
      </p>
    );
  return (
    <div className="list-content">
      <div className="list-head">
        <p className="list-count" data-old={isOld}>
          {said}
        </p>
        {filters > 0 && (
          <p>
            {FILTER_WORDS[lang].active(filters)}{' '}
            <button
              type="button"
              className="text-button"
              onClick={() => go({ choice: { ...choice, filter: NO_FILTER } })}
            >
              {FILTER_WORDS[lang].reset}
            </button>
          </p>
        )}
        {count !== 0 && shown && (
          <div className="list-files">
            {[layer.file, ...(layer.secondFile ? [layer.secondFile] : [])].map((file) => (
              <p key={file.dataset}>
                {words.downloadOf[file.dataset] ?? words.download}:{' '}
                {(['csv', 'geojson'] as const).map((extension) => (
                  <a key={extension} href={fileUrl(file, extension, shown)} download>
                    {words[extension]}
                  </a>
                ))}
              </p>
            ))}
          </div>
        )}
      </div>
      {id === 'sensors' && count! > MOST_DRAWN && <p className="muted small">{words.notAllDrawn}</p>}
      {missing > 0 && <p className="muted small">{words.sortLater(format.number(missing), missing)}</p>}
      {area === null && <p className="muted small">{words.noMap}</p>}
      {isAhead && (
        <p className="muted small">
          {words.ahead} {columns.some(({ isPromise }) => isPromise) && words.promisedApart}
        </p>
      )}
      {because && <p className="muted small">{because === 'leftHalf' ? words.leftHalf : words.todayOnly[id]}</p>}
      {map.isBehind && (
        <p className="list-behind">
          {words.behind}{' '}
          <button type="button" className="text-button" onClick={map.follow}>
            {words.follow}
          </button>
        </p>
      )}
      {query.isError && <Failed onRetry={() => void query.refetch()} />}
      {count === 0 ? (
        <Notice kind="info">
          {words.empty[id]} {words.emptyHint} {filters > 0 && words.filterHint}
          {isSheet && (
            <p>
              <button type="button" className="kern-btn kern-btn--secondary kern-btn--x-small" onClick={toMap}>
                <span className="kern-label">{t.map.show}</span>
              </button>
            </p>
          )}
        </Notice>
      ) : (
        <>
          <div className="list-rows" data-old={isOld}>
            <Table
              caption={words.caption[id]}
              columns={columns}
              rows={isAll ? sortRows(rows, columns, sorted, context, lang) : rows}
              context={context}
              sort={isAll ? { sorting: sorted, set: setSorting } : null}
              place={layer.place}
              isBusy={isOld}
            />
          </div>
          {!isAll && (
            <div className="list-more">
              <button
                type="button"
                className="kern-btn kern-btn--secondary kern-btn--x-small"
                aria-disabled={query.isFetchingNextPage}
                onClick={() => !query.isFetchingNextPage && void query.fetchNextPage()}
              >
                <span className="kern-label">{words.more}</span>
              </button>
              <span className="muted small">
                {words.shown(format.number(rows.length), format.number(count ?? rows.length))}.
              </span>
            </div>
          )}
        </>
      )}
    </div>
  );
}
