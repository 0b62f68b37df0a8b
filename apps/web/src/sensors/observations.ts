import type { Format } from '../i18n/format.js';
import type { LiveObservationsResult, SensorCardResult, SensorPageResult } from '../generated/graphql.js';

export type SensorSummary = SensorPageResult['sensors']['nodes'][number];
export type LiveObservation = LiveObservationsResult['latestObservationsChanged'][number];
type SensorDetail = NonNullable<SensorCardResult['sensor']>;
type Point = SensorDetail['datastreams'][number]['history'][number];
type Latest = NonNullable<SensorSummary['datastreams'][number]['latest']>;

/** The latest value of a datastream, as people read it: with its unit, as a text, or as yes or no. */
export function shown(
  { latest, unit, observationType }: SensorSummary['datastreams'][number],
  format: Format,
  words: { yes: string; no: string },
): string {
  if (!latest) return '–';
  if (latest.result === null) return latest.resultText ?? '–';
  if (observationType === 'TRUTH_OBSERVATION') return latest.result ? words.yes : words.no;
  return format.quantity(latest.result, unit);
}

const newer = (than: { phenomenonTime: string } | null, observation: LiveObservation) =>
  !than || Date.parse(observation.phenomenonTime) >= Date.parse(than.phenomenonTime);

const latestOf = ({ phenomenonTime, result, resultText }: LiveObservation): Latest => ({
  phenomenonTime,
  result,
  resultText,
});

/** By datastream, the newest of the observations that came since the last redraw. */
export function newestByDatastream(observations: LiveObservation[]): Map<string, LiveObservation> {
  const newest = new Map<string, LiveObservation>();
  for (const observation of observations) {
    if (newer(newest.get(observation.datastream.id) ?? null, observation))
      newest.set(observation.datastream.id, observation);
  }
  return newest;
}

/** Sensors without news stay the same object, so that only the others are drawn again. A late, older value changes nothing. */
export function withLatest(sensors: SensorSummary[], newest: Map<string, LiveObservation>): SensorSummary[] {
  return sensors.map((sensor) => {
    if (!sensor.datastreams.some(({ id }) => newest.has(id))) return sensor;
    const datastreams = sensor.datastreams.map((datastream) => {
      const observation = newest.get(datastream.id);
      if (!observation || !newer(datastream.latest, observation)) return datastream;
      return { ...datastream, latest: latestOf(observation), silentSince: null };
    });
    return { ...sensor, datastreams };
  });
}

const DAY_MS = 86_400_000;
const STEP_MS = 60_000;

/**
 * A chart's points with a new one at the end. However often a sensor speaks and however long its card stays open, the
 * chart spans a day and grows by a point a minute: what is between is only ever the last point.
 */
function extended(history: Point[], point: Point): Point[] {
  const before = history.at(-2);
  const settled = before && age(before, point) < STEP_MS ? history.slice(0, -1) : history;
  return [...ofDay(settled, point), point];
}

const age = (of: Point, at: Point) => Date.parse(at.phenomenonTime) - Date.parse(of.phenomenonTime);
const ofDay = (points: Point[], until: Point) => points.filter((old) => age(old, until) <= DAY_MS);

/** The extremes grow by the point if it is one: a minute has a single point on the chart, and all of its values here. */
function extreme(points: Point[], point: Point, isBeyond: (than: number) => boolean): Point[] {
  const day = ofDay(points, point);
  return point.result !== null && day.every(({ result }) => result === null || isBeyond(result))
    ? [...day, point]
    : day;
}

/** The lowest and the highest value: the means that the chart is drawn of hide them. */
export function rangeOf({ history, low, high }: Pick<SensorDetail['datastreams'][number], 'history' | 'low' | 'high'>) {
  const values = [...history, ...low, ...high].flatMap(({ result }) => result ?? []);
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** The open card's sensor with the new observations appended to its chart. */
export function withHistory(sensor: SensorDetail, observations: LiveObservation[]): SensorDetail {
  const mine = observations.filter((observation) => observation.sensor.id === sensor.id);
  if (mine.length === 0) return sensor;
  const newest = newestByDatastream(mine);
  const datastreams = sensor.datastreams.map((datastream) => {
    const latest = newest.get(datastream.id);
    if (!latest || !newer(datastream.latest, latest)) return datastream;
    const { phenomenonTime, result } = latest;
    const point = { phenomenonTime, result };
    return {
      ...datastream,
      latest: latestOf(latest),
      silentSince: null,
      history: extended(datastream.history, point),
      low: extreme(datastream.low, point, (than) => result! < than),
      high: extreme(datastream.high, point, (than) => result! > than),
    };
  });
  return { ...sensor, datastreams };
}
