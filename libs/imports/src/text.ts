// Turns the bytes of a file into text, or says why they are none.
import { isUtf8 } from 'node:buffer';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';
import { FileError, type Text } from './phrases.js';
import { say } from './report-phrases.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface TextFacts {
  encoding: Encoding;
  lineEnds: 'LF' | 'CRLF' | 'CR' | 'mixed' | 'none';
}

const HEAD_BYTES = 65_536;
/** Line ends are counted at the start of the file only: all of a file's lines end alike. */
const LINE_END_BYTES = 1_000_000;

/** The file's text in pieces, without a byte order mark. @throws FileError when it is not text or badly encoded */
export async function* decode(file: SourceFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
  // Always as a stream: in one go, Node 20 reads windows-1252 as Latin-1 and loses the euro sign.
  for await (const chunk of file.open()) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** As {@link inspectText}, where lines may be as long as they like. */
export async function detectEncoding(file: SourceFile, report: Report): Promise<Encoding> {
  return (await inspectText(file, report)).encoding;
}

/**
 * Reads the file once and names its encoding and line ends. UTF-16 is known by its mark, or by the zero bytes of its Latin
 * letters. Text that is neither that nor UTF-8 is taken for windows-1252 (of which Latin-1 is the common part), unless it
 * shows by other characters that it is meant to be UTF-8.
 * @param longestLine in bytes: a line that has more is refused as soon as it is seen
 * @throws FileError for an empty file, HTML, archives and other content that is not text
 */
export async function inspectText(file: SourceFile, report: Report, longestLine = Infinity): Promise<TextFacts> {
  if (!file.bytes) throw new FileError(say('{name} is empty. Download it again.', { name: file.name }));
  let scan: Scan | undefined;
  const lines = lineWatch(file.name, longestLine);
  for await (const chunk of file.open()) {
    scan ??= scanFor(file.name, chunk);
    scan.take(chunk);
    lines.take(chunk);
  }
  if (!scan) throw new FileError(say('{name} is empty. Download it again.', { name: file.name }));
  const { encoding, title } = scan.end();
  const lineEnds = lines.ends();
  report.dialect.set('Encoding', title);
  return { encoding, lineEnds };
}

/** Watches the bytes of one encoding go by. */
interface Scan {
  take(chunk: Buffer): void;
  end(): { encoding: Encoding; title: string };
}

function scanFor(name: string, head: Buffer): Scan {
  refuseForeignFormats(name, head);
  const utf16 = utf16Of(head);
  return utf16 ? scanUtf16(name, utf16) : scanBytes(name, head);
}

function scanUtf16(name: string, encoding: 'utf-16le' | 'utf-16be'): Scan {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const check = (chunk?: Buffer) => {
    let text: string;
    try {
      text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new FileError(
        chunk
          ? say('{name} starts as UTF-16, but is not UTF-16 throughout. Export it again, in UTF-8.', { name })
          : say('{name} ends in the middle of a character: it was cut off. Download it again.', { name }),
      );
    }
    if (text.includes('\0')) throw binary(name);
  };
  return {
    take: check,
    end() {
      check();
      return { encoding, title: encoding === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE' };
    },
  };
}

function scanBytes(name: string, head: Buffer): Scan {
  const marked = head.subarray(0, 3).toString('hex') === 'efbbbf';
  let valid = true;
  let hasUmlautsInUtf8 = false;
  let hasWindowsSigns = false;
  let line = 1;
  // The bytes of a character whose end has not come yet.
  let open = Buffer.alloc(0);
  return {
    take(chunk) {
      if (chunk.includes(0)) throw binary(name);
      if (valid) {
        const all = open.length ? Buffer.concat([open, chunk]) : chunk;
        const whole = all.length - unfinished(all);
        valid = isUtf8(all.subarray(0, whole));
        open = Buffer.from(all.subarray(whole));
        if (valid) line += countLines(chunk);
      }
      if (valid && hasUmlautsInUtf8) return;
      const text = chunk.toString('latin1');
      hasUmlautsInUtf8 ||= /\xc3[\x80-\xbf]/.test(text);
      hasWindowsSigns ||= !valid && /[\x80-\x9f]/.test(text);
    },
    end() {
      if (valid && open.length) {
        throw new FileError(
          say('{name} ends in the middle of a character: it was cut off. Download it again.', { name }),
        );
      }
      if (valid) return { encoding: 'utf-8', title: marked ? 'UTF-8 with byte order mark' : 'UTF-8' };
      if (hasUmlautsInUtf8) {
        throw new FileError(
          say(
            '{name} mixes UTF-8 with another encoding, on line {line} or later. Export it again, completely in UTF-8.',
            { name, line: String(line) },
          ),
        );
      }
      return { encoding: 'windows-1252', title: hasWindowsSigns ? 'windows-1252' : 'Latin-1' };
    },
  };
}

/** How many bytes at the end begin a UTF-8 character without ending it: https://www.rfc-editor.org/rfc/rfc3629 */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

const binary = (name: string) =>
  new FileError(
    say('{name} holds binary content (a zero byte), not text. Export it as CSV or JSON in UTF-8.', { name }),
  );

function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
}

/** Names the line ends, and refuses lines without end. Works on bytes: in UTF-16, too, a line end holds a byte 10 or 13. */
function lineWatch(name: string, longestLine: number) {
  const counts = { LF: 0, CRLF: 0, CR: 0 };
  let seen = 0;
  let length = 0;
  let afterCr = false;
  return {
    take(chunk: Buffer) {
      const last = Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13));
      length = last < 0 ? length + chunk.length : chunk.length - last;
      if (length > longestLine) {
        throw new FileError(
          say(
            '{name} has a line of more than {most} bytes. Its line breaks are missing, or it is no table: export it again.',
            { name, most: longestLine },
          ),
        );
      }
      if (seen > LINE_END_BYTES) return;
      seen += chunk.length;
      for (const byte of chunk) {
        // The zero halves of UTF-16.
        if (byte === 0) continue;
        if (byte === 10) counts[afterCr ? 'CRLF' : 'LF']++;
        else if (afterCr) counts.CR++;
        afterCr = byte === 13;
      }
    },
    ends(): TextFacts['lineEnds'] {
      if (afterCr) counts.CR++;
      const found = (Object.keys(counts) as (keyof typeof counts)[]).filter((kind) => counts[kind]);
      return found.length > 1 ? 'mixed' : (found[0] ?? 'none');
    },
  };
}

/** UTF-16, told by its byte order mark or by the zero half of its Latin letters. */
function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const units = head.subarray(0, 200);
  const zeros = (parity: number) => units.filter((byte, i) => byte === 0 && i % 2 === parity).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (Math.max(even, odd) < Math.max(4, units.length / 4) || Math.min(even, odd) > 0) return undefined;
  return odd ? 'utf-16le' : 'utf-16be';
}

/** The first characters of the file, enough for its header and some rows. */
export async function headOf(file: SourceFile, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const text of decode(file, encoding)) {
    head += text;
    if (head.length >= HEAD_BYTES) break;
  }
  return head.slice(0, HEAD_BYTES);
}

/** What a file begins with that is no text. */
export const SIGNATURES = { zip: '504b0304', oldOffice: 'd0cf11e0' };

const FOREIGN: [bytes: string, what: Text][] = [
  [SIGNATURES.zip, say('a ZIP archive or an Excel workbook (.xlsx). Unpack it, or save the sheet as CSV in UTF-8')],
  [SIGNATURES.oldOffice, say('an old Excel or Word file (.xls, .doc). Save the sheet as CSV in UTF-8')],
  ['1f8b', say('compressed with gzip. Unpack it first')],
  ['25504446', say('a PDF document. Ask the publisher for the data as CSV or GeoJSON')],
  ['53514c69746520666f726d6174', say('a SQLite database or GeoPackage. Export the layer as GeoJSON in EPSG:4326')],
];

function refuseForeignFormats(name: string, head: Buffer): void {
  const hex = head.subarray(0, 16).toString('hex');
  const known = FOREIGN.find(([bytes]) => hex.startsWith(bytes));
  if (known) throw new FileError(say('{name} is {kind}.', { name, kind: known[1] }));
  const text = plainStart(head);
  if (/^<(!doctype html|html|head|body)/i.test(text)) {
    throw new FileError(
      say(
        '{name} is an HTML page, not data: the download probably gave an error or a login page. Open it in a browser to see which, and download again.',
        { name },
      ),
    );
  }
  if (/^<\?xml|^<[a-z][\w:]*[\s>]/i.test(text))
    throw new FileError(say('{name} is XML. Ask for the data as CSV or GeoJSON.', { name }));
  if (!text) throw new FileError(say('{name} holds nothing but white space. Download it again.', { name }));
}

/** The beginning as text whatever its encoding, without byte order mark and white space before it. */
function plainStart(head: Buffer): string {
  const start = head.subarray(0, 1_024);
  const utf16 = utf16Of(start);
  const text = utf16 ? new TextDecoder(utf16).decode(start) : start.toString('latin1').replace(/^ï»¿/, '');
  return text.trimStart();
}

/** True when the first character that is no white space begins a JSON object or array. */
export async function looksLikeJson(file: SourceFile): Promise<boolean> {
  for await (const chunk of file.open()) {
    const text = plainStart(chunk);
    if (text) return text.startsWith('{') || text.startsWith('[');
  }
  return false;
}
