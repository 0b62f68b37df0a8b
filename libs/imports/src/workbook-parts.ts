// The parts of an XLSX file, which is a ZIP archive (https://www.iso.org/standard/71691.html, ECMA-376). A small archive can
// unpack to any size, so the sizes in its directory are judged first, and no part may become larger than they say.
import { inflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const MOST_PARTS = 2_000;
/** Of all parts that hold the workbook's tables. Two million cells are about 90 MB, and need 700 MB of memory. */
const MOST_UNPACKED = 100 * 1024 * 1024;
/** What XML reaches at most is about 50:1; a bomb is 1000:1. Small parts may be anything. */
const MOST_RATIO = 200;
const SMALL = 1024 * 1024;

/** A part as `parse_zip` of the library reads it: unpacked when it is asked for. */
interface Part {
  name: string;
  asNodeBuffer(): Buffer;
}

export interface Parts {
  files: Record<string, Part>;
  /** Set when a part could not be unpacked: the library goes on without it, which would lose its rows in silence. */
  damage?: FileError;
}

/** The parts by name. @throws FileError when it is no XLSX file, damaged, encrypted, or would become too large */
export async function workbookParts(fileName: string, bytes: Buffer): Promise<Parts> {
  const entries = await directoryOf(fileName, bytes);
  const names = new Set(entries.map(({ fileName: name }) => name));
  if (!names.has('[Content_Types].xml')) {
    const inside = entries.map(({ fileName: name }) => name).filter((name) => !name.endsWith('/'));
    throw new FileError(
      names.has('META-INF/manifest.xml')
        ? say('{name} is an OpenDocument file. Save it as XLSX, or the sheet as CSV in UTF-8.', { name: fileName })
        : say('{name} is a ZIP archive, not an Excel workbook. Unpack it and import what is inside: {inside}.', {
            name: fileName,
            inside: inside.slice(0, 5).join(', ') + (inside.length > 5 ? ', …' : ''),
          }),
    );
  }
  if (names.has('xl/workbook.bin'))
    throw new FileError(say('{name} is a binary workbook (XLSB). Save it as XLSX.', { name: fileName }));
  if (![...names].some((name) => /^xl\/workbook\d*\.xml$/i.test(name))) {
    throw new FileError(
      say('{name} is an Office file, but not an Excel workbook. Save the table as XLSX or CSV.', { name: fileName }),
    );
  }
  // Pictures, charts and the like are never unpacked.
  const needed = entries.filter(({ fileName: name }) => /\.(xml|rels)$/i.test(name));
  let total = 0;
  for (const entry of needed) {
    total += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
    if (total > MOST_UNPACKED || (entry.uncompressedSize > SMALL && ratio > MOST_RATIO)) {
      throw new FileError(
        say(
          '{name} would become {size} MB or more when unpacked ({part}); up to {most} MB at up to {ratio}:1 are read. Save the sheet as CSV in UTF-8.',
          {
            name: fileName,
            size: Math.round(total / 1024 / 1024),
            part: entry.fileName,
            most: MOST_UNPACKED / 1024 / 1024,
            ratio: MOST_RATIO,
          },
        ),
      );
    }
  }
  // Without a prototype: a part may be called __proto__.
  const parts: Parts = { files: Object.create(null) };
  for (const entry of needed) {
    const asNodeBuffer = () => {
      try {
        return unpack(bytes, entry);
      } catch (error) {
        parts.damage = new FileError(
          say('{name} is damaged: its part {part} cannot be unpacked ({message}). Download or save it again.', {
            name: fileName,
            part: entry.fileName,
            message: (error as Error).message,
          }),
        );
        throw parts.damage;
      }
    };
    parts.files[entry.fileName] = { name: entry.fileName, asNodeBuffer };
  }
  return parts;
}

function directoryOf(fileName: string, bytes: Buffer): Promise<yauzl.Entry[]> {
  const damaged = (why: string) =>
    new FileError(
      say('{name} is a damaged archive ({why}). It was cut off: download or save it again.', { name: fileName, why }),
    );
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(damaged(error.message));
      const entries: yauzl.Entry[] = [];
      zip.on('error', (broken: Error) => reject(damaged(broken.message)));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.isEncrypted())
          return reject(new FileError(say('{name} is encrypted. Save it without a password.', { name: fileName })));
        if (entries.length >= MOST_PARTS) {
          return reject(
            new FileError(
              say('{name} has more than {most} parts. Save the sheet as CSV in UTF-8.', {
                name: fileName,
                most: MOST_PARTS,
              }),
            ),
          );
        }
        entries.push(entry);
        zip.readEntry();
      });
      zip.on('end', () => resolve(entries));
      zip.readEntry();
    });
  });
}

/** Local file header: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 */
function unpack(bytes: Buffer, entry: yauzl.Entry): Buffer {
  const { relativeOffsetOfLocalHeader: at, compressedSize, uncompressedSize, compressionMethod } = entry;
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + compressedSize);
  if (compressionMethod !== 0 && compressionMethod !== 8) throw new Error('unknown compression');
  const unpacked =
    compressionMethod === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(uncompressedSize, 1) });
  if (unpacked.length !== uncompressedSize) throw new Error('its size is not as stated');
  return unpacked;
}
