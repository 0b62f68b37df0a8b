import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useState } from 'react';
import { AddressSearch } from '../address/AddressSearch.js';
import { useText } from '../i18n/text.js';
import type { Operator } from '../map/CityMap.js';
import { useAnnouncement } from './announcer.js';
import { configQuery } from './config.js';
import { DemoNotice } from './DemoNotice.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { Header } from './Header.js';
import { useView } from './location.js';
import { MapTools } from './MapTools.js';
import { Panel } from './Panel.js';
import { Failed, Loading, Notice } from './parts.js';

// MapLibre is most of the program's weight; search and answers never wait for it.
const CityMap = lazy(() => import('../map/CityMap.js'));
const Legend = lazy(() => import('../map/Legend.js'));
const MapNotices = lazy(() => import('./MapNotices.js'));

export function App() {
  const { lang, selection, choice, embed } = useView();
  const { t } = useText();
  const config = useQuery(configQuery);
  const announcement = useAnnouncement();
  const [operators, setOperators] = useState<Operator[]>([]);

  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);

  return (
    <div className="page" data-embed={embed}>
      <a className="skip" href="#answer">
        {t.skipToAnswer}
      </a>
      <a className="skip" href="#map">
        {t.skipToMap}
      </a>
      {!embed && <Header city={config.data?.city.name} />}
      <DemoNotice city={config.data?.city.name} choice={choice} />
      <AddressSearch />
      <Panel selection={selection} />
      <section className="map" id="map" tabIndex={-1} aria-label={t.map.title}>
        {config.isError && <Failed onRetry={() => void config.refetch()} />}
        <ErrorBoundary fallback={<Notice kind="warning">{t.map.unavailable}</Notice>}>
          <Suspense fallback={<Loading />}>
            {config.data && <CityMap config={config.data} onOperators={setOperators} />}
          </Suspense>
        </ErrorBoundary>
        <MapTools config={config.data} choice={choice} embed={embed} />
        <Suspense>
          <MapNotices choice={choice} />
          <Legend choice={choice} operators={operators} />
        </Suspense>
      </section>
      <p className="kern-sr-only" aria-live="polite">
        {announcement}
      </p>
    </div>
  );
}
