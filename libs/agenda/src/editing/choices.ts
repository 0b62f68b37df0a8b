// What a reference of a record may be set to: the same as what the store accepts, with names for people.
import type { Queryable } from '@stadtlage/database';
import { isKind, kindOf } from '../kinds/index.js';
import { PLACES_REFERRED_TO } from '../kinds/parts.js';
import { readRecords } from '../records/store.js';

export interface Choice {
  id: string;
  name: { de: string; en: string };
}

/** Where a place has a name that is better than its id. */
const NAMES: Record<string, string> = {
  'field-of-action': 'SELECT id, title_de AS de, title_en AS en FROM agenda.field_of_action',
  indicator: 'SELECT id, title_de AS de, title_en AS en FROM agenda.indicator',
  facility: 'SELECT id, name AS de, name AS en FROM places.facility',
  district: 'SELECT id, name AS de, name AS en FROM places.district',
  sensor: 'SELECT id, name AS de, name AS en FROM sensors.thing',
};

/** @param refersTo a kind of record, or one of PLACES_REFERRED_TO @param only these ids; default: all */
export async function choicesFor(database: Queryable, refersTo: string, only?: readonly string[]): Promise<Choice[]> {
  if (isKind(refersTo)) {
    const { nameOf } = kindOf(refersTo);
    const { [refersTo]: records } = await readRecords(database, [refersTo]);
    return records
      .filter(({ id }) => !only || only.includes(id))
      .map(({ id, content }) => ({ id, name: nameOf(content as never) }));
  }
  const ids = (PLACES_REFERRED_TO as Record<string, { ids: string } | undefined>)[refersTo]?.ids;
  if (!ids) return [];
  const names = NAMES[refersTo] ?? `SELECT id, id AS de, id AS en FROM (${ids}) place`;
  const rows = await database.query<{ id: string; de: string; en: string }>(
    `SELECT named.* FROM (${names}) named WHERE id IN (${ids}) AND ($1::text[] IS NULL OR id = ANY ($1)) ORDER BY de, id`,
    [only ?? null],
  );
  return rows.map(({ id, de, en }) => ({ id, name: { de, en } }));
}

/** What is there no longer is not among them. */
export async function namesOf(
  database: Queryable,
  refersTo: string,
  ids: readonly string[],
): Promise<Map<string, Choice['name']>> {
  return new Map((await choicesFor(database, refersTo, ids)).map(({ id, name }) => [id, name]));
}
