// What follows from a record and from what else is known: nobody types it.
import type { Database } from '@stadtlage/database';
import type { Column } from '@stadtlage/datasets';
import { whole } from '../columns.js';
import { datasets } from '../datasets.js';
import { kindOf, type Kind } from '../kinds/index.js';

export interface Computed {
  /** As the column of the open dataset is called, where it has one. */
  name: string;
  column: Column;
  value: string | number | null;
}

/** What the open dataset does not have as a column: an SQL expression over its view. */
interface Expression {
  name: string;
  sql: string;
  column: Column;
}

/** Columns of the dataset of a kind that say more than is recorded, and expressions. */
const OF_KIND: Partial<Record<Kind, (string | Expression)[]>> = {
  school: ['fibre_status', 'pupils_per_device', 'max_down_mbit', 'mbit_per_pupil', 'promised_by'],
  site: ['fibre_status', 'max_down_mbit'],
  'online-service': ['online_share'],
  programme: ['applications'],
  course: [
    'taken_share',
    {
      name: 'seats_left',
      sql: `CASE WHEN state = 'planned' THEN greatest(seats - participants, 0) END`,
      column: whole('Freie Plätze, solange der Kurs geplant ist', 'Seats left, while the course is planned'),
    },
  ],
  system: [
    {
      name: 'age_years',
      sql: 'extract(year FROM current_date)::integer - since',
      column: whole('Alter in Jahren', 'Age in years'),
    },
    {
      name: 'renewal_in_days',
      sql: 'renewal_due - current_date',
      column: whole(
        'Tage, bis es erneuert werden soll; unter null: so lange überfällig',
        'Days until it is to be renewed; below zero: overdue for so long',
      ),
    },
  ],
  'use-case': [
    {
      name: 'sensors_reporting',
      // Not by the ids in one text: a sensor may have a space in its own.
      sql: `CASE WHEN sensors > 0 THEN (SELECT count(*)::integer FROM open.sensors s
              WHERE s.latest_at > now() - interval '24 hours' AND s.id IN (
                SELECT jsonb_array_elements_text(r.content->'sensors') FROM agenda.records_at('infinity') r
                WHERE r.kind = 'use-case' AND r.id = agenda_use_cases.id)) END`,
      column: whole('Sensoren, die in den letzten 24 Stunden gemeldet haben', 'Sensors that reported within 24 hours'),
    },
  ],
};

/** Of some records of a kind, by their ids, as it is now; nothing of those that are withdrawn. */
export async function computedOf(database: Database, kind: Kind, ids: string[]): Promise<Map<string, Computed[]>> {
  const parts = OF_KIND[kind];
  if (!parts || !ids.length) return new Map();
  const { view, columns } = datasets.find(({ id }) => id === kindOf(kind).datasets[0])!;
  const all = parts.map((part) =>
    typeof part === 'string' ? { name: part, sql: part, column: columns[part]! } : part,
  );
  // View, columns and expressions are named by the program, never by a request.
  const rows = await database.query<Record<string, Computed['value']> & { id: string }>(
    `SELECT id, ${all.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')} FROM open.${view} WHERE id = ANY ($1)`,
    [ids],
  );
  return new Map(
    rows.map((row) => [row.id, all.map(({ name, column }) => ({ name, column, value: row[name] ?? null }))]),
  );
}
