import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Failed, Loading, Notice } from '../../app/parts.js';
import type { StationHistoryResult } from '../../generated/graphql.js';
import { unitSign } from '../../i18n/format.js';
import { useText } from '../../i18n/text.js';
import { usePaused } from '../paused.js';
import { Chart } from './Chart.js';
import { Figures } from './Figures.js';
import { Key } from './Key.js';
import { MOMENTS } from './moments.js';
import { periodText } from './Periods.js';
import { historyQuery } from './query.js';
import { align, pieces, pointsOf, summaryOf, type Point } from './series.js';
import type { Datastream, Sensor } from './Station.js';
import { BUCKETS, type Window } from './window.js';
import { useWords } from './words.js';

interface HistoryProps {
  sensor: Sensor;
  datastream: Datastream;
  window: Window;
  compare: string[];
}

export interface Drawn {
  id: string;
  name: string;
  points: Point[];
  pieces: Point[][];
}

/** The chart, what its lines mean, and the same figures as text and table. */
export function History({ sensor, datastream, window: wanted, compare }: HistoryProps) {
  const { t, lang, format } = useText();
  const words = useWords();
  const paused = usePaused();
  const [index, setIndex] = useState<number | null>(null);
  const queries = useQueries({ queries: [sensor.id, ...compare].map((id) => historyQuery(id, wanted, !paused)) });
  const { property, unit } = datastream;
  const shown = useLastComplete(wanted, queries);
  // A station that is gone, or never measured this, is left out.
  const drawn = useMemo(
    () =>
      (shown?.answers ?? []).flatMap((answer): Drawn[] => {
        const stream = answer?.datastreams.find((one) => one.property === property && one.unit === unit);
        if (!answer || !stream) return [];
        const { id, name } = answer;
        const points = pointsOf(stream);
        return [{ id, name, points, pieces: pieces(points, bucketOf(shown!), stream.expectedInterval) }];
      }),
    [shown, property, unit],
  );
  const parts = useMemo(() => drawn.map((one) => one.pieces), [drawn]);
  const aligned = useMemo(() => align(parts, shown ? bucketOf(shown) : 1), [parts, shown]);

  if (queries.some(({ isError, data }) => isError && data === undefined)) {
    return <Failed onRetry={() => queries.forEach((query) => void query.refetch())} />;
  }
  if (!shown) return <Loading />;
  const { window } = shown;
  const title = datastream.title[lang];
  const period = periodText(window, lang, words);
  const summary = drawn[0] && summaryOf(drawn[0].points);
  const time = index === null ? undefined : aligned.times[index];
  const { bucket } = MOMENTS[lang];
  return (
    <section className="station-history" aria-label={words.chart} aria-busy={!isSame(window, wanted)}>
      {aligned.times.length === 0 ? (
        <Notice kind="info">{words.noValues}</Notice>
      ) : (
        <>
          {unitSign(unit) !== '' && (
            <p className="muted axis-unit" aria-hidden="true">
              {unitSign(unit)}
            </p>
          )}
          <Chart
            window={window}
            aligned={aligned}
            pieces={parts}
            text={words.chartText(title, period, aligned.times.length)}
            onPoint={setIndex}
          />
          <Key drawn={drawn} aligned={aligned} index={index} unit={unit} />
          <p className="muted small">
            {time === undefined ? words.bandHint(words.buckets[window.range]) : bucket(time, window)}
          </p>
          {drawn.length > 1 && <p className="summary-of">{drawn[0]!.name}</p>}
          {summary && (
            <dl className="summary">
              <div>
                <dt>{words.low}</dt>
                <dd>
                  {format.quantity(summary.low.low, unit)} <span>{bucket(summary.low.time, window)}</span>
                </dd>
              </div>
              <div>
                <dt>{words.mean}</dt>
                <dd>{format.quantity(summary.mean, unit)}</dd>
              </div>
              <div>
                <dt>{words.high}</dt>
                <dd>
                  {format.quantity(summary.high.high, unit)} <span>{bucket(summary.high.time, window)}</span>
                </dd>
              </div>
            </dl>
          )}
          <Figures
            drawn={drawn}
            aligned={aligned}
            window={window}
            property={property}
            unit={unit}
            caption={words.tableCaption(title, period)}
          />
        </>
      )}
      {queries.some(({ isError }) => isError) && <p className="stale">{t.failed}</p>}
    </section>
  );
}

type Answer = StationHistoryResult['sensor'];

interface Shown {
  window: Window;
  answers: Answer[];
  key: string;
}

const bucketOf = ({ window }: Shown) => BUCKETS[window.range].ms;
const isSame = (a: Window, b: Window) => a.range === b.range && a.from === b.from && a.to === b.to;

/** What was wanted last and is there: a chart that is exchanged jumps less than one that is gone for a moment. */
function useLastComplete(
  window: Window,
  queries: { data: Answer | undefined; dataUpdatedAt: number }[],
): Shown | undefined {
  const [last, setLast] = useState<Shown>();
  const key = [window.range, window.from, window.to, ...queries.map(({ dataUpdatedAt }) => dataUpdatedAt)].join();
  const answers = queries.map(({ data }) => data);
  const isComplete = answers.every((answer): answer is Answer => answer !== undefined);
  if (!isComplete || key === last?.key) return last;
  const next = { window, answers, key };
  setLast(next);
  return next;
}
