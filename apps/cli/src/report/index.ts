import {
  DAYS_DUE,
  listReports,
  moveReport,
  readModerations,
  releaseText,
  REPORT_STATES,
  TRANSITIONS,
  type ReportStateCode,
} from '@stadtlage/coverage';
import type { Database } from '@stadtlage/database';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';
import { printable } from '../printable.js';

/** `stadtlage report list | release | move`: what residents say is wrong, and the steps of the city. */
export function registerReportCommand(program: Command, open: Open): void {
  const report = program.command('report').description('See what residents have reported, and say what becomes of it');

  report
    .command('list')
    .description('List reports, the newest first, with what only the city sees of them')
    .addOption(new Option('--state <state>', 'only those that stand there').choices(REPORT_STATES))
    .option('--district <id>', 'only those about addresses in this district')
    .option('--limit <n>', 'at most this many', wholeNumber, 20)
    .action((filter: { state?: ReportStateCode; district?: string; limit: number }) =>
      onDatabase(open, (database) => printReports(database, filter)),
    );

  report
    .command('release <id>')
    .description('Publish the words of a report; read them first')
    .option('--text <text>', 'publish this in their place, without what tells who somebody is')
    .action((id: string, { text }: { text?: string }) =>
      onDatabase(open, async (database) => {
        await releaseText(database, id, text);
        console.log(`The words of the report ${id} are public now.`);
      }),
    );

  report
    .command('move')
    .description(`Take a report one step on. What may follow what:\n${transitions()}`)
    .argument('<id>', 'its public id')
    .addArgument(program.createArgument('<state>', 'where it stands from now on').choices(REPORT_STATES))
    .option('--note <text>', 'what the city says about it; it is public: no names')
    .option(
      '--verified',
      'with "conceded": the city has seen for itself that the connection is as reported, so it counts',
    )
    .action((id: string, to: ReportStateCode, options: { note?: string; verified?: boolean }) =>
      onDatabase(open, async (database) => {
        await moveReport(database, id, { to, ...options });
        console.log(`The report ${id} is ${to} now.`);
      }),
    );
}

function transitions(): string {
  return REPORT_STATES.filter((from) => TRANSITIONS[from].length)
    .map((from) => `  ${from}, within ${DAYS_DUE[from]} days: ${TRANSITIONS[from].join(', ')}`)
    .join('\n');
}

async function printReports(
  database: Database,
  { state, district, limit }: { state?: ReportStateCode; district?: string; limit: number },
): Promise<void> {
  const reports = await listReports(database, { states: state && [state], district }, null, limit);
  if (!reports.length) console.log(state || district ? 'No report is like that.' : 'Nobody has reported anything.');
  const hidden = await readModerations(
    database,
    reports.map(({ number }) => number),
  );
  for (const report of reports) {
    const { id, claim, addressLabel, dueOn, isOverdue, outcome, receivedAt, daysOpen } = report;
    const due = dueOn ? `${isOverdue ? 'OVERDUE since' : 'due by'} ${dueOn}` : `outcome: ${outcome}`;
    console.log(`${id}  ${report.state}, ${due}; ${receivedAt.toISOString()}, ${daysOpen} days`);
    const said = [
      claim,
      report.providerId,
      report.technology ?? report.mobileTechnology,
      speeds(report.measuredDownMbit, report.measuredUpMbit),
    ];
    console.log(printable(`  ${addressLabel}: ${said.filter(Boolean).join(', ')}`));
    const { text, evidence, released, email } = hidden.get(report.number)!;
    const mark = released ? 'public' : 'not public';
    if (text) console.log(`  text (${mark}): ${printable(text.replaceAll('\n', ' / '))}`);
    if (evidence) console.log(`  evidence (${mark}): ${printable(evidence)}`);
    if (email) console.log(`  for questions (never public): ${printable(email)}`);
  }
}

function speeds(down: number | null, up: number | null): string {
  if (down === null && up === null) return '';
  return `measured ${[down === null ? '' : `${down} down`, up === null ? '' : `${up} up`].filter(Boolean).join(', ')} Mbit/s`;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
  return Number(text);
}
