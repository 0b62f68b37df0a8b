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
  hasOperators: boolean;
}

const COLUMNS =
  'id, field_id, title_de, title_en, unit, dataset, direction, sources, method_de, method_en, code, function AS "computedBy", parameter, has_operators AS "hasOperators"';

/** What a figure is told of: by default of all of the city and of all operators together. */
export interface Part {
  district?: string | null | undefined;
  /** Of an indicator that tells operators apart. */
  operator?: string | null | undefined;
}

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

/**
 * What had been noted last by a moment of the past, within a year; null where nothing had. A figure of the evening says nothing about noon.
 * @param day that of the moment, where the city is
 */
export function loadFigureAt(
  context: GraphContext,
  database: Database,
  id: string,
  { moment, day }: { moment: Date; day: string },
): Promise<FigureOfDay | null> {
  const load = async (ids: string[]) => {
    const rows = await database.query<FigureOfDay & { id: string }>(
      `SELECT DISTINCT ON (indicator_id) indicator_id AS id, day, value, counted, total FROM agenda.snapshot
       WHERE indicator_id = ANY ($1) AND day BETWEEN $2::date - 365 AND $2 AND taken_at <= $3
       ORDER BY indicator_id, day DESC`,
      [ids, day, moment],
    );
    return new Map(rows.map(({ id: of, ...figure }) => [of, figure]));
  };
  return loadFor<FigureOfDay | null>(context, `agenda.figureAt/${moment.toISOString()}`, id, load, null);
}

/** What an indicator is in a district or of an operator now, computed; null where there is no such indicator. */
export function loadFigureOf(
  context: GraphContext,
  database: Database,
  id: string,
  part: Part,
): Promise<Figure | null> {
  const load = async (ids: string[]) =>
    new Map((await computed(database, ids, part)).map(({ id: of, ...figure }) => [of, figure]));
  return loadFor<Figure | null>(context, `agenda.figure/${nameOf(part)}`, id, load, null, PART);
}

/** In all districts, by their names; none where what it counts belongs to the whole city. */
export function loadFiguresByDistrict(
  context: GraphContext,
  database: Database,
  id: string,
  operator: string | null = null,
): Promise<DistrictFigure[]> {
  const load = async (ids: string[]) => {
    const rows = await database.query<DistrictFigure & { id: string }>(
      `SELECT i.id, d.id AS "districtId", d.name AS district, f.value, f.counted, f.total, f.known
       FROM unnest($1::text[]) AS i (id) CROSS JOIN LATERAL agenda.district_figures(i.id, $2) f JOIN places.district d ON d.id = f.district_id
       ORDER BY i.id, d.name, d.id`,
      [ids, operator],
    );
    return groupBy(rows, (row) => row.id);
  };
  return loadFor<DistrictFigure[]>(context, `agenda.figuresByDistrict/${operator ?? ''}`, id, load, [], DISTRICTS);
}

const PART = { values: 100, fix: 'Ask for fewer indicators, or without district and operator.' };
const DISTRICTS = { values: 2_000, fix: 'Ask for one indicator.' };

/** For what is loaded once of each part. */
export const nameOf = ({ district = null, operator = null }: Part): string => JSON.stringify([district, operator]);

const computed = (database: Database, ids: string[], part: Part = {}) =>
  forAll<Figure & { id: string }>(
    database,
    ids,
    '',
    part,
    [],
    (call, indicator) => `SELECT ${indicator} AS id, figure.* FROM ${call} AS figure`,
  );

/**
 * Asks the functions of several indicators in one statement.
 * @param what '' for figures, '_behind' for the records
 * @param values those that `select` names, from $1 on
 * @param select gets how the function is called, and the indicator's id as an SQL literal. Names and parameters come from our own table,
 * written by migrations; format() quotes them all the same.
 */
export async function forAll<Row extends object>(
  database: Database,
  ids: string[],
  what: '' | '_behind',
  { district = null, operator }: Part,
  values: unknown[],
  select: (call: string, indicator: string) => string,
): Promise<Row[]> {
  const calls = await database.query<{ indicator: string; call: string }>(
    `SELECT format('%L::text', id) AS indicator, format('agenda.%I(%L::text, ', function || $2, parameter) AS call
     FROM agenda.indicator WHERE id = ANY ($1)`,
    [ids, what],
  );
  if (!calls.length) return [];
  // Not all functions take an operator, and a statement takes no value that it does not name.
  const of = operator ? [district, operator] : [district];
  const given = of.map((_, i) => `$${values.length + i + 1}::text`).join(', ');
  const parts = calls.map(({ indicator, call }) => `(${select(`${call}${given})`, indicator)})`);
  return database.query<Row>(parts.join(' UNION ALL '), [...values, ...of]);
}

/** What it was on each day that was noted, the oldest first; nothing is noted of an operator in a district. */
export function loadHistory(
  context: GraphContext,
  database: Database,
  id: string,
  since: string,
  part: Part = {},
): Promise<FigureOfDay[]> {
  const { district, operator } = part;
  const load = async (ids: string[]) => {
    const ask = (sql: string, ...of: string[]) =>
      database.query<FigureOfDay & { id: string }>(sql, [ids, since, ...of]);
    const rows = await (district && operator
      ? []
      : district
        ? ask(OF_DISTRICT, district)
        : operator
          ? ask(OF_OPERATOR, operator)
          : ask(OF_CITY));
    const byId = new Map<string, FigureOfDay[]>(ids.map((one) => [one, []]));
    for (const { id: of, ...figure } of rows) byId.get(of)!.push(figure);
    return byId;
  };
  return loadFor<FigureOfDay[]>(context, `agenda.history/${since}/${nameOf(part)}`, id, load, []);
}

const OF_CITY = `
  SELECT indicator_id AS id, day, value, counted, total FROM agenda.snapshot
  WHERE indicator_id = ANY ($1) AND day >= $2 ORDER BY indicator_id, day`;
const OF_OPERATOR = `
  SELECT indicator_id AS id, day, value, counted, total FROM agenda.operator_snapshot
  WHERE indicator_id = ANY ($1) AND day >= $2 AND operator_id = $3 ORDER BY indicator_id, day`;
// A row stands for all days on which it stayed the same.
const OF_DISTRICT = `
  SELECT s.indicator_id AS id, each::date AS day, s.value, s.counted, s.total
  FROM agenda.district_snapshot s CROSS JOIN LATERAL generate_series(greatest(s.day, $2::date), s.until, interval '1 day') AS each
  WHERE s.indicator_id = ANY ($1) AND s.until >= $2 AND s.district_id = $3 ORDER BY s.indicator_id, s.day, each`;

/** @throws GraphQLError BAD_USER_INPUT where there is no such district or operator: its figure would be one of nothing */
export async function checkPart(
  context: GraphContext,
  database: Database,
  { id, hasOperators }: Pick<Indicator, 'id' | 'hasOperators'>,
  { district, operator }: Part,
): Promise<void> {
  const exists = async (table: 'places.district' | 'coverage.provider', one: string) => {
    const load = async (ids: string[]) => {
      const rows = await database.query<{ id: string }>(`SELECT id FROM ${table} WHERE id = ANY ($1)`, [ids]);
      return new Map(rows.map((row) => [row.id, true]));
    };
    return loadFor(context, `agenda.${table}`, one, load, false);
  };
  if (district && !(await exists('places.district', district)))
    throw refusal('district', `There is no district ${JSON.stringify(district)}. See districts { nodes { id } }.`);
  if (operator && !(await exists('coverage.provider', operator)))
    throw refusal('operator', `There is no operator ${JSON.stringify(operator)}. See providers { id }.`);
  if (operator && !hasOperators)
    throw refusal(
      'operator',
      `The figure ${JSON.stringify(id)} does not tell operators apart. Leave the operator out, or ask for one with hasOperators.`,
    );
}

const refusal = (argument: keyof Part, message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });

/** YYYY-MM-DD, from where on figures are told by default. */
export const aYearAgo = (moment = new Date()): string =>
  new Date(moment.getTime() - 366 * 86_400_000).toISOString().slice(0, 10);
