import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SourceFile } from './importer.js';

/** The start of a file, by which its format is told. */
export async function firstBytes(file: SourceFile, count: number): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of file.open()) {
    head = Buffer.concat([head, chunk.subarray(0, count)]);
    if (head.length >= count) break;
  }
  return head;
}

/** Opens a file that is read in any order. One that comes from elsewhere is written to a temporary folder until it is closed. */
export async function onDisk<T extends { close(): Promise<void> }>(
  file: SourceFile,
  open: (path: string) => Promise<T>,
): Promise<T> {
  if (file.path) return open(file.path);
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-file-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, basename(file.name) || 'file');
    await pipeline(file.open(), createWriteStream(path));
    const opened = await open(path);
    const close = opened.close.bind(opened);
    return Object.assign(opened, { close: () => close().finally(remove) });
  } catch (error) {
    await remove();
    throw error;
  }
}
