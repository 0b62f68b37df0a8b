import type { Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import type { Figure, FigureOfDay, Indicator, IndicatorDirection } from './field-of-action.js';

interface IndicatorRow {
  id: string;
  field_id: string;
  title_de: string;
  title_en: string;
  unit: string;
  dataset: string;
  direction: IndicatorDirection;
}

const COLUMNS = 'id, field_id, title_de, title_en, unit, dataset, direction';

const indicatorOf = ({ id, title_de, title_en, unit, dataset, direction }: IndicatorRow): Indicator => ({
  id,
  title: { de: title_de, en: title_en },
  unit,
  dataset,
  direction,
});

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
      'SELECT id, value, counted, total, taken_at AS "takenAt" FROM agenda.present_figures($1)',
      [ids],
    );
    const found = new Map(kept.map(({ id: of, ...figure }) => [of, figure]));
    const others = ids.filter((one) => !found.has(one));
    for (const { id: of, ...figure } of others.length ? await computed(database, others) : []) found.set(of, figure);
    return found;
  };
  return loadFor<Figure | null>(context, 'agenda.figure', id, load, null);
}

async function computed(database: Database, ids: string[]): Promise<(Figure & { id: string })[]> {
  // The functions' names come from our own table, written by migrations; format() quotes them all the same.
  const [call] = await database.query<{ sql: string | null }>(
    `SELECT string_agg(format('SELECT %L AS id, figure.* FROM agenda.%I(%L) AS figure', id, function, parameter), ' UNION ALL ') AS sql
     FROM agenda.indicator WHERE id = ANY ($1)`,
    [ids],
  );
  return call!.sql ? database.query(call!.sql) : [];
}

/** What it was on each day that was noted, the oldest first. */
export function loadHistory(
  context: GraphContext,
  database: Database,
  id: string,
  since: string,
): Promise<FigureOfDay[]> {
  const load = async (ids: string[]) => {
    const rows = await database.query<FigureOfDay & { id: string }>(
      `SELECT indicator_id AS id, day, value, counted, total FROM agenda.snapshot
       WHERE indicator_id = ANY ($1) AND day >= $2 ORDER BY indicator_id, day`,
      [ids, since],
    );
    const byId = new Map<string, FigureOfDay[]>(ids.map((one) => [one, []]));
    for (const { id: of, ...figure } of rows) byId.get(of)!.push(figure);
    return byId;
  };
  return loadFor<FigureOfDay[]>(context, `agenda.history/${since}`, id, load, []);
}

/** YYYY-MM-DD, from where on figures are told by default. */
export const aYearAgo = (): string => new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10);
