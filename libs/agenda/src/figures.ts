import type { Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import type { Figure, Indicator, IndicatorDirection } from './field-of-action.js';

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

/** What an indicator is now, computed by the SQL function that it names; null where there is no such indicator. */
export function loadFigure(context: GraphContext, database: Database, id: string): Promise<Figure | null> {
  const load = async (ids: string[]) => {
    // The functions' names come from our own table, written by migrations; format() quotes them all the same.
    const [call] = await database.query<{ sql: string | null }>(
      `SELECT string_agg(format('SELECT %L AS id, figure.* FROM agenda.%I(%L) AS figure', id, function, parameter), ' UNION ALL ') AS sql
       FROM agenda.indicator WHERE id = ANY ($1)`,
      [ids],
    );
    const figures = call!.sql ? await database.query<Figure & { id: string }>(call!.sql) : [];
    return new Map(figures.map(({ id: of, ...figure }) => [of, figure]));
  };
  return loadFor<Figure | null>(context, 'agenda.figure', id, load, null);
}
