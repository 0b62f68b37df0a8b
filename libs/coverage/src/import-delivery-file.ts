// What a delivery's file tells by its name.
import { UserError } from '@stadtlage/database';
import type { Report, SourceFile } from '@stadtlage/imports';
import { dayOfName } from './import-delivery-values.js';

/** @throws UserError when neither the operator nor the file says which day it is of */
export function needDay(file: SourceFile, report: Report): void {
  const layer = report.dialect.get('Layer') ?? '';
  const day = dayOfName(file.name) ?? dayOfName(layer);
  if (day) report.describes(day, `the day is in the name of the ${dayOfName(file.name) ? 'file' : 'layer'}`);
  if (report.dataDate) return;
  throw new UserError(
    `${file.name} does not say of which day it is. Name the day with --date, for example --date 2024-06-30.`,
  );
}

/** A file of geodata by its name, not a table. */
export const isGeodata = (name: string) => /\.(gpkg|zip|shp|(geo)?json[a-z]*|ndjson)$/i.test(name);
