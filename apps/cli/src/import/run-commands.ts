// `stadtlage import list` and `stadtlage import rollback <run>`.
import { UserError } from '@stadtlage/database';
import { type ListedRun, listRuns, rollbackRun } from '@stadtlage/imports';
import type { Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';
import { printable } from '../printable.js';
import { cancelOnSignal } from '../cancel-on-signal.js';
import { importerOf, importers } from './importers.js';
import { userName } from './user-name.js';

/** Adds both to the command `import`. @param open connects to the database; called only when the arguments make sense */
export function registerRunCommands(command: Command, open: Open): void {
  const write = (text: string) => command.configureOutput().writeOut!(`${text}\n`);
  command
    .command('list')
    .description('List the imports, newest first')
    .option('--dataset <dataset>', 'only those of this kind')
    .option('--limit <number>', 'how many', '20')
    .option('--all', 'all of them')
    .action(async ({ dataset, limit, all }: { dataset?: string; limit: string; all?: boolean }) => {
      if (dataset !== undefined) importerOf(dataset);
      const most = all ? null : wholeNumber(limit, '--limit');
      await onDatabase(open, async (database) => {
        const { runs, total } = await listRuns(database, dataset, most);
        write(listText(runs));
        const more = total - runs.length;
        if (more) write(`… and ${more.toLocaleString('en')} more: --all, or --limit ${total}`);
      });
    });
  command
    .command('rollback')
    .description('Put back what an import has changed, all or nothing')
    .argument('<run>', 'the number of the import, as "stadtlage import list" shows it')
    .action(async (run: string) => {
      const id = wholeNumber(run, 'The run');
      await onDatabase(open, async (database) => {
        const { signal, done } = cancelOnSignal();
        try {
          const { dataset, fileName, tables } = await rollbackRun(database, importers, id, { by: userName(), signal });
          const lines = tables.map(
            ({ title, restored, removed }) =>
              `  ${title}: ${restored.toLocaleString('en')} as before, ${removed.toLocaleString('en')} removed`,
          );
          write([`Run ${id} (${dataset}${fileName ? `, ${fileName}` : ''}) is rolled back.`, ...lines].join('\n'));
        } finally {
          done();
        }
      });
    });
}

function wholeNumber(text: string, what: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UserError(`${what}: "${text}" is not a whole number above 0.`);
}

/** A table for a terminal. */
export function listText(runs: ListedRun[]): string {
  if (!runs.length) return 'Nothing has been imported yet.';
  const rows = runs.map((run) => [
    String(run.id),
    run.dataset,
    run.fileName ?? '',
    day(run.startedAt),
    run.startedBy,
    run.rolledBackAt ? `rolled back ${day(run.rolledBackAt)} by ${run.rolledBackBy}` : run.state,
    `${run.rowsRead} read, ${run.rowsAdded} added, ${run.rowsChanged} changed, ${run.rowsRemoved} removed, ${run.rowsRejected} rejected`,
  ]);
  const table = [['run', 'dataset', 'file', 'when (UTC)', 'who', 'state', 'rows'], ...rows].map((row) =>
    row.map(printable),
  );
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const day = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ');
