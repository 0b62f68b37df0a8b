import { UserError } from '@stadtlage/database';
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Block } from './blocks.js';
import type { PdfOptions } from './pdf.js';

// Threads run what is built, also those of tests, which run the sources.
const WORKER = new URL('../../dist/report/pdf-worker.js', import.meta.url);
const LONGEST_MS = 60_000;
const KEPT = 8;

const made = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * As {@link toPdf}, without keeping the server from other work: in a thread of its own, one at a time. The last few are kept, and whoever
 * asks for the same gets the same.
 * @throws UserError where it would take longer than a minute
 */
export function pdfInWorker(blocks: Block[], options: PdfOptions): Promise<Buffer> {
  const key = createHash('sha256')
    .update(JSON.stringify([blocks, options]))
    .digest('hex');
  const known = made.get(key);
  if (known) return known;
  const making = last.then(() => make(blocks, options));
  last = making.catch(() => {});
  made.set(key, making);
  making.catch(() => made.delete(key));
  if (made.size > KEPT) made.delete(made.keys().next().value!);
  return making;
}

function make(blocks: Block[], options: PdfOptions): Promise<Buffer> {
  // What starts this process, such as a debugger or a test, is nothing to the thread.
  const worker = new Worker(WORKER, { workerData: { blocks, options }, execArgv: [] });
  return new Promise<Buffer>((done, failed) => {
    const tooLong = setTimeout(() => {
      failed(new UserError('This report is too long for a PDF. Take it as HTML or Markdown.'));
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', (pdf: Uint8Array) => done(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)));
    worker.once('error', failed);
    worker.once('exit', () => {
      clearTimeout(tooLong);
      failed(new Error('The thread that writes a PDF has ended without one.'));
    });
  });
}
