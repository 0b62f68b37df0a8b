// ZIP archives as offices send them: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { basename, extname } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

export interface ZipLimits {
  entries: number;
  /** Bytes after unpacking, of all that is unpacked. */
  bytes: number;
  /** How many times larger than in the archive; only for what is larger than a megabyte. */
  ratio: number;
}

// Geodata shrinks to a tenth; blank columns of a .dbf to a fiftieth. Nothing but a bomb reaches the limits.
export const LIMITS: ZipLimits = { entries: 1_000, bytes: 4 * 1024 ** 3, ratio: 200 };

/** The archive, for its caller to close. @throws FileError when it is none */
export function openArchive(path: string, name: string): Promise<ZipFile> {
  return openPromise(path, { autoClose: false }).catch((error: Error) => {
    throw new FileError(
      say('{name} cannot be read as a ZIP archive: {message}. Download it again.', { name, message: error.message }),
    );
  });
}

/** Its files, without what an operating system adds. @throws FileError when there are too many */
export async function entriesOf(zip: ZipFile, name: string, limits: ZipLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries)
    throw new FileError(
      say('{name} holds {count} files, more than {most}. Pack only what is meant.', {
        name,
        count: zip.entryCount,
        most: limits.entries,
      }),
    );
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/') && !/(^|\/)(__MACOSX\/|\._)/.test(entry.fileName)) entries.push(entry);
  }
  return entries;
}

/** The name without folder and ending. */
export const stemOf = ({ fileName }: Entry) => basename(fileName, extname(fileName));

export const hasEnding = (endings: string[]) => (entry: Entry) =>
  endings.includes(extname(entry.fileName).toLowerCase());

/** Those that the operator means by `--layer`: the name of a file, with or without its ending. */
export const named = (entries: Entry[], layer: string) =>
  entries.filter((entry) => [stemOf(entry), basename(entry.fileName), entry.fileName].includes(layer));

export const listOf = (entries: Entry[]) =>
  entries
    .slice(0, 12)
    .map(({ fileName }) => fileName)
    .join(', ');

/** @throws FileError when a file is encrypted, or would become larger than the limits */
export function refuseBomb(name: string, entries: Entry[], limits: ZipLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const megabytes = (bytes: number) => say('{count} MB', { count: Math.round(bytes / 1024 ** 2) });
  if (total > limits.bytes)
    throw new FileError(
      say('{name} would unpack to {total}, more than {most}. Split the data.', {
        name,
        total: megabytes(total),
        most: megabytes(limits.bytes),
      }),
    );
  for (const { fileName, compressedSize, uncompressedSize, ...entry } of entries) {
    if (entry.generalPurposeBitFlag & 1)
      throw new FileError(
        say('{name}: {entry} is encrypted. Send the archive without a password.', { name, entry: fileName }),
      );
    if (uncompressedSize > 1024 ** 2 && uncompressedSize > compressedSize * limits.ratio)
      throw new FileError(
        say(
          '{name}: {entry} would unpack to {times} times its size, as only a ZIP bomb does. Ask the sender for the unpacked file.',
          { name, entry: fileName, times: Math.round(uncompressedSize / Math.max(compressedSize, 1)) },
        ),
      );
  }
}
