// One entry of a rollout file, whatever it came as, becomes a row for the staging table.
import { firstProblem, type Report, slug, type StagedRow, type StagingColumn, type Text } from '@stadtlage/imports';
import type { Geometry, Position } from 'geojson';
import { dayOf } from './import-rollout-projects-days.js';
import {
  evidences,
  fundings,
  outcomes,
  statuses,
  type Codelist,
  type ColumnName,
} from './import-rollout-projects-words.js';
import { say } from './import-phrases.js';

export interface Entry {
  row: number;
  /** The text of a column, trimmed; empty where there is none. */
  text(column: ColumnName): string;
  /** The number that a text stands for, with the decimal sign of the file; undefined when it is none. */
  number(text: string, column: ColumnName): number | undefined;
  area: Geometry | null;
  /** What stood for an area that could not be read. */
  unreadableArea?: unknown;
}

export const STAGING: StagingColumn[] = [
  { name: 'project', type: 'text' },
  { name: 'phase', type: 'text' },
  { name: 'project_name', type: 'text' },
  { name: 'phase_name', type: 'text' },
  { name: 'provider', type: 'text' },
  { name: 'provider_name', type: 'text' },
  { name: 'funding', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'status_date', type: 'date' },
  { name: 'is_dated', type: 'boolean' },
  { name: 'promised_from', type: 'date' },
  { name: 'promised_to', type: 'date' },
  { name: 'note', type: 'text' },
  { name: 'addresses', type: 'text[]' },
  { name: 'area', type: 'text' },
  { name: 'demand_target_share', type: 'numeric' },
  { name: 'demand_premises', type: 'integer' },
  { name: 'demand_starts_on', type: 'date' },
  { name: 'demand_deadline', type: 'date' },
  { name: 'demand_sign_ups', type: 'integer' },
  { name: 'demand_outcome', type: 'text' },
  { name: 'demand_decided_on', type: 'date' },
  { name: 'demand_reason', type: 'text' },
  { name: 'funding_programme', type: 'text' },
  { name: 'funding_applied', type: 'numeric' },
  { name: 'funding_applied_on', type: 'date' },
  { name: 'funding_granted', type: 'numeric' },
  { name: 'funding_granted_on', type: 'date' },
  { name: 'funding_share', type: 'numeric' },
  { name: 'evidence', type: 'text' },
];

const LONGEST_WINDOW_YEARS = 10;
const DAY = say(
  'Write it as YYYY-MM-DD or DD.MM.YYYY; a window may also be a month (2025-06), a quarter (Q2 2025) or a year.',
);

/**
 * Checks one entry.
 * @param evidence what it rests on, where it does not say so itself
 * @returns undefined after reporting an error
 */
export function toStagedRow(entry: Entry, report: Report, evidence: string): StagedRow | undefined {
  const before = report.counts.error;
  const read = new Reader(entry, report);
  const project = entry.text('project');
  if (!project || !slug(project)) {
    read.error('project', say('The entry names no project.'), project, say('Give the id of the project, or its name.'));
  }
  const phase = entry.text('phase');
  if (phase && !slug(phase))
    read.error('phase', say('The phase has no letter and no digit.'), phase, say('Give it a name.'));
  const provider = entry.text('provider');
  if (provider && !slug(provider))
    read.error('provider', say('The provider has no letter and no digit.'), provider, say('Write its name.'));

  const status = read.code('status', statuses);
  const [from, to] = [read.day('promised_from', 'first'), read.day('promised_to', 'last')];
  const dated = read.pastDay(
    'status_date',
    say('Write the day since when the status holds. What is promised for later stands in {from} and {to}.', {
      from: report.titleOf('promised_from'),
      to: report.titleOf('promised_to'),
    }),
  );
  const date = dated ?? (status ? report.dataDate : null);
  checkStatus(entry, read, report, { status, date, from, to });

  const deadline = read.day('demand_deadline', 'last');
  const startsOn = read.day('demand_starts_on', 'first');
  const target = read.amount('demand_target_share', 100);
  const signUps = read.count('demand_sign_ups');
  const outcome = read.code('demand_outcome', outcomes);
  if (!deadline && (target ?? signUps ?? outcome ?? startsOn ?? null) !== null) {
    read.error(
      'demand_deadline',
      say('A demand aggregation has no deadline.'),
      null,
      say('Give its last day: it tells one try from the next.'),
    );
  }
  if (startsOn && deadline && startsOn > deadline) {
    read.error(
      'demand_starts_on',
      say('The demand aggregation ends before it starts.'),
      `${startsOn} – ${deadline}`,
      say('Correct one of the two days.'),
    );
  }
  if (signUps !== null && !date) {
    read.error(
      'demand_sign_ups',
      say('A count of pre-orders has no day.'),
      signUps,
      say('Give the status and its date in the same row.'),
    );
  }
  const programme = entry.text('funding_programme');
  const applied = read.amount('funding_applied');
  const granted = read.amount('funding_granted');
  if (!programme && (applied ?? granted) !== null) {
    read.error(
      'funding_programme',
      say('An amount of funding names no programme.'),
      applied ?? granted,
      say('Give its name.'),
    );
  }
  const [appliedOn, grantedOn] = [read.pastDay('funding_applied_on'), read.pastDay('funding_granted_on')];
  if (appliedOn && grantedOn && appliedOn > grantedOn) {
    read.error(
      'funding_granted_on',
      say('The funding was granted before it was applied for.'),
      `${appliedOn}, ${grantedOn}`,
      say('Correct one of the two days.'),
    );
  }

  const row: StagedRow = [
    entry.row,
    slug(project),
    phase ? slug(phase) : '',
    entry.text('project_name') || (project === slug(project) ? null : project),
    entry.text('phase_name') || phase || null,
    provider ? slug(provider) : null,
    provider || null,
    read.code('funding', fundings),
    entry.text('description') || null,
    status,
    date,
    dated !== null,
    from,
    to,
    entry.text('note') || null,
    addressesOf(entry),
    areaOf(entry, read),
    target,
    read.count('demand_premises'),
    startsOn,
    deadline,
    signUps,
    outcome,
    read.pastDay('demand_decided_on'),
    entry.text('demand_reason') || null,
    programme || null,
    applied,
    appliedOn,
    granted,
    grantedOn,
    read.amount('funding_share', 100),
    read.code('evidence', evidences) ?? evidence,
  ];
  return report.counts.error > before ? undefined : row;
}

interface Said {
  status: string | null;
  date: string | null;
  from: string | null;
  to: string | null;
}

function checkStatus(entry: Entry, read: Reader, report: Report, { status, date, from, to }: Said): void {
  const { row } = entry;
  const window = `${from ?? '…'} – ${to ?? '…'}`;
  if (!entry.text('status') && (entry.text('status_date') || from || to)) {
    read.error(
      'status',
      say('A date or promised window has no status.'),
      null,
      say('Say where the project stands: {codes}.', { codes: statuses.choices }),
    );
  }
  if (status && !date && !entry.text('status_date')) {
    read.error(
      'status_date',
      say('The status has no date.'),
      status,
      say('Say from when it holds, or name one day for the whole file with --date.'),
    );
  }
  if (from && to && from > to) {
    read.error(
      'promised_to',
      say('The promised window ends before it begins.'),
      window,
      say('Correct one of its two days.'),
    );
    return;
  }
  if (from && !to) {
    report.quality(say('The promised window has no last day.'), {
      row,
      column: 'promised_to',
      value: window,
      fix: say('It is taken, but not counted as a promise: nobody can miss it.'),
    });
  }
  if (to && date && to < date) {
    report.quality(say('The promised window ended before the day of the status.'), {
      row,
      column: 'promised_to',
      value: `${window}; ${report.titleOf('status_date')}: ${date}`,
      fix: say('It is taken. Check whether a new window was promised.'),
    });
  }
  if (to && Number(to.slice(0, 4)) - Number((from ?? date ?? to).slice(0, 4)) > LONGEST_WINDOW_YEARS) {
    report.quality(say('The promised window ends more than {years} years on.', { years: LONGEST_WINDOW_YEARS }), {
      row,
      column: 'promised_to',
      value: window,
      fix: say('It is taken. Check the years.'),
    });
  }
}

/** Null where nothing is said of addresses. */
function addressesOf(entry: Entry): string[] | null {
  const ids = entry
    .text('addresses')
    .split(/[\s,;|]+/)
    .filter(Boolean);
  return ids.length ? [...new Set(ids)] : null;
}

function areaOf({ row, area, unreadableArea }: Entry, read: Reader): string | null {
  if (unreadableArea !== undefined) {
    read.error(
      'area',
      say('The area cannot be read.'),
      unreadableArea,
      say('Write it as POLYGON ((longitude latitude, …)) or MULTIPOLYGON in WGS 84.'),
    );
    return null;
  }
  if (!area) return null;
  const problem = firstProblem(area);
  if (problem) {
    read.error('area', problem.problem, problem.value, problem.fix);
    return null;
  }
  const polygons = polygonsOf(area);
  if (!polygons.length) {
    read.error(
      'area',
      say('The area of row {row} is not an area.', { row: String(row) }),
      area.type,
      say('It must be a Polygon or a MultiPolygon.'),
    );
    return null;
  }
  return JSON.stringify({ type: 'MultiPolygon', coordinates: polygons });
}

function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.length ? [geometry.coordinates] : [];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.filter((rings) => rings.length);
  return [];
}

/** Reads the columns of one entry and reports what cannot be read. Null where nothing stands there. */
class Reader {
  constructor(
    private readonly entry: Entry,
    private readonly report: Report,
  ) {}

  error(column: ColumnName, problem: Text, value: unknown, fix: Text): null {
    this.report.error(problem, { row: this.entry.row, column, value, fix });
    return null;
  }

  day(column: ColumnName, end: 'first' | 'last'): string | null {
    const text = this.entry.text(column);
    if (!text) return null;
    return dayOf(text, end) ?? this.error(column, say('This is not a day of the calendar.'), text, DAY);
  }

  /** A day on which something was so. @param fix what to do where it has not come yet */
  pastDay(column: ColumnName, fix: Text = say('Correct it, or leave it out.')): string | null {
    const day = this.day(column, 'first');
    return day && day > this.report.today
      ? this.error(column, say('This day lies in the future.'), this.entry.text(column), fix)
      : day;
  }

  code(column: ColumnName, { choices, codeOf }: Codelist): string | null {
    const text = this.entry.text(column);
    if (!text) return null;
    return (
      codeOf(text) ??
      this.error(
        column,
        say('The {column} is not known.', { column: this.report.titleOf(column) }),
        text,
        say('Use one of {codes}.', { codes: choices }),
      )
    );
  }

  /** @param most where the value is a share in percent */
  amount(column: ColumnName, most = 1e12): number | null {
    const text = this.entry.text(column).replace(/\s*(%|€|eur)$/i, '');
    if (!text) return null;
    const value = this.entry.number(text, column);
    if (value !== undefined && value >= 0 && value <= most && (most > 100 || value > 0)) return value;
    const problem =
      most > 100 ? say('This is not an amount in euros.') : say('This is not percent, above 0 and up to 100.');
    return this.error(column, problem, text, say('Correct it, or leave it out.'));
  }

  count(column: ColumnName): number | null {
    const text = this.entry.text(column);
    if (!text) return null;
    const value = this.entry.number(text, column);
    if (value !== undefined && Number.isInteger(value) && value >= 0 && value < 1e8) return value;
    return this.error(column, say('This is not a whole number.'), text, say('Correct it, or leave it out.'));
  }
}
