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
  const rows = await database.query<ReportedInDistricts & { fieldId: string }>(DISTRICTS, [asOf, asOf === today]);
  const byField = new Map<string, ReportedInDistricts[]>();
  for (const { fieldId, ...row } of rows) byField.set(fieldId, [...(byField.get(fieldId) ?? []), row]);
  return byField;
}
