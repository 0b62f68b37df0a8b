// A .zip with a table in it, as surveying offices give out house coordinates: the table and lists of keys beside it.
import { UserError } from '@stadtlage/database';
import type { Entry } from 'yauzl';
import { entriesOf, hasEnding, LIMITS, listOf, named, openArchive, refuseBomb, stemOf } from './archive.js';
import { isWorkbookArchive } from './features.js';
import type { HeaderCheck } from './header.js';
import type { SourceFile } from './importer.js';
import { firstBytes, onDisk } from './on-disk.js';
import { Report } from './report.js';
import { oneByOne } from './record-batches.js';
import type { Table } from './table.js';
import { SIGNATURES } from './text.js';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const TABLES = ['.csv', '.txt', '.tsv', '.asc', '.xlsx', '.xls'];
/** So many files of an archive are looked into. */
const MOST_TRIED = 20;

type OpenTable = (file: SourceFile, report: Report, expected: HeaderCheck) => Promise<Table>;

/** True for an archive that is no workbook and has a file which may be a table. */
export async function isTableArchive(file: SourceFile): Promise<boolean> {
  const head = await firstBytes(file, 200);
  if (!head.toString('hex').startsWith(SIGNATURES.zip) || isWorkbookArchive(head)) return false;
  // One that cannot be opened is for the reader of workbooks, who says what is wrong with it.
  return (await tablesOf(file).catch(() => [])).length > 0;
}

/**
 * Opens the table of an archive: the one that `--layer` names, the only one, or the only one that has the header.
 * The rows are unpacked as they are read.
 * @throws FileError when that leaves none or several
 */
export function openTableArchive(
  file: SourceFile,
  report: Report,
  expected: HeaderCheck,
  open: OpenTable,
): Promise<Table> {
  const layer = file.told?.layer;
  return onDisk(file, async (path) => {
    const all = await entriesAt(path, file.name);
    const tables = all.filter(hasEnding(TABLES));
    const found = layer === undefined ? tables : named(tables, layer);
    if (!found.length)
      throw new FileError(
        say('{name} has no "{layer}", but {found}.', { name: file.name, layer: layer!, found: listOf(tables) }),
      );
    const entry = found.length === 1 ? found[0]! : await onlyFitting(found);
    refuseBomb(file.name, [entry], LIMITS);
    report.dialect.set('File in the archive', entry.fileName);
    const table = await open(fileIn(entry), report, expected);
    return { ...table, close: async () => {} };

    function fileIn(entry: Entry): SourceFile {
      return {
        name: `${file.name}: ${entry.fileName}`,
        bytes: entry.uncompressedSize,
        open: () => contentOf(path, file.name, entry),
      };
    }

    async function onlyFitting(candidates: Entry[]): Promise<Entry> {
      const fitting: Entry[] = [];
      for (const entry of candidates.slice(0, MOST_TRIED)) {
        refuseBomb(file.name, [entry], LIMITS);
        const fits = await open(fileIn(entry), new Report(), expected).then(() => true, isNoTable);
        if (fits) fitting.push(entry);
      }
      if (fitting.length === 1) return fitting[0]!;
      throw new FileError(
        fitting.length
          ? say('{name} holds several: {found}. Name the one that is meant: --layer "{first}".', {
              name: file.name,
              found: listOf(fitting),
              first: stemOf(fitting[0]!),
            })
          : say('{name} holds {found}, and none of them has the columns. Expected: {columns}.', {
              name: file.name,
              found: listOf(candidates),
              columns: expected.columns,
            }),
      );
    }
  }).then(({ close, ...table }) => {
    const batches = closing(table.batches, close);
    return { ...table, batches, records: oneByOne(batches) };
  });
}

function isNoTable(error: unknown): false {
  if (error instanceof UserError) return false;
  throw error;
}

async function* closing<T>(stream: AsyncIterable<T>, close: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* stream;
  } finally {
    await close();
  }
}

const tablesOf = (file: SourceFile) =>
  onDisk(file, async (path) => ({
    tables: (await entriesAt(path, file.name)).filter(hasEnding(TABLES)),
    close: async () => {},
  })).then(({ tables, close }) => close().then(() => tables));

async function entriesAt(path: string, name: string): Promise<Entry[]> {
  const zip = await openArchive(path, name);
  try {
    return await entriesOf(zip, name, LIMITS);
  } finally {
    zip.close();
  }
}

/** Each pass over the file opens the archive anew, so there is nothing to forget to close. */
async function* contentOf(path: string, name: string, entry: Entry): AsyncGenerator<Buffer> {
  const zip = await openArchive(path, name);
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new FileError(
      say('{name} is damaged: {message}. Download it again.', { name, message: (error as Error).message }),
    );
  } finally {
    zip.close();
  }
}
