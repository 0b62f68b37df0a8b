import type { Report } from './report.js';
import { toCsv } from './csv.js';
import { documentOf, type DocumentOptions } from './document.js';
import { toDocument } from './html.js';
import { toMarkdown } from './markdown.js';
import { toOdt } from './odt.js';
import { pdfInWorker } from './pdf-in-worker.js';
import { REPORT_WORDS } from './words.js';

export {
  digestOf,
  listPublished,
  newestNumber,
  PublishedMeanwhile,
  publishReport,
  readPublished,
} from './published.js';
export { readReport, type Report } from './report.js';
export { documentOf } from './document.js';
export { toHtml } from './html.js';

export const REPORT_FORMATS = ['pdf', 'odt', 'html', 'md', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report as a file. @throws UserError where it is too long for a PDF */
export function writeReport(report: Report, format: 'pdf' | 'odt', options: DocumentOptions): Promise<Buffer>;
export function writeReport(report: Report, format: 'html' | 'md' | 'csv', options: DocumentOptions): Promise<string>;
export function writeReport(report: Report, format: ReportFormat, options: DocumentOptions): Promise<string | Buffer>;
export async function writeReport(
  report: Report,
  format: ReportFormat,
  options: DocumentOptions,
): Promise<string | Buffer> {
  if (format === 'csv') return toCsv(report, options);
  const blocks = documentOf(report, options);
  if (format === 'md') return toMarkdown(blocks);
  const { language } = options;
  const title = REPORT_WORDS[language].title(options.cityName);
  if (format === 'odt') return toOdt(blocks, { language, title });
  return format === 'pdf' ? pdfInWorker(blocks, { language, title }) : toDocument(blocks, { language, title });
}
