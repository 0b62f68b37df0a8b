// Files for tests, from memory.
import { Readable } from 'node:stream';
import type { SourceFile } from './importer.js';

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
