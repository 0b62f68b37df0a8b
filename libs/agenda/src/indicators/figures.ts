import type { Database } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import { GraphQLError } from 'graphql';
import type { DistrictFigure, Figure, FigureOfDay, Indicator, IndicatorDirection } from './indicator.js';

interface IndicatorRow {
  id: string;
  field_id: string;
  title_de: string;
  title_en: string;
  unit: string;
  dataset: string;
  direction: IndicatorDirection;
  sources: string[];
  method_de: string;
  method_en: string;
  code: string | null;
  computedBy: string;
  parameter: string | null;
}

const COLUMNS =
  'id, field_id, title_de, title_en, unit, dataset, direction, sources, method_de, method_en, code, function AS "computedBy", parameter';

function indicatorOf({ title_de, title_en, method_de, method_en, field_id: field, ...row }: IndicatorRow): Indicator {
  return { ...row, field, title: { de: title_de, en: title_en }, method: { de: method_de, en: method_en } };
}

/** The indicators of a field of action, in their order. */
export function loadIndicatorsOf(context: GraphContext, database: Database, field: string): Promise<Indicator[]> {
  const load = async (fields: string[]) => {
    const rows = await database.query<IndicatorRow>(
      `SELECT ${COLUMNS} FROM agenda.indicator WHERE field_id = ANY ($1) ORDER BY field_id, position`,
      [fields],
    );
    const byField = new Map<string, Indicator[]>(fields.map((id) => [id, []]));
    for (const row of rows) byField.get(row.field_id)!.push(indicatorOf(row));
    return byField;
  };
  return loadFor(context, 'agenda.indicators', field, load, []);
}

/** One indicator; of one that is gone only old versions of goals speak. */
export function loadIndicator(context: GraphContext, database: Database, id: string): Promise<Indicator | null> {
  const load = async (ids: string[]) => {
    const rows = await database.query<IndicatorRow>(`SELECT ${COLUMNS} FROM agenda.indicator WHERE id = ANY ($1)`, [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, indicatorOf(row)]));
  };
  return loadFor<Indicator | null>(context, 'agenda.indicator', id, load, null);
}

/**
 * What an indicator is now: its snapshot of today where that still holds, else computed by the SQL function that it names; null where there
 * is no such indicator.
 */
export function loadFigure(context: GraphContext, database: Database, id: string): Promise<Figure | null> {
  const load = async (ids: string[]) => {
    const kept = await database.query<Figure & { id: string }>(
      'SELECT id, value, counted, total, known, taken_at AS "takenAt" FROM agenda.present_figures($1)',
      [ids],
    );
    const found = new Map(kept.map(({ id: of, ...figure }) => [of, figure]));
    const others = ids.filter((one) => !found.has(one));
    for (const { id: of, ...figure } of others.length ? await computed(database, others) : []) found.set(of, figure);
    return found;
  };
  return loadFor<Figure | null>(context, 'agenda.figure', id, load, null);
}

/** What an indicator is in a district now, computed; null where there is no such indicator. */
export function loadFigureOf(
  context: GraphContext,
  database: Database,
  id: string,
  district: string,
): Promise<Figure | null> {
  const load = async (ids: string[]) =>
    new Map((await computed(database, ids, district)).map(({ id: of, ...figure }) => [of, figure]));
  return loadFor<Figure | null>(context, `agenda.figure/${district}`, id, load, null, DISTRICT);
}

/** In all districts, by their names; none where what it counts belongs to the whole city. */
export function loadFiguresByDistrict(
  context: GraphContext,
  database: Database,
  id: string,
): Promise<DistrictFigure[]> {
  const load = async (ids: string[]) => {
    const rows = await database.query<DistrictFigure & { id: string }>(
      `SELECT i.id, d.id AS "districtId", d.name AS district, f.value, f.counted, f.total, f.known
       FROM unnest($1::text[]) AS i (id) CROSS JOIN LATERAL agenda.district_figures(i.id) f JOIN places.district d ON d.id = f.district_id
       ORDER BY i.id, d.name, d.id`,
      [ids],
    );
    return groupBy(rows, (row) => row.id);
  };
  return loadFor<DistrictFigure[]>(context, 'agenda.figuresByDistrict', id, load, [], DISTRICTS);
}

const DISTRICT = { values: 100, fix: 'Ask for fewer indicators, or without district.' };
const DISTRICTS = { values: 2_000, fix: 'Ask for one indicator.' };

const computed = (database: Database, ids: string[], district: string | null = null) =>
  forAll<Figure & { id: string }>(
    database,
    ids,
    '',
    [district],
    (call, indicator) => `SELECT ${indicator} AS id, figure.* FROM ${call('$1::text')} AS figure`,
  );

/**
 * Asks the functions of several indicators in one statement.
 * @param what '' for figures, '_behind' for the records
 * @param select gets how the function is called with the SQL expression of a district, and the indicator's id as an SQL literal. Names and
 * parameters come from our own table, written by migrations; format() quotes them all the same.
 */
export async function forAll<Row extends object>(
  database: Database,
  ids: string[],
  what: '' | '_behind',
  values: unknown[],
  select: (call: (district: string) => string, indicator: string) => string,
): Promise<Row[]> {
  const calls = await database.query<{ indicator: string; call: string }>(
    `SELECT format('%L::text', id) AS indicator, format('agenda.%I(%L::text, ', function || $2, parameter) AS call
     FROM agenda.indicator WHERE id = ANY ($1)`,
    [ids, what],
  );
  if (!calls.length) return [];
  const parts = calls.map(({ indicator, call }) => `(${select((district) => `${call}${district})`, indicator)})`);
  return database.query<Row>(parts.join(' UNION ALL '), values);
}

/**
 * What it was on each day that was noted, the oldest first.
 * @param district Default: of all of the city
 */
export function loadHistory(
  context: GraphContext,
  database: Database,
  id: string,
  since: string,
  district: string | null = null,
): Promise<FigureOfDay[]> {
  const load = async (ids: string[]) => {
    const rows = await (district
      ? database.query<FigureOfDay & { id: string }>(OF_DISTRICT, [ids, since, district])
      : database.query<FigureOfDay & { id: string }>(OF_CITY, [ids, since]));
    const byId = new Map<string, FigureOfDay[]>(ids.map((one) => [one, []]));
    for (const { id: of, ...figure } of rows) byId.get(of)!.push(figure);
    return byId;
  };
  return loadFor<FigureOfDay[]>(context, `agenda.history/${since}/${district ?? ''}`, id, load, []);
}

const OF_CITY = `
  SELECT indicator_id AS id, day, value, counted, total FROM agenda.snapshot
  WHERE indicator_id = ANY ($1) AND day >= $2 ORDER BY indicator_id, day`;
// A row stands for all days on which it stayed the same.
const OF_DISTRICT = `
  SELECT s.indicator_id AS id, each::date AS day, s.value, s.counted, s.total
  FROM agenda.district_snapshot s CROSS JOIN LATERAL generate_series(greatest(s.day, $2::date), s.until, interval '1 day') AS each
  WHERE s.indicator_id = ANY ($1) AND s.until >= $2 AND s.district_id = $3 ORDER BY s.indicator_id, s.day, each`;

/** @throws GraphQLError BAD_USER_INPUT where there is no such district: its figure would be one of nothing */
export async function checkDistrict(context: GraphContext, database: Database, district: string): Promise<void> {
  const load = async (ids: string[]) => {
    const rows = await database.query<{ id: string }>('SELECT id FROM places.district WHERE id = ANY ($1)', [ids]);
    return new Map(rows.map(({ id }) => [id, true]));
  };
  if (await loadFor(context, 'agenda.district', district, load, false)) return;
  throw new GraphQLError(`There is no district ${JSON.stringify(district)}. See districts { nodes { id } }.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** YYYY-MM-DD, from where on figures are told by default. */
export const aYearAgo = (): string => new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10);
