// What a delivery's file tells by its name, and what the operator tells of it.
import { UserError } from '@stadtlage/database';
import { FileError, type Report, type SourceFile } from '@stadtlage/imports';
import type { EvidenceClass } from './evidence.js';
import { dayOfName, readEvidence } from './import-delivery-values.js';
import { say } from './import-phrases.js';

/** @throws FileError when neither the operator nor the file says which day it is of */
export function needDay(file: SourceFile, report: Report): void {
  const layer = report.dialect.get('Layer') ?? '';
  const day = dayOfName(file.name) ?? dayOfName(layer);
  if (day)
    report.describes(
      day,
      say(dayOfName(file.name) ? 'the day is in the name of the file' : 'the day is in the name of the layer'),
    );
  if (report.dataDate) return;
  throw new FileError(
    say('{name} does not say of which day it is. Name the day with --date, for example --date 2024-06-30.', {
      name: file.name,
    }),
  );
}

/** What `--evidence` says. @throws UserError when it is none of the classes that a file may have */
export function evidenceNamed(text: string): EvidenceClass {
  const evidence = readEvidence(text);
  if (evidence) return evidence;
  throw new UserError(`--evidence: "${text}" is not known. Write measurement, city, operator or official_grid.`);
}

/** What the operator says that the statements of the file rest on, where a row does not say it. */
export function toldEvidence({ told }: SourceFile): EvidenceClass | undefined {
  const text = told?.evidence;
  return text === undefined ? undefined : evidenceNamed(text);
}

/** A file of geodata by its name, not a table. */
export const isGeodata = (name: string) => /\.(gpkg|zip|shp|(geo)?json[a-z]*|ndjson)$/i.test(name);
