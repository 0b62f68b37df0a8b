import { useEffect, useRef } from 'react';
import { go } from '../../app/location.js';
import { Notice } from '../../app/parts.js';
import type { SensorCardResult } from '../../generated/graphql.js';
import { useText } from '../../i18n/text.js';
import { durationText } from '../ages.js';
import { headline } from '../features.js';
import { Freshness } from '../Freshness.js';
import { useNow } from '../now.js';
import { shown } from '../observations.js';
import { usePaused } from '../paused.js';
import { useSpoken } from '../speak.js';
import { RANGES, type StationView } from '../station-view.js';
import { SENSOR_WORDS } from '../words.js';
import { Choice } from './Choice.js';
import { Compare } from './Compare.js';
import { Completeness } from './Completeness.js';
import { History } from './History.js';
import { Periods } from './Periods.js';
import './station.css';
import { Texts } from './Texts.js';
import { windowOf } from './window.js';
import { useWords, type StationWords } from './words.js';

export type Sensor = NonNullable<SensorCardResult['sensor']>;
export type Datastream = Sensor['datastreams'][number];

interface StationProps {
  sensor: Sensor;
  view: StationView;
  /** What was pressed to come here is gone; the focus is not. */
  takeFocus: boolean;
}

/** All there is to know of one station: its values now and through time, beside others, how complete they are, and as data. */
export default function Station({ sensor, view, takeFocus }: StationProps) {
  const { lang } = useText();
  const words = useWords();
  const now = useNow();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takeFocus) back.current?.focus({ preventScroll: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only on the way here
  }, []);
  const show = (change: Partial<StationView>) => go({ station: { ...view, ...change } });

  const datastream =
    sensor.datastreams.find(({ property }) => property === view.property) ?? headline(sensor) ?? sensor.datastreams[0];
  const window = windowOf(view.range, view.until, now);
  return (
    <div className="station">
      <button
        ref={back}
        type="button"
        className="text-button"
        onClick={() => go({ selection: { kind: 'sensor', id: sensor.id }, station: null })}
      >
        {words.summary}
      </button>
      {!datastream && <Notice kind="info">{words.noValues}</Notice>}
      {datastream && (
        <>
          <div className="station-top">
            <Now datastream={datastream} />
            <div>
              {sensor.datastreams.length > 1 && (
                <Choice
                  legend={words.property}
                  name="property"
                  options={sensor.datastreams.map(({ property, title }) => [property, title[lang]])}
                  value={datastream.property}
                  onChange={(property) => show({ property })}
                />
              )}
              <Choice
                legend={words.range}
                name="range"
                options={RANGES.map((range) => [range, words.ranges[range]])}
                value={view.range}
                onChange={(range) => show({ range })}
              />
            </div>
          </div>
          <Periods window={window} view={view} now={now} onChange={(until) => show({ until })} />
          {datastream.observationType === 'CATEGORY_OBSERVATION' ? (
            <Texts sensor={sensor} datastream={datastream} window={window} />
          ) : (
            <>
              <History sensor={sensor} datastream={datastream} window={window} compare={view.compare} />
              <Compare
                sensor={sensor}
                property={datastream.property}
                chosen={view.compare}
                onChange={(compare) => show({ compare })}
              />
            </>
          )}
          <Completeness sensor={sensor} datastream={datastream} window={window} now={now} />
          <section>
            <h2>{words.data}</h2>
            <ul className="plain">
              <li>
                <a className="kern-link" href="/datasets/observations.csv" download>
                  {words.allData}
                </a>
              </li>
              <li>
                <a className="kern-link" href="/graphql">
                  {words.api}
                </a>
              </li>
            </ul>
          </section>
        </>
      )}
    </div>
  );
}

function Now({ datastream }: { datastream: Datastream }) {
  const { t, lang, format } = useText();
  const words = useWords();
  const paused = usePaused();
  const { latest, expectedInterval } = datastream;
  const title = datastream.title[lang];
  const value = latest ? shown(datastream, format, t) : SENSOR_WORDS[lang].noData;
  useSpoken(latest && !paused ? words.live(title, value) : null);
  return (
    <section className="station-now">
      <h2>{title}</h2>
      <p className="value">{value}</p>
      <Freshness datastream={datastream} />
      <p className="muted small">
        {expectedInterval === null ? words.everyUnknown : everyText(expectedInterval, lang, words)}
      </p>
    </section>
  );
}

const everyText = (seconds: number, lang: 'de' | 'en', words: StationWords) =>
  seconds < 2 ? words.everySecond : words.every(durationText(seconds, lang));
