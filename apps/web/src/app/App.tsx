import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { AddressSearch } from '../address/AddressSearch.js';
import { useText } from '../i18n/text.js';
import type { Operator } from '../map/CityMap.js';
import { MapStill } from '../map/MapStill.js';
import { useMapStart } from '../map/start.js';
import { again } from './again.js';
import { useAnnouncement } from './announcer.js';
import { configQuery } from './config.js';
import { DemoNotice } from './DemoNotice.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { Header } from './Header.js';
import { useView } from './location.js';
import { MapTools } from './MapTools.js';
import { Panel } from './Panel.js';
import { part } from './part.js';
import { Failed, Notice } from './parts.js';

// MapLibre is most of the program's weight; search and answers never wait for it.
const CityMap = lazy(() => again(() => import('../map/CityMap.js')));
const Legend = lazy(() => again(() => import('../map/Legend.js')));
// For those who would rather read the map.
const List = part(() => import('../lists/List.js').then((room) => room.default));
const MapNotices = lazy(() => again(() => import('./MapNotices.js')));

export function App() {
  const { lang, selection, choice, list, embed } = useView();
  const { t } = useText();
  const config = useQuery(configQuery);
  const announcement = useAnnouncement();
  const [operators, setOperators] = useState<Operator[]>([]);
  const running = useRunning();
  const { data } = config;
  const map = useMapStart(data !== undefined);
  // boot.js has kept what was pressed before there was anything behind it.
  useLayoutEffect(() => void document.dispatchEvent(new Event('running')), []);

  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);

  return (
    <div className="page" data-embed={embed}>
      <a className="skip" href="#answer" target="_self">
        {t.skipToAnswer}
      </a>
      <a className="skip" href="#map" target="_self">
        {t.skipToMap}
      </a>
      {!embed && <Header city={config.data?.city.name} />}
      <DemoNotice city={config.data?.city.name} choice={choice} />
      <AddressSearch />
      <Panel selection={selection} />
      <section className="map" id="map" tabIndex={-1} aria-label={t.map.title}>
        {config.isError && <Failed onRetry={() => void config.refetch()} />}
        <ErrorBoundary fallback={<Notice kind="warning">{t.map.unavailable}</Notice>}>
          {map.on && data ? (
            <Suspense fallback={<MapStill coming />}>
              <CityMap config={data} onOperators={setOperators} />
            </Suspense>
          ) : (
            <MapStill coming={running && map.wanted} />
          )}
        </ErrorBoundary>
        <MapTools config={config.data} choice={choice} embed={embed} />
        {running && (
          <Suspense>
            <MapNotices choice={choice} />
            <Legend choice={choice} operators={operators} />
          </Suspense>
        )}
      </section>
      {list && <List id={list} />}
      <p className="kern-sr-only" aria-live="polite">
        {announcement}
      </p>
    </div>
  );
}

const never = () => () => {};
/** False while the start is written in advance (prerender.tsx), which has to be the same as what the browser makes of it at first. */
const useRunning = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
