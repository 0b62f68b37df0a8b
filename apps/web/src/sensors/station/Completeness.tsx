import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../../app/parts.js';
import { useText } from '../../i18n/text.js';
import { completeOf, shareOf } from './shares.js';
import { MOMENTS } from './moments.js';
import { completenessQuery } from './query.js';
import type { Datastream, Sensor } from './Station.js';
import type { Window } from './window.js';
import { useWords } from './words.js';
import { beginOf } from './zone.js';

const HEIGHT = 40;

interface CompletenessProps {
  sensor: Sensor;
  datastream: Datastream;
  window: Window;
  now: number;
}

/** Which share of the values that were to come did, in all, as a bar a day, and as a table. */
export function Completeness({ sensor, datastream, window, now }: CompletenessProps) {
  const { lang, format } = useText();
  const words = useWords();
  const { data, isPending, isError, refetch } = useQuery(completenessQuery(sensor.id, window, now));
  const rows = data?.datastreams.find(({ id }) => id === datastream.id)?.completeness ?? [];
  const { days, expected, received, percent } = completeOf(rows);
  const { day: dayText } = MOMENTS[lang];
  const text =
    percent === null
      ? words.completeUnknown
      : words.complete(format.percent(percent), format.number(received), format.number(expected));
  return (
    <section className="completeness">
      <h2>{words.completeness}</h2>
      {isPending && <Loading />}
      {isError && <Failed onRetry={() => void refetch()} />}
      {data !== undefined && <p>{text}</p>}
      {days.length > 1 && (
        <svg
          viewBox={`0 0 ${days.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          style={{ maxWidth: `${days.length * 1.5}rem` }}
          aria-hidden="true"
        >
          {days.map((day, i) => {
            const share = (shareOf(day) ?? 0) / 100;
            return (
              <g key={day.day}>
                <rect className="bar-ground" x={i + 0.1} width={0.8} height={HEIGHT} />
                <rect x={i + 0.1} y={HEIGHT * (1 - share)} width={0.8} height={HEIGHT * share} />
              </g>
            );
          })}
        </svg>
      )}
      {days.length > 0 && (
        <details className="figures">
          <summary>{words.byDay}</summary>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="scroll" role="region" aria-label={words.byDay} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.share}</th>
                  <th scope="col">
                    {words.arrived} {words.ofExpected}
                  </th>
                  <th scope="col">{words.gaps}</th>
                </tr>
              </thead>
              <tbody>
                {days.toReversed().map((day) => (
                  <tr key={day.day}>
                    <th scope="row">{dayText(beginOf(day.day))}</th>
                    <td>{format.percent(shareOf(day))}</td>
                    <td>
                      {format.number(day.received)} / {format.number(day.expected)}
                    </td>
                    <td>{format.number(day.gaps)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
