import { useLink } from '../graphql/connection.js';
import type { SensorCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { ageText, isOvertaken, silentSince } from './ages.js';
import { useNow } from './now.js';
import { usePaused } from './paused.js';
import { SENSOR_WORDS } from './words.js';

/** When a value was measured; and where it may have been overtaken by others, or none came, how old it is. */
export function Freshness({
  datastream,
}: {
  datastream: NonNullable<SensorCardResult['sensor']>['datastreams'][number];
}) {
  const { lang, format } = useText();
  const words = SENSOR_WORDS[lang];
  const now = useNow();
  const paused = usePaused();
  const link = useLink();
  const { latest } = datastream;
  if (!latest) return null;
  const time = format.time(latest.phenomenonTime);
  const age = ageText(now - Date.parse(latest.phenomenonTime), lang);
  if (silentSince(datastream, now)) return <p className="stale">{words.silent(time, age)}</p>;
  if ((paused && isOvertaken(datastream, now)) || link === 'lost')
    return <p className="stale">{words.age(time, age)}</p>;
  return <p className="muted">{words.since(time)}</p>;
}
