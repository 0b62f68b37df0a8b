import { sqlFile, type Database } from '@stadtlage/database';
import type { LocalizedText } from '@stadtlage/datasets';
import type { ReportedFigure } from './report.js';

const DISTRICTS = sqlFile(import.meta.url, 'districts.sql');

export interface ReportedDistrict extends ReportedFigure {
  /** The id of the district. */
  district: string;
  name: string;
  known: number;
}

/** An indicator in each district, by their names. */
export interface ReportedInDistricts {
  indicator: string;
  title: LocalizedText;
  unit: string;
  figures: ReportedDistrict[];
}

/** By fields of action, in the order of their indicators; what was noted of no district by then is left out. */
export async function readDistricts(
  database: Database,
  asOf: string,
  today: string,
): Promise<Map<string, ReportedInDistricts[]>> {
  const indicators = await database.query<{ id: string }>(
    'SELECT id FROM agenda.indicator WHERE has_districts ORDER BY field_id, position',
  );
  const byField = new Map<string, ReportedInDistricts[]>();
  // One after the other: each may take a second where it was not noted yet, and a statement only so long.
  for (const { id } of indicators) {
    const rows = await database.query<ReportedInDistricts & { fieldId: string }>(DISTRICTS, [asOf, asOf === today, id]);
    for (const { fieldId, ...row } of rows) byField.set(fieldId, [...(byField.get(fieldId) ?? []), row]);
  }
  return byField;
}
