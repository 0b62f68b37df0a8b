import { exportAgenda, importAgenda, parseAgendaFile, seedAgenda } from '@stadtlage/agenda';
import { UserError } from '@stadtlage/database';
import { InvalidArgumentError, type Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { onDatabase, type Open } from '../on-database.js';

const LONGEST_FILE = 20 * 1024 ** 2;

/** `stadtlage agenda export | import | seed`: the whole digital agenda as one file that another city can begin with. */
export function registerAgendaCommand(program: Command, open: Open): void {
  const agenda = program.command('agenda').description('Take the digital agenda out as a file, and bring one in');

  agenda
    .command('export [file]')
    .description('Write goals and measures as JSON (docs/agenda.md), to a file or to the screen')
    .option('--as-of <time>', 'as they were recorded then, such as 2026-06-30', moment)
    .action((file: string | undefined, { asOf }: { asOf?: Date }) =>
      onDatabase(open, async (database) => {
        const content = await exportAgenda(database, asOf);
        const text = `${JSON.stringify(content, null, 2)}\n`;
        if (!file) return void process.stdout.write(text);
        await writeFile(file, text);
        console.log(`${content.goals.length} goals and ${content.measures.length} measures are in ${file}.`);
      }),
    );

  agenda
    .command('import <file>')
    .description('Bring goals and measures to what a file says: all or nothing; earlier versions are kept')
    .option('--replace', 'withdraw those that the file does not have', false)
    .action((file: string, { replace }: { replace: boolean }) =>
      onDatabase(open, async (database) => {
        const content = parseAgendaFile(await textOf(file), file);
        const written = await importAgenda(database, content, { by: userInfo().username, replace });
        console.log(
          written === 0
            ? 'Nothing differs from what is there.'
            : `${written} of ${content.goals.length + content.measures.length} goals and measures were new, changed or withdrawn.`,
        );
      }),
    );

  agenda
    .command('seed')
    .description('Begin with the eleven fields of action of the motion of 2021, where there is no agenda yet')
    .action(() =>
      onDatabase(open, async (database) => {
        const written = await seedAgenda(database, userInfo().username);
        console.log(written ? `${written} goals and measures are there now.` : 'There is an agenda already.');
      }),
    );
}

/** A day is taken to its end. */
function moment(text: string): Date {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Write a day like 2026-06-30 or a time like 2026-06-30T12:00:00Z.');
  return time;
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
