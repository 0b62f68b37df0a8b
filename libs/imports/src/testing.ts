// Files for tests, from memory.
import * as XLSX from '@e965/xlsx';
import { Readable } from 'node:stream';
import type { SourceFile } from './importer.js';

export { geoPackageOf, zipOf } from './testing-geodata.js';

/** A file with this content, which arrives in small pieces: no reader may rely on whole lines. */
export function fileOf(name: string, content: string | Buffer | object, pieceBytes = 7): SourceFile {
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return {
    name,
    bytes: bytes.length,
    open: () =>
      Readable.from(
        (function* () {
          // The first piece is larger, as file signatures are looked for there.
          yield bytes.subarray(0, 1024);
          for (let at = 1024; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
        })(),
      ),
  };
}

/** Of the guide's part under a heading: its tables, cell by cell without backquotes, and the file in it. */
export function tablesOf(guide: string, heading: string): { tables: string[][][]; sample: string } {
  const part = guide.split(/^## /m).find((text) => text.startsWith(`${heading}\n`))!;
  const tables = [...part.matchAll(/^\|[-| ]+\|\n((?:\|.*\|\n)+)/gm)].map(([, rows]) =>
    rows!
      .trimEnd()
      .split('\n')
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim().replaceAll('`', '')),
      ),
  );
  return { tables, sample: /```csv\n([^]*?)```/.exec(part)![1]! };
}

/** An .xlsx with one sheet of texts. */
export function workbookOf(rows: string[][]): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'A');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
