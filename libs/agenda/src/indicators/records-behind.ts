import type { Database } from '@stadtlage/database';
import { groupBy, loadFor, type GraphContext } from '@stadtlage/datasets';
import { pathOfRecord, pathOfRow } from '../records/paths.js';
import { forAll, nameOf, type Part } from './figures.js';
import { RecordState, type RecordBehind } from './indicator.js';

export interface Wanted extends Part {
  /** Default: all. */
  state?: RecordState | null;
}

interface Row {
  indicator: string;
  /** Of the indicator. */
  dataset: string;
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
      wanted,
      [page.after, page.limit],
      (call, of) =>
        `SELECT ${of} AS indicator, (SELECT dataset FROM agenda.indicator WHERE id = ${of}) AS dataset, behind.* FROM ${call} AS behind
         WHERE ($1::text IS NULL OR id > $1) AND ${where(wanted)} ORDER BY id LIMIT $2`,
    );
    const schools = await schoolsAt(database, rows.filter(isFacility));
    const record = (row: Row) => recordOf(row, pageOf(row, schools));
    return new Map([...groupBy(rows, (row) => row.indicator)].map(([id, found]) => [id, found.map(record)]));
  };
  const name = `agenda.records/${nameOf(wanted)}/${JSON.stringify([wanted.state, page])}`;
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
      wanted,
      [],
      (call, of) => `SELECT ${of} AS id, count(*) FROM ${call} AS behind WHERE ${where(wanted)}`,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  };
  return loadFor(context, `agenda.recordCount/${nameOf(wanted)}/${wanted.state ?? ''}`, indicator, load, 0);
}

const recordOf = (
  { id, name_de, name_en, district_id, counted, known, amount }: Row,
  path: string | null,
): RecordBehind => ({
  id,
  name: { de: name_de, en: name_en },
  districtId: district_id,
  state: counted ? RecordState.COUNTED : known ? RecordState.NOT_COUNTED : RecordState.UNKNOWN,
  amount,
  path,
});

/** Whether it counts facilities: those of schools are counted, also where nobody has recorded anything of the school. */
const isFacility = ({ dataset }: Row) => dataset === 'facilities' || dataset === 'agenda-schools';

/** What is recorded of the schools at some facilities: the ids of their records. */
async function schoolsAt(database: Database, facilities: Row[]): Promise<Map<string, string>> {
  if (!facilities.length) return new Map();
  const rows = await database.query<{ facility: string; id: string }>(
    `SELECT DISTINCT ON (facility_id) facility_id AS facility, id FROM (
       SELECT id, content->>'facility' AS facility_id FROM agenda.records_at('infinity') WHERE kind = 'school'
     ) school WHERE facility_id = ANY ($1) ORDER BY facility_id, id`,
    [facilities.map(({ id }) => id)],
  );
  return new Map(rows.map(({ facility, id }) => [facility, id]));
}

/** Where one reads what was counted: the functions name a place, or the dataset of a record, whose page says more. */
function pageOf(row: Row, schools: ReadonlyMap<string, string>): string | null {
  const { id, path } = row;
  if (isFacility(row)) return schools.has(id) ? pathOfRecord('school', schools.get(id)!) : pathOfRecord('facility', id);
  // With an id, where that is not the one of the dataset of the indicator.
  const [, dataset, other = id] = /^\/open-data\/([^/]+)(?:\/(.+))?$/.exec(path ?? '') ?? [];
  return (dataset && pathOfRow(dataset, other)) ?? path;
}
