import { useQuery } from '@tanstack/react-query';
import { Card } from '../app/Card.js';
import { Failed, Loading, Notice } from '../app/parts.js';
import type { SensorCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { LiveBadge } from './LiveBadge.js';
import { sensorQuery } from './live.js';
import { shown } from './observations.js';
import { sparkline } from './sparkline.js';

type Datastream = NonNullable<SensorCardResult['sensor']>['datastreams'][number];

const [WIDTH, HEIGHT] = [300, 48];

export function SensorCard({ id }: { id: string }) {
  const { t } = useText();
  const { data: sensor, isPending, isError, refetch } = useQuery(sensorQuery(id));
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (!sensor) {
    return (
      <Card title={t.group.sensors}>
        <Notice kind="info">{t.sensor.missing}</Notice>
      </Card>
    );
  }
  return (
    <Card title={sensor.name} kicker={t.sensorKind[sensor.kind]}>
      {sensor.description && <p className="kern-body">{sensor.description}</p>}
      <LiveBadge />
      <ul className="datastreams">
        {sensor.datastreams.map((datastream) => (
          <DatastreamRow key={datastream.id} datastream={datastream} />
        ))}
      </ul>
    </Card>
  );
}

function DatastreamRow({ datastream }: { datastream: Datastream }) {
  const { t, lang, format } = useText();
  const { latest, history, unit, silentSince } = datastream;
  const title = datastream.title[lang];
  const isText = datastream.observationType === 'CATEGORY_OBSERVATION';
  const chart = sparkline(history, WIDTH, HEIGHT);
  const text = chart
    ? t.sensor.chart(title, format.quantity(chart.low, unit), format.quantity(chart.high, unit))
    : t.sensor.noHistory;
  return (
    <li>
      <h2>{title}</h2>
      <p className="value">{latest ? shown(datastream, format, t) : t.sensor.noData}</p>
      {latest && !silentSince && <p className="muted">{t.sensor.since(format.time(latest.phenomenonTime))}</p>}
      {silentSince && <p className="muted">{t.sensor.silent(format.time(silentSince))}</p>}
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
