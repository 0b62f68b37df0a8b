// Of a thread of its own, see pdf-in-worker.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from './blocks.js';
import { toPdf, type PdfOptions } from './pdf.js';

const { blocks, options } = workerData as { blocks: Block[]; options: PdfOptions };
parentPort!.postMessage(await toPdf(blocks, options));
