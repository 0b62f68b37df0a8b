import { useQuery } from '@tanstack/react-query';
import { Failed, Loading, Notice } from '../../app/parts.js';
import { useText } from '../../i18n/text.js';
import { usePaused } from '../paused.js';
import { MOMENTS } from './moments.js';
import { textsQuery } from './query.js';
import type { Datastream, Sensor } from './Station.js';
import type { Window } from './window.js';
import { useWords } from './words.js';

/** Of what is said in words there is no chart: the last of it, the newest first. */
export function Texts({ sensor, datastream, window }: { sensor: Sensor; datastream: Datastream; window: Window }) {
  const { lang } = useText();
  const words = useWords();
  const paused = usePaused();
  const { data, isPending, isError, refetch } = useQuery(textsQuery(sensor.id, window, !paused));
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  const texts = data?.datastreams.find(({ id }) => id === datastream.id)?.texts ?? [];
  if (texts.length === 0) return <Notice kind="info">{words.noValues}</Notice>;
  return (
    <table className="texts">
      <caption>{words.texts}</caption>
      <thead>
        <tr>
          <th scope="col">{words.textTime}</th>
          <th scope="col">{words.textValue}</th>
        </tr>
      </thead>
      <tbody>
        {texts.toReversed().map(({ phenomenonTime, resultText }) => (
          <tr key={phenomenonTime}>
            <th scope="row">{MOMENTS[lang].bucket(Date.parse(phenomenonTime), { ...window, range: 'day' })}</th>
            <td>{resultText}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
