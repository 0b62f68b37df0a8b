import '../app/details.css';
import { useEffect, useRef, useState } from 'react';
import { Card, useShown } from '../app/Card.js';
import { ErrorBoundary } from '../app/ErrorBoundary.js';
import { go, useView } from '../app/location.js';
import { part } from '../app/part.js';
import { Failed, Loading, Notice } from '../app/parts.js';
import type { SensorCardResult } from '../generated/graphql.js';
import { useLink } from '../graphql/connection.js';
import { useText } from '../i18n/text.js';
import { Freshness } from './Freshness.js';
import { useLiveSensor } from './live.js';
import { LiveBadge, PauseButton } from './LiveBadge.js';
import { rangeOf, shown } from './observations.js';
import { sparkline } from './sparkline.js';
import { FIRST_VIEW } from './station-view.js';
import { SENSOR_WORDS } from './words.js';

type Sensor = NonNullable<SensorCardResult['sensor']>;
type Datastream = Sensor['datastreams'][number];

// Charts are for those who ask for more than the latest values.
const Station = part(() => import('./station/Station.js').then((room) => room.default));

const [WIDTH, HEIGHT] = [300, 48];

export function SensorCard({ id }: { id: string }) {
  const { t, lang } = useText();
  const { station } = useView();
  const link = useLink();
  const { data: sensor, isPending, isError, refetch } = useLiveSensor(id);
  useShown(sensor?.name);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    go({ selection: { kind: 'sensor', id }, station: FIRST_VIEW });
  };
  if (isPending) return <Loading />;
  if (isError && !sensor) return <Failed onRetry={() => void refetch()} />;
  if (!sensor) {
    return (
      <Card title={t.group.sensors}>
        <Notice kind="info">{SENSOR_WORDS[lang].missing}</Notice>
      </Card>
    );
  }
  return (
    <Card title={sensor.name} kicker={t.sensorKind[sensor.kind]}>
      {sensor.description && <p className="kern-body">{sensor.description}</p>}
      <div className="live-bar">
        <LiveBadge />
        <PauseButton />
      </div>
      {link === 'lost' && <Notice kind="warning">{t.link.lost}</Notice>}
      {station ? (
        <ErrorBoundary fallback={<Notice kind="danger">{t.failed}</Notice>}>
          <Station sensor={sensor} view={station} takeFocus={opened} />
        </ErrorBoundary>
      ) : (
        <Summary sensor={sensor} takeFocus={opened} onOpen={open} />
      )}
    </Card>
  );
}

interface SummaryProps {
  sensor: Sensor;
  /** Who comes back from the station's page goes on where it was opened. */
  takeFocus: boolean;
  onOpen: () => void;
}

function Summary({ sensor, takeFocus, onOpen }: SummaryProps) {
  const words = SENSOR_WORDS[useText().lang];
  const more = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takeFocus) more.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only on the way back
  }, []);
  return (
    <>
      <button ref={more} type="button" className="kern-btn kern-btn--secondary kern-btn--block" onClick={onOpen}>
        <span className="kern-label">{words.more}</span>
      </button>
      <ul className="datastreams">
        {sensor.datastreams.map((datastream) => (
          <DatastreamRow key={datastream.id} datastream={datastream} />
        ))}
      </ul>
    </>
  );
}

function DatastreamRow({ datastream }: { datastream: Datastream }) {
  const { t, lang, format } = useText();
  const words = SENSOR_WORDS[lang];
  const { latest, history, unit } = datastream;
  const title = datastream.title[lang];
  const isText = datastream.observationType === 'CATEGORY_OBSERVATION';
  const chart = sparkline(history, WIDTH, HEIGHT);
  const { low, high } = rangeOf(datastream);
  const text = chart ? words.chart(title, format.quantity(low, unit), format.quantity(high, unit)) : words.noHistory;
  return (
    <li>
      <h2>{title}</h2>
      <p className="value">{latest ? shown(datastream, format, t) : words.noData}</p>
      <Freshness datastream={datastream} />
      {chart && (
        <svg className="sparkline" viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} role="img" aria-label={text}>
          <path d={chart.path} />
          <circle cx={chart.end[0]} cy={chart.end[1]} r="3.5" />
        </svg>
      )}
      {!isText && <p className="muted small">{text}</p>}
    </li>
  );
}
