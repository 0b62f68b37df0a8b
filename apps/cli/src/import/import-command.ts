import { evidenceNamed } from '@stadtlage/coverage';
import { type Licence, readLicence } from '@stadtlage/datasets';
import {
  differenceText,
  importReport,
  type ImportResult,
  type Language,
  readCrs,
  runImport,
  sourceFile,
} from '@stadtlage/imports';
import { networkSource } from '@stadtlage/rollout';
import type { Command } from 'commander';
import type { Open } from '../on-database.js';
import { cancelOnSignal } from '../cancel-on-signal.js';
import { importerOf, importers } from './importers.js';
import { progressView } from './progress.js';
import { reportFile, reportLanguage } from './report-file.js';
import { registerRunCommands } from './run-commands.js';
import { userName } from './user-name.js';

interface Options {
  dryRun?: boolean;
  source?: string;
  licence?: Licence;
  date?: string;
  crs?: number;
  layer?: string;
  evidence?: string;
  allowRemovals?: boolean;
  report?: string;
  reportLanguage?: string;
}

/**
 * Adds `import <dataset> <file...>` to the program. Exit status 1 when a file was refused; the files before and after it
 * are imported all the same, each for itself all or nothing. Reports go to the program's output, progress to stderr.
 * @param open connects to the database; called only when the arguments make sense
 * @param giveWay lets this process come after others: it cannot be taken back
 */
export function registerImportCommand(program: Command, open: Open, giveWay = () => {}): void {
  const command = program.command('import');
  registerRunCommands(command, open);
  command
    .description('Import a file into a dataset, all or nothing')
    .argument('<dataset>', importers.map(({ dataset }) => dataset).join(', '))
    .argument('<file...>', 'one or more files')
    .option('--dry-run', 'try the file and say what would change, but store nothing')
    .option('--source <text>', 'where the data comes from, as it is shown beside every figure')
    .option('--licence <id>', 'the licence of that source: its SPDX id, or one such as dl-de/by-2-0', (id: string) =>
      readLicence(id),
    )
    .option(
      '--crs <EPSG:n>',
      'the coordinate system, for a file that does not say it or says it wrongly',
      (code: string) => readCrs(code),
    )
    .option('--layer <name>', 'which layer of a GeoPackage, or which file of a .zip with several')
    .option(
      '--evidence <class>',
      'what the statements of a delivery rest on: measurement, city, operator or official_grid',
      (name: string) => evidenceNamed(name),
    )
    .option(
      '--allow-removals',
      'let a list of streets or addresses take away more than a fifth of what earlier ones brought',
    )
    .option('--date <YYYY-MM-DD>', 'the day that the data describes')
    .option('--report <file>', 'write the reports to this .json or .html file, too')
    .option(
      '--report-language <de|en>',
      'the language of the report: English here and both side by side in .html by default',
    )
    .addHelpText(
      'after',
      `\nDatasets:\n${importers.map(({ dataset, accepts }) => `  ${dataset.padEnd(22)}${accepts}`).join('\n')}`,
    )
    .action(async (dataset: string, paths: string[], options: Options) => {
      const importer = importerOf(dataset);
      const files = await Promise.all(paths.map(dataset === 'fibre-network' ? networkSource : sourceFile));
      const write = (text: string) => program.configureOutput().writeOut!(`${text}\n`);
      const language = reportLanguage(options.reportLanguage);
      const reports = options.report === undefined ? undefined : await reportFile(options.report, language);
      const { database, close } = await open();
      const { signal, done } = cancelOnSignal();
      // On a small server, people who look at the map come first.
      giveWay();
      try {
        for (const file of files) {
          const view = progressView(file.name, process.stderr);
          const started = performance.now();
          const result = await runImport(database, importer, file, {
            dryRun: options.dryRun,
            source: options.source,
            licence: options.licence,
            dataDate: options.date,
            crs: options.crs,
            layer: options.layer,
            evidence: options.evidence,
            allowRemovals: options.allowRemovals,
            startedBy: userName(),
            signal,
            onProgress: (progress) => view.show(progress),
          }).finally(() => view.stop());
          write(resultText(file.name, result, (performance.now() - started) / 1000, language));
          reports?.add(importReport(file.name, dataset, result));
          if (result.state === 'refused') process.exitCode = 1;
        }
      } finally {
        done();
        await close();
        await reports?.write();
      }
    });
}

/** What came of a file, then its report, then what a dry run would change. */
export function resultText(fileName: string, result: ImportResult, seconds: number, language: Language = 'en'): string {
  const { state, rows, run, report, difference = [] } = result;
  const count = (value: number) => value.toLocaleString(language);
  const text = [report.toText(language), differenceText(difference, language)].filter(Boolean).join('\n');
  const [added, changed, removed, read] = [rows.added, rows.changed, rows.removed, rows.read].map(count);
  const headline = {
    en: () => {
      const would = state === 'checked' ? 'would be ' : '';
      const changes = `${added} ${would}added, ${changed} changed, ${removed} removed`;
      return {
        imported: `imported. ${read} rows read; ${changes}`,
        checked: `checked, nothing stored. ${read} rows read; ${changes}`,
        refused: `refused, nothing has changed. ${read} rows read, ${count(rows.rejected)} of them with errors`,
      }[state];
    },
    de: () => {
      const changes = `${added} ${state === 'checked' ? 'wären ' : ''}neu, ${changed} geändert, ${removed} entfallen`;
      return {
        imported: `übernommen. ${read} Zeilen gelesen; ${changes}`,
        checked: `geprüft, nichts gespeichert. ${read} Zeilen gelesen; ${changes}`,
        refused: `abgelehnt, nichts geändert. ${read} Zeilen gelesen, ${count(rows.rejected)} davon fehlerhaft`,
      }[state];
    },
  }[language]();
  const time = `${language === 'de' ? 'Lauf' : 'run'} ${run}, ${seconds.toFixed(1)} s`;
  return `${fileName}: ${headline} (${time}).${text ? `\n${text}` : ''}`;
}
