import type { Database } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import { forAll } from './figures.js';
import { RecordState, type RecordBehind } from './indicator.js';

export interface Wanted {
  /** Default: of all of the city. */
  district?: string | null;
  /** Default: all. */
  state?: RecordState | null;
}

interface Row {
  indicator: string;
  id: string;
  name_de: string;
  name_en: string;
  district_id: string | null;
  counted: boolean;
  known: boolean;
  amount: number | null;
  path: string | null;
}

const OF_STATE: Record<RecordState, string> = {
  [RecordState.COUNTED]: 'counted',
  [RecordState.NOT_COUNTED]: 'known AND NOT counted',
  [RecordState.UNKNOWN]: 'NOT known AND NOT counted',
};

const where = ({ state }: Wanted) => (state ? OF_STATE[state] : 'true');

/** The records that an indicator is computed from, by their ids; none where there is no such indicator. */
export function loadRecordsBehind(
  context: GraphContext,
  database: Database,
  indicator: string,
  wanted: Wanted,
  page: { after: string | null; limit: number },
): Promise<RecordBehind[]> {
  const load = async (ids: string[]) => {
    const rows = await forAll<Row>(
      database,
      ids,
      '_behind',
      [wanted.district ?? null, page.after, page.limit],
      (call, of) =>
        `SELECT ${of} AS indicator, behind.* FROM ${call('$1::text')} AS behind
         WHERE ($2::text IS NULL OR id > $2) AND ${where(wanted)} ORDER BY id LIMIT $3`,
    );
    return new Map([...groupBy(rows, (row) => row.indicator)].map(([id, found]) => [id, found.map(recordOf)]));
  };
  const name = `agenda.records/${JSON.stringify([wanted.district, wanted.state, page])}`;
  const cost = { values: page.limit, fix: 'Ask for a smaller page (first).' };
  return loadFor<RecordBehind[]>(context, name, indicator, load, [], cost);
}

/** How many there are. */
export function countRecordsBehind(
  context: GraphContext,
  database: Database,
  indicator: string,
  wanted: Wanted,
): Promise<number> {
  const load = async (ids: string[]) => {
    const rows = await forAll<{ id: string; count: number }>(
      database,
      ids,
      '_behind',
      [wanted.district ?? null],
      (call, of) => `SELECT ${of} AS id, count(*) FROM ${call('$1::text')} AS behind WHERE ${where(wanted)}`,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  };
  return loadFor(context, `agenda.recordCount/${JSON.stringify([wanted.district, wanted.state])}`, indicator, load, 0);
}

const recordOf = ({ id, name_de, name_en, district_id, counted, known, amount, path }: Row): RecordBehind => ({
  id,
  name: { de: name_de, en: name_en },
  districtId: district_id,
  state: counted ? RecordState.COUNTED : known ? RecordState.NOT_COUNTED : RecordState.UNKNOWN,
  amount,
  path,
});
