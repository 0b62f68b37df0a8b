/** error: the file is refused; quality: taken, but somebody should look at it; information: what the import did. */
export type Level = 'error' | 'quality' | 'information';

export interface Finding {
  /** Line of a text file, or number of the record in a JSON file, counted from 1; null for the file as a whole. */
  row: number | null;
  column: string | null;
  /** What stands there, shortened. */
  value: string | null;
  problem: string;
  /** What to do about it, or what the import did about it. */
  fix: string | null;
  level: Level;
}

const KEPT = 200;
const LONGEST_VALUE = 80;

/** What an import found in its file. Every finding is counted, the first 200 are kept: a file with a million mistakes fits in memory. */
export class Report {
  readonly findings: Finding[] = [];
  readonly counts: Record<Level, number> = { error: 0, quality: 0, information: 0 };
  /** What was detected about the file, such as its encoding and delimiter, in the order of detection. */
  readonly dialect = new Map<string, string>();
  /** Rows with at least one error. */
  rejectedRows = 0;
  private lastRejectedRow: number | null = null;

  /** @param dataDate the day the data describes (YYYY-MM-DD), if the operator says so; it then wins over what the file says */
  constructor(public dataDate: string | null = null) {}

  get refused(): boolean {
    return this.counts.error > 0;
  }

  error(problem: string, where: Where = {}): void {
    this.add({ ...where, problem, level: 'error' });
  }

  quality(problem: string, where: Where = {}): void {
    this.add({ ...where, problem, level: 'quality' });
  }

  information(problem: string, where: Where = {}): void {
    this.add({ ...where, problem, level: 'information' });
  }

  /** Notes the day that the file describes and how that is known, unless the operator has named one. */
  describes(date: string, why: string): void {
    if (this.dataDate) return;
    this.dataDate = date;
    this.information(`The data is taken to describe ${date}: ${why}.`, { fix: 'Use --date to say otherwise.' });
  }

  add(finding: Where & { problem: string; level: Level }): void {
    const { row = null, column = null, value, fix = null, problem, level } = finding;
    this.counts[level]++;
    // Findings about a row come one after the other, so remembering the last one is enough.
    if (level === 'error' && row !== null && row !== this.lastRejectedRow) {
      this.lastRejectedRow = row;
      this.rejectedRows++;
    }
    // An error must not be lost behind two hundred remarks.
    if (this.findings.length >= KEPT) {
      const spare = level === 'error' ? this.findings.findLastIndex((other) => other.level !== 'error') : -1;
      if (spare < 0) return;
      this.findings.splice(spare, 1);
    }
    this.findings.push({ row, column, value: shorten(value), problem, fix, level });
  }

  toJSON() {
    return {
      dialect: Object.fromEntries(this.dialect),
      counts: this.counts,
      findings: this.findings,
    };
  }

  /** The report for a terminal: dialect, then errors, quality remarks and information. */
  toText(): string {
    const lines = [...this.dialect].map(([fact, value]) => `  ${fact}: ${value}`);
    for (const level of ['error', 'quality', 'information'] as const) {
      if (!this.counts[level]) continue;
      const kept = this.findings
        .filter((finding) => finding.level === level)
        .slice(0, level === 'error' ? undefined : REMARKS_SHOWN);
      lines.push('', `${TITLES[level]} (${this.counts[level].toLocaleString('en')})`, ...kept.map(findingText));
      const more = this.counts[level] - kept.length;
      if (more) lines.push(`  … and ${more.toLocaleString('en')} more`);
    }
    return lines.join('\n');
  }
}

type Where = { row?: number | null; column?: string | null; value?: unknown; fix?: string | null };

// Errors must all be mended; remarks are only an impression (the import run keeps more of them).
const REMARKS_SHOWN = 10;

const TITLES: Record<Level, string> = { error: 'Errors', quality: 'Quality remarks', information: 'Information' };

function findingText({ row, column, value, problem, fix }: Finding): string {
  const place = [row === null ? '' : `row ${row}`, column ?? ''].filter(Boolean).join(', ');
  return `  ${place ? `${place}: ` : ''}${problem}${value === null ? '' : ` Found: ${value}`}${fix ? `\n      → ${fix}` : ''}`;
}

function shorten(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).replace(/\p{Cc}+/gu, ' ');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
