import { UserError } from '@stadtlage/database';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** The file is there whole or not at all: an earlier one of this name stays until then. */
export async function writeWhole(path: string, pieces: AsyncIterable<string | Buffer>): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(pieces, createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') await rm(unfinished, { force: true });
    const why: Record<string, string> = {
      ENOENT: 'There is no such folder. Make it first.',
      EACCES: 'This user may not write there. Change the permissions of the folder.',
      EROFS: 'The disk is read-only.',
      ENOSPC: 'The disk is full.',
      EISDIR: 'It is a folder. Name a file.',
    };
    if (code && why[code]) throw new UserError(`${path} cannot be written. ${why[code]}`);
    throw error;
  }
}
