import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useState } from 'react';
import { AddressSearch } from '../address/AddressSearch.js';
import { useText } from '../i18n/text.js';
import type { Operator } from '../map/CityMap.js';
import { Legend } from '../map/Legend.js';
import { useAnnouncement } from './announcer.js';
import { configQuery } from './config.js';
import { DemoNotice } from './DemoNotice.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { Header } from './Header.js';
import { LinkNotice } from './LinkNotice.js';
import { useView } from './location.js';
import { Panel } from './Panel.js';
import { Failed, Loading, Notice } from './parts.js';

// MapLibre is most of the program's weight; search and answers never wait for it.
const CityMap = lazy(() => import('../map/CityMap.js'));

export function App() {
  const { lang, selection, choice } = useView();
  const { t } = useText();
  const config = useQuery(configQuery);
  const announcement = useAnnouncement();
  const [operators, setOperators] = useState<Operator[]>([]);

  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = config.data ? `Stadtlage ${config.data.city.name}` : 'Stadtlage';
  }, [lang, config.data]);

  return (
    <div className="page">
      <a className="skip" href="#answer">
        {t.skipToAnswer}
      </a>
      <a className="skip" href="#map">
        {t.skipToMap}
      </a>
      <Header city={config.data?.city.name} />
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
        <LinkNotice />
        <Legend choice={choice} operators={operators} />
      </section>
      <p className="kern-sr-only" aria-live="polite">
        {announcement}
      </p>
    </div>
  );
}
