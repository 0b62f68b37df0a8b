import type { Database } from '@stadtlage/database';
import { type ImportResult, runImport, sourceFile } from '@stadtlage/imports';
import type { Command } from 'commander';
import { userInfo } from 'node:os';
import { importerOf, importers } from './importers.js';
import { progressView } from './progress.js';

interface Options {
  dryRun?: boolean;
  source?: string;
  date?: string;
}

/**
 * Adds `import <dataset> <file...>` to the program. Exit status 1 when a file was refused; the files before and after it
 * are imported all the same, each for itself all or nothing. Reports go to the program's output, progress to stderr.
 * @param open connects to the database; called only when the arguments make sense
 */
export function registerImportCommand(
  program: Command,
  open: () => Promise<{ database: Database; close(): Promise<unknown> }>,
): void {
  program
    .command('import')
    .description('Import a file into a dataset, all or nothing')
    .argument('<dataset>', importers.map(({ dataset }) => dataset).join(', '))
    .argument('<file...>', 'one or more files')
    .option('--dry-run', 'check the file and say what would change, but store nothing')
    .option('--source <text>', 'where the data comes from, as it is shown beside every figure')
    .option('--date <YYYY-MM-DD>', 'the day that the data describes')
    .addHelpText(
      'after',
      `\nDatasets:\n${importers.map(({ dataset, accepts }) => `  ${dataset.padEnd(22)}${accepts}`).join('\n')}`,
    )
    .action(async (dataset: string, paths: string[], options: Options) => {
      const importer = importerOf(dataset);
      const files = await Promise.all(paths.map(sourceFile));
      const write = (text: string) => program.configureOutput().writeOut!(`${text}\n`);
      const { database, close } = await open();
      const cancel = new AbortController();
      const onSignal = () => cancel.abort();
      // The first Ctrl-C ends the import in order, a second one the process.
      process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
      try {
        for (const file of files) {
          const view = progressView(file.name, process.stderr);
          const started = performance.now();
          const result = await runImport(database, importer, file, {
            dryRun: options.dryRun,
            source: options.source,
            dataDate: options.date,
            startedBy: userName(),
            signal: cancel.signal,
            onProgress: (progress) => view.show(progress),
          }).finally(() => view.stop());
          write(resultText(file.name, result, (performance.now() - started) / 1000));
          if (result.state === 'refused') process.exitCode = 1;
        }
      } finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
        await close();
      }
    });
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** What came of a file, then its report. */
export function resultText(fileName: string, { state, rows, run, report }: ImportResult, seconds: number): string {
  const count = (value: number) => value.toLocaleString('en');
  const would = state === 'checked' ? 'would be ' : '';
  const changes = `${count(rows.added)} ${would}added, ${count(rows.changed)} changed, ${count(rows.removed)} removed`;
  const headline = {
    imported: `imported. ${count(rows.read)} rows read; ${changes}`,
    checked: `checked, nothing stored. ${count(rows.read)} rows read; ${changes}`,
    refused: `refused, nothing has changed. ${count(rows.read)} rows read, ${count(rows.rejected)} of them with errors`,
  }[state];
  const text = report.toText();
  return `${fileName}: ${headline} (run ${run}, ${seconds.toFixed(1)} s).${text ? `\n${text}` : ''}`;
}
