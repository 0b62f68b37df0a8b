import { useLink } from '../graphql/connection.js';
import type { SensorCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { ageText, silentSince } from './ages.js';
import { useNow } from './now.js';
import { usePaused } from './paused.js';

/** When a value was measured; and where it may have been overtaken by others, or none came, how old it is. */
export function Freshness({
  datastream,
}: {
  datastream: NonNullable<SensorCardResult['sensor']>['datastreams'][number];
}) {
  const { t, lang, format } = useText();
  const now = useNow();
  const paused = usePaused();
  const link = useLink();
  const { latest } = datastream;
  if (!latest) return null;
  const time = format.time(latest.phenomenonTime);
  const age = ageText(now - Date.parse(latest.phenomenonTime), lang);
  if (silentSince(datastream, now)) return <p className="stale">{t.sensor.silent(time, age)}</p>;
  if (paused || link === 'lost') return <p className="stale">{t.sensor.age(time, age)}</p>;
  return <p className="muted">{t.sensor.since(time)}</p>;
}
