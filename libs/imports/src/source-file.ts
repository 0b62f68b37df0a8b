import { UserError } from '@stadtlage/database';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceFile } from './importer.js';

/** @throws UserError when there is no readable file at this path */
export async function sourceFile(path: string): Promise<SourceFile> {
  const found = await access(path, constants.R_OK).then(
    () => stat(path),
    (error: NodeJS.ErrnoException) => {
      throw new UserError(
        error.code === 'EACCES'
          ? `The file ${path} may not be read by this user. Change its permissions.`
          : `There is no file ${path}. Check the path.`,
      );
    },
  );
  if (!found.isFile()) throw new UserError(`${path} is not a file. Name the files to import, not their folder.`);
  return {
    name: basename(path),
    bytes: found.size,
    path,
    open: () => createReadStream(path, { highWaterMark: 65_536 }),
  };
}

/** The SHA-256 of the content, in hexadecimal. */
export async function hashOf(file: SourceFile, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.open()) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
