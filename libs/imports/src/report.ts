import { detectedIn, factIn } from './facts.js';
import { type Language, type Text } from './phrases.js';
import { say } from './report-phrases.js';

/** error: the file is refused; quality: taken, but somebody should look at it; information: what the import did. */
export type Level = 'error' | 'quality' | 'information';

export interface Finding {
  /** Line of a text file, or number of the record in a JSON file, counted from 1; null for the file as a whole. */
  row: number | null;
  column: string | null;
  /** What stands there, shortened. */
  value: string | null;
  problem: string;
  problemDe: string;
  /** What to do about it, or what the import did about it. */
  fix: string | null;
  fixDe: string | null;
  level: Level;
}

const LEVELS = ['error', 'quality', 'information'] as const;
const KEPT = 200;
const LONGEST_VALUE = 80;

/** What an import found in its file. Every finding is counted, the first 200 are kept: a file with a million mistakes fits in memory. */
export class Report {
  readonly findings: Finding[] = [];
  readonly counts: Record<Level, number> = { error: 0, quality: 0, information: 0 };
  /** What was detected about the file, such as its encoding and delimiter, in the order of detection. */
  readonly dialect: Map<string, string> = new Facts();
  /** What the file calls the columns that an importer and its check know by names of their own. */
  readonly titles = new Map<string, string>();
  /** Rows with at least one error. */
  rejectedRows = 0;
  private lastRejectedRow: number | null = null;

  /**
   * @param dataDate the day the data describes (YYYY-MM-DD), if the operator says so; it then wins over what the file says
   * @param today what was, was not after this day
   */
  constructor(
    public dataDate: string | null = null,
    readonly today = new Date().toISOString().slice(0, 10),
  ) {}

  get refused(): boolean {
    return this.counts.error > 0;
  }

  error(problem: Text, where: Where = {}): void {
    this.add({ ...where, problem, level: 'error' });
  }

  quality(problem: Text, where: Where = {}): void {
    this.add({ ...where, problem, level: 'quality' });
  }

  information(problem: Text, where: Where = {}): void {
    this.add({ ...where, problem, level: 'information' });
  }

  /** Notes the day that the file describes and how that is known, unless the operator has named one. Nobody can describe a day to come. */
  describes(date: string, why: Text, where: Where = {}): void {
    if (this.dataDate) return;
    this.dataDate = date;
    if (date > this.today) {
      this.error(say('The data is said to describe {date}, which lies in the future: {why}.', { date, why }), {
        ...where,
        fix: say('Correct the day in the file, or name the right one with --date.'),
      });
      return;
    }
    this.information(say('The data is taken to describe {date}: {why}.', { date, why }), {
      fix: say('Use --date to say otherwise.'),
    });
  }

  add(finding: NewFinding): void {
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
    this.findings.push({
      row,
      column: column && printable(this.titleOf(column)),
      value: shorten(value),
      problem: printable(problem.en),
      problemDe: printable(problem.de),
      fix: fix && printable(fix.en),
      fixDe: fix && printable(fix.de),
      level,
    });
  }

  /** What the file calls a column, or several with commas between them. */
  titleOf(columns: string): string {
    return columns
      .split(', ')
      .map((column) => this.titles.get(column) ?? column)
      .join(', ');
  }

  /** The findings as somebody mends them: what refuses the file first, and of each level what is of the whole file, then row by row. */
  get byRow(): Finding[] {
    const place = ({ level }: Finding) => LEVELS.indexOf(level);
    return [...this.findings].sort((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0));
  }

  toJSON() {
    return {
      dialect: Object.fromEntries(this.dialect),
      counts: this.counts,
      findings: this.byRow,
    };
  }

  /** The report for a terminal: dialect, then errors, quality remarks and information. */
  toText(language: Language = 'en'): string {
    const number = (value: number) => value.toLocaleString(language);
    const lines = [...this.dialect].map(
      ([fact, value]) => `  ${factIn(language, fact)}: ${detectedIn(language, fact, value)}`,
    );
    for (const level of LEVELS) {
      if (!this.counts[level]) continue;
      const kept = this.byRow
        .filter((finding) => finding.level === level)
        .slice(0, level === 'error' ? undefined : REMARKS_SHOWN);
      lines.push('', `${TITLES[level][language]} (${number(this.counts[level])})`);
      lines.push(...kept.map((finding) => findingText(finding, language)));
      const more = this.counts[level] - kept.length;
      if (more) lines.push(`  … ${WORDS.and[language]} ${number(more)} ${WORDS.more[language]}`);
    }
    return lines.join('\n');
  }
}

export type NewFinding = Where & { problem: Text; level: Level };

type Where = { row?: number | null; column?: string | null; value?: unknown; fix?: Text | null };

// Errors must all be mended; remarks are only an impression (the import run keeps more of them).
const REMARKS_SHOWN = 10;

const TITLES: Record<Level, Text> = {
  error: { en: 'Errors', de: 'Fehler' },
  quality: { en: 'Quality remarks', de: 'Qualität' },
  information: { en: 'Information', de: 'Hinweise' },
};
const WORDS = {
  and: { en: 'and', de: 'und' },
  more: { en: 'more', de: 'weitere' },
  row: { en: 'row', de: 'Zeile' },
  found: { en: 'Found', de: 'Gefunden' },
} satisfies Record<string, Text>;

function findingText(finding: Finding, language: Language): string {
  const { row, column, value } = finding;
  const [problem, fix] = language === 'de' ? [finding.problemDe, finding.fixDe] : [finding.problem, finding.fix];
  const place = [row === null ? '' : `${WORDS.row[language]} ${row}`, column ?? ''].filter(Boolean).join(', ');
  return `  ${place ? `${place}: ` : ''}${problem}${value === null ? '' : ` ${WORDS.found[language]}: ${value}`}${fix ? `\n      → ${fix}` : ''}`;
}

function shorten(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
  return text.length > LONGEST_VALUE ? printable(`${text.slice(0, LONGEST_VALUE - 1)}…`) : text;
}

/** Names of columns and sheets come out of the file, too. The database stores neither a zero nor half a character in a report. */
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').replace(/\p{Cs}/gu, '\ufffd');

class Facts extends Map<string, string> {
  override set(fact: string, value: string): this {
    return super.set(fact, printable(value));
  }
}
