// The files that make up one delivery: a folder, a ZIP archive of one, or a file that stands alone.
import { UserError } from '@stadtlage/database';
import { FileError, sourceFile, type SourceFile } from '@stadtlage/imports';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { say } from '../../import-phrases.js';

/** A folder, imported as one file: its content is that of its files, one after the other. */
export interface SourceFolder extends SourceFile {
  readonly files: SourceFile[];
}

const MOST_FILES = 100;
const MOST_BYTES = 2 * 1024 ** 3;
const MOST_TIMES = 200;
const READ = /\.(csv|json|jsonl|ndjson|geojson|geojsonl)$/i;

/** A file, or a folder with the tables or the two GeoJSON files of one delivery. @throws FileError when there is none to read */
export async function networkSource(path: string): Promise<SourceFile> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return sourceFile(path);
  const names = (await readdir(path)).filter((name) => READ.test(name)).sort();
  if (!names.length) throw new UserError(`The folder ${path} has no CSV, JSON or GeoJSON file.`);
  if (names.length > MOST_FILES)
    throw new UserError(`The folder ${path} has ${names.length} files; name the files to import.`);
  return folderOf(basename(path), await Promise.all(names.map((name) => sourceFile(join(path, name)))));
}

export function folderOf(name: string, files: SourceFile[]): SourceFolder {
  return {
    name,
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    async *open() {
      for (const file of files) yield* file.open();
    },
  };
}

/** Gives `work` the files of a folder or an archive, whose content is unpacked on disk meanwhile, or the file alone. */
export async function* withParts<T>(
  file: SourceFile,
  work: (files: SourceFile[]) => AsyncIterable<T>,
): AsyncGenerator<T> {
  if ('files' in file) return yield* work((file as SourceFolder).files);
  if (!(await isArchive(file))) return yield* work([file]);
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-network-'));
  try {
    yield* work(await unpack(file, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isArchive(file: SourceFile): Promise<boolean> {
  for await (const chunk of file.open()) return chunk.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
  return false;
}

async function unpack(file: SourceFile, folder: string): Promise<SourceFile[]> {
  const archive = join(folder, 'archive.zip');
  await pipeline(file.open(), createWriteStream(archive));
  try {
    const zip = await openPromise(archive, { autoClose: false });
    try {
      return await unpackEntries(file.name, zip, folder);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(
      say('{name} cannot be unpacked: {message}. Download it again.', {
        name: file.name,
        message: (error as Error).message,
      }),
    );
  }
}

async function unpackEntries(name: string, zip: ZipFile, folder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (!READ.test(entry.fileName) || /(^|\/)(__MACOSX\/|\.)/.test(entry.fileName)) continue;
    if (files.length === MOST_FILES)
      throw new FileError(say('{name} holds more than {most} files.', { name, most: MOST_FILES }));
    bytes += entry.uncompressedSize;
    refuseBomb(name, entry, bytes);
    const path = join(folder, randomUUID());
    // An entry that is larger than it says breaks off with an error.
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
    const open = () => createReadStream(path, { highWaterMark: 262_144 });
    files.push({ name: basename(entry.fileName), bytes: entry.uncompressedSize, path, open });
  }
  if (!files.length) throw new FileError(say('{name} is a ZIP archive without a CSV, JSON or GeoJSON file.', { name }));
  return files;
}

function refuseBomb(name: string, { fileName, compressedSize, uncompressedSize }: Entry, total: number): void {
  if (total > MOST_BYTES) {
    throw new FileError(
      say('{name} unpacks to more than {most} GB. Import its files one by one.', {
        name,
        most: MOST_BYTES / 1024 ** 3,
      }),
    );
  }
  if (uncompressedSize <= 1024 ** 2 || uncompressedSize <= compressedSize * MOST_TIMES) return;
  throw new FileError(
    say(
      '{name}: {entry} is more than {times} times as large as in the archive, as only a ZIP bomb is. Ask the sender for the unpacked file.',
      { name, entry: fileName, times: MOST_TIMES },
    ),
  );
}
