import { csvOf } from '@stadtlage/datasets';
import { aboutRows } from './csv-about.js';
import { districtRows, figureRows, networkRows, targetRows } from './csv-figures.js';
import { applicationRows, conceptRows, goalRows, measureRows } from './csv-records.js';
import { COLUMNS, type Row } from './csv-row.js';
import type { DocumentOptions } from './document.js';
import type { Report, ReportedField } from './report.js';
import { saidIn, type Said } from './said.js';

/**
 * All that the paper says, one row for each thing, which `what` names; words are in the language of the paper. `example` is `true` in the
 * rows of examples: a sum is of the others. Sums are left to who reads it.
 */
export async function toCsv(report: Report, options: DocumentOptions): Promise<string> {
  const said = saidIn(options.language);
  const rows = [
    ...report.fields.flatMap((field) => fieldRows(field, report.asOf, said)),
    ...aboutRows(report, options),
  ];
  let written = '';
  for await (const lines of csvOf(COLUMNS, [rows.map((row) => ({ as_of: report.asOf, ...row }))])) written += lines;
  return written;
}

function fieldRows(field: ReportedField, asOf: string, said: Said): Row[] {
  const place: Row = { field: field.id };
  return [
    { ...place, what: 'field', text: field.title[said.language] },
    ...(field.others ?? []).flatMap((one) => figureRows(one, place, said)),
    ...(field.networks ?? []).flatMap((one) => networkRows(one, { ...place, day: asOf })),
    ...(field.districts ?? []).flatMap((one) => districtRows(one, place)),
    ...(field.applications ?? []).flatMap((one) => applicationRows(one, place, said)),
    ...(field.concept ?? []).flatMap((one, _, concept) => conceptRows(one, concept, place, said)),
    ...field.goals.flatMap((goal) => {
      const ofGoal = { ...place, goal: goal.id };
      return [
        ...goalRows(goal, ofGoal, said),
        ...goal.targets.flatMap((target) => targetRows(target, asOf, ofGoal, goal.isDemo, said)),
        ...goal.measures.flatMap((measure) =>
          measureRows(measure, asOf, { ...ofGoal, measure: measure.id }, goal.isDemo || measure.isDemo, said),
        ),
      ];
    }),
  ];
}
