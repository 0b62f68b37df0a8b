// `--report file.json` or `--report file.html`: the reports of all files of one call in one document.
import { UserError } from '@stadtlage/database';
import { type ImportReport, type Language, reportPage } from '@stadtlage/imports';
import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';

export interface ReportFile {
  add(report: ImportReport): void;
  /** Writes what was added so far; nothing where nothing was. */
  write(): Promise<void>;
}

/** Says at once what would only fail at the end. @throws UserError when the name or the folder will not do */
export async function reportFile(path: string, language?: Language): Promise<ReportFile> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.json' && kind !== '.html') {
    throw new UserError(`--report: ${path} is neither .json nor .html. Name it so.`);
  }
  const languages: Language[] = language ? [language] : ['de', 'en'];
  await access(dirname(path), constants.W_OK).catch(() => {
    throw new UserError(
      `--report: the folder of ${path} does not exist or may not be written. Create it, or name another.`,
    );
  });
  const reports: ImportReport[] = [];
  return {
    add: (report) => void reports.push(report),
    async write() {
      if (!reports.length) return;
      const text =
        kind === '.json' ? `${JSON.stringify({ imports: reports }, null, 2)}\n` : reportPage(reports, languages);
      await writeFile(path, text).catch((error: Error) => {
        throw new UserError(`--report: ${path} cannot be written (${error.message}).`);
      });
    },
  };
}

/** What `--report-language` says; undefined without it. @throws UserError for another language */
export function reportLanguage(language: string | undefined): Language | undefined {
  if (language === undefined || language === 'de' || language === 'en') return language;
  throw new UserError(`--report-language: "${language}" is neither de nor en.`);
}
