// The reports of one call of `stadtlage import` as a document: for programs (JSON) and for people (report-page.ts).
import type { Difference } from './difference.js';
import type { Finding, Level, Report } from './report.js';
import type { ImportResult, RowCounts } from './run.js';

/** The names of the Open Fibre Data Standard's validator. */
export type Tier = 'conformance' | 'quality' | 'information';

export interface ReportedFinding extends Omit<Finding, 'level' | 'column'> {
  tier: Tier;
  /** Column of a table, or path within a record such as `span.route`. */
  path: string | null;
}

export interface ImportReport {
  file: string;
  dataset: string;
  /** Id of the import run. */
  run: number;
  state: ImportResult['state'];
  sha256: string;
  dataDate: string | null;
  rows: RowCounts;
  /** What was detected: encoding, line ends, delimiter, header, coordinate system and the like. */
  detected: Record<string, string>;
  /** Of all findings, also of those that are not listed. */
  counts: Record<Tier, number>;
  /** At most 200. */
  findings: ReportedFinding[];
  /** Of a dry run; at most 10,000 rows of each kind. */
  difference?: Difference[];
}

export const TIERS: Record<Level, Tier> = { error: 'conformance', quality: 'quality', information: 'information' };

export function importReport(file: string, dataset: string, result: ImportResult): ImportReport {
  const { run, state, sha256, dataDate, rows, report, difference } = result;
  return {
    file,
    dataset,
    run,
    state,
    sha256,
    dataDate,
    rows,
    detected: Object.fromEntries(report.dialect),
    counts: countsOf(report),
    findings: report.byRow.map(({ level, column, ...finding }) => ({
      tier: TIERS[level],
      path: column,
      ...finding,
    })),
    ...(difference && { difference }),
  };
}

const countsOf = ({ counts }: Report) => ({
  conformance: counts.error,
  quality: counts.quality,
  information: counts.information,
});
