import {
  CityDays,
  describePlan,
  endOfDay,
  exportAgenda,
  importRecords,
  isKind,
  kindOf,
  KINDS,
  listsOf,
  parseAgendaFile,
  publishReport,
  readRecordsFromTable,
  readReport,
  REPORT_FORMATS,
  seedAgenda,
  toldAs,
  writeReport,
  type AgendaFile,
  type Kind,
  type ListOfRecords,
  type ReportFormat,
} from '@stadtlage/agenda';
import { UserError } from '@stadtlage/database';
import { isDay } from '@stadtlage/datasets';
import { sourceFile } from '@stadtlage/imports';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { reportLanguage } from '../import/report-file.js';
import { userName } from '../import/user-name.js';
import { printable } from '../printable.js';
import { onDatabase, type Open } from '../on-database.js';

const LONGEST_FILE = 20 * 1024 ** 2;
const LONGEST_REASON = 1_000;

/** `stadtlage agenda export | import | import-records | report | seed`: the whole digital agenda as one file that another city can begin with, and as a paper. */
export function registerAgendaCommand(program: Command, open: Open): void {
  const agenda = program.command('agenda').description('Take the digital agenda out as a file, and bring one in');

  agenda
    .command('export [file]')
    .description('Write the agenda as JSON (docs/agenda.md), to a file or to the screen')
    .option('--as-of <time>', 'as they were recorded then, such as 2026-06-30', moment)
    .option(
      '--kinds <kinds>',
      `only these, such as goal,measure (default: all: ${KINDS.map(({ id }) => id).join(', ')})`,
      kindsIn,
    )
    .action((file: string | undefined, { asOf, kinds }: { asOf?: Date | string; kinds?: Kind[] }) =>
      onDatabase(open, async (database) => {
        const content = await exportAgenda(database, {
          moment: typeof asOf === 'string' ? await endOfDay(database, asOf, timeZone()) : asOf,
          kinds,
        });
        const text = `${JSON.stringify(content, null, 2)}\n`;
        if (!file) return void process.stdout.write(text);
        await writeFile(file, text);
        console.log(`${countOf(content)} records are in ${file}.`);
      }),
    );

  importing(agenda.command('import <file>'))
    .description('Bring the agenda to what a file says: all or nothing; earlier versions are kept')
    .action((path: string, options: ImportOptions) =>
      bringIn(open, options, async () => listsOf(parseAgendaFile(await textOf(path), path))),
    );

  importing(agenda.command('import-records <kind> <file>'))
    .description(
      'Bring the records of one kind to what a table says (CSV or a workbook; docs/agenda.md has the columns)',
    )
    .addHelpText('after', `\nKinds:\n${KINDS.map(({ id, plural }) => `  ${id.padEnd(22)}${plural.en}`).join('\n')}`)
    .action((kind: string, path: string, options: ImportOptions) =>
      bringIn(open, options, async () => {
        const { id } = kindOf(kind);
        return [{ kind: id, records: await readRecordsFromTable(id, await sourceFile(path)) }];
      }),
    );

  agenda
    .command('report [file]')
    .description('Write the annex to a council paper: goals, status, measures, money and staff')
    .option('--as-of <day>', 'as of that day, such as 2026-06-30 (default: today)', pastDay)
    .addOption(
      new Option('--format <format>', 'tagged PDF, ODT to go on writing in, HTML to print, Markdown, or the data')
        .choices(REPORT_FORMATS)
        .default('html'),
    )
    .addOption(new Option('--lang <language>', 'its language').choices(['de', 'en']).default('de'))
    .option('--city <name>', 'the name of the city (default: CITY_NAME)', process.env['CITY_NAME'] ?? 'Ahlen')
    .option('--publish', 'keep it as it is now: later reports say what has changed since', false)
    .action((file: string | undefined, options: ReportOptions) =>
      onDatabase(open, async (database) => {
        const { format } = options;
        if (!file && (format === 'pdf' || format === 'odt') && process.stdout.isTTY)
          throw new UserError(
            `This format is nothing to read on the screen. Name a file: agenda report annex.${format} --format ${format}`,
          );
        const report = await readReport(database, options.asOf ?? today(), today(), timeZone());
        const written = await writeReport(report, format, { language: options.lang, cityName: options.city });
        if (file) await writeFile(file, written);
        else process.stdout.write(written);
        if (!options.publish) return;
        const number = await publishReport(database, report, userName());
        console.error(`Published as report no. ${number} as of ${report.asOf}.`);
      }),
    );

  agenda
    .command('seed')
    .description('Begin with the eleven fields of action of the motion of 2021, where there is no agenda yet')
    .action(() =>
      onDatabase(open, async (database) => {
        const written = await seedAgenda(database, userName());
        console.log(written ? `${written} records are there now.` : 'There is an agenda already.');
      }),
    );
}

interface ImportOptions {
  replace: boolean;
  allowRemovals: boolean;
  dryRun: boolean;
  reason?: string;
  reportLanguage?: string;
}

const importing = (command: Command) =>
  command
    .option('--replace', 'withdraw what the lists of the file do not have', false)
    .option('--allow-removals', 'and do so: without it, a file that withdraws records is refused', false)
    .option('--reason <why>', 'why goals and measures change, where the file does not say it; public', reasonIn)
    .option('--dry-run', 'check all and name what would be added, changed and withdrawn, but store nothing', false)
    .option('--report-language <de|en>', 'the language of what is said about the file', 'en');

async function bringIn(open: Open, options: ImportOptions, read: () => Promise<ListOfRecords[]>): Promise<void> {
  const { replace, allowRemovals, dryRun, reason } = options;
  const language = reportLanguage(options.reportLanguage) ?? 'en';
  try {
    const lists = await read();
    await onDatabase(open, async (database) => {
      const by = userName();
      const plan = await importRecords(database, lists, { by, replace, allowRemovals, reason, isTrial: dryRun });
      const told = describePlan(plan, HEADINGS[dryRun ? 'dryRun' : 'done'])[language];
      console.log(told.split('\n').map(printable).join('\n'));
    });
  } catch (error) {
    throw error instanceof UserError ? new UserError(toldAs(error, language)) : error;
  }
}

const HEADINGS = {
  dryRun: { en: 'This would change; nothing is stored:', de: 'Das würde sich ändern; nichts ist gespeichert:' },
  done: { en: 'This has changed:', de: 'Das hat sich geändert:' },
};

const countOf = (file: AgendaFile) => KINDS.reduce((sum, { section }) => sum + (file[section]?.length ?? 0), 0);

interface ReportOptions {
  asOf?: string;
  format: ReportFormat;
  lang: 'de' | 'en';
  city: string;
  publish: boolean;
}

/** As of the server, so that both make the same report of a day. */
function timeZone(): string {
  const zone = process.env['TIME_ZONE'] || 'Europe/Berlin';
  try {
    new CityDays(zone);
    return zone;
  } catch {
    throw new UserError(`TIME_ZONE is ${zone}, which is no IANA name of a time zone such as Europe/Berlin.`);
  }
}

const today = () => new CityDays(timeZone()).today();

function pastDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Write a calendar day like 2026-06-30.');
  if (text > today()) throw new InvalidArgumentError('That day is still to come.');
  return text;
}

function reasonIn(text: string): string {
  const reason = text.trim();
  if (!reason || reason.length > LONGEST_REASON)
    throw new InvalidArgumentError(`Write it in 1 to ${LONGEST_REASON} characters.`);
  return reason;
}

function kindsIn(text: string): Kind[] {
  const kinds = text.split(',').map((kind) => kind.trim());
  const unknown = kinds.filter((kind) => !isKind(kind));
  if (unknown.length)
    throw new InvalidArgumentError(
      `There is no kind ${unknown.join(', ')}. Take some of ${KINDS.map(({ id }) => id).join(', ')}, with commas between.`,
    );
  return kinds as Kind[];
}

/** A day stays one: it is taken to its end, in the city. */
function moment(text: string): Date | string {
  const time = new Date(text);
  const isDayAlone = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (Number.isNaN(time.getTime()) || (isDayAlone && time.toISOString().slice(0, 10) !== text))
    throw new InvalidArgumentError('Write a day like 2026-06-30 or a time like 2026-06-30T12:00:00Z.');
  return isDayAlone ? text : time;
}

async function textOf(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.length <= LONGEST_FILE) return text;
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Check the path.`);
  }
  throw new UserError(`${file} is larger than 20 MB, which no agenda is.`);
}
