// Turns the bytes of a file into text, or says why they are none.
import { UserError } from '@stadtlage/database';
import type { SourceFile } from './importer.js';
import type { Report } from './report.js';

export type Encoding = 'utf-8' | 'windows-1252';

const HEAD_BYTES = 65_536;

/** The file's text in pieces, without a byte order mark. @throws UserError when it is not text or badly encoded */
export async function* decode(file: SourceFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  // Always as a stream: in one go, Node 20 reads windows-1252 as Latin-1 and loses the euro sign.
  for await (const chunk of file.open()) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
}

/**
 * Reads the file once and names its encoding. Text that is not UTF-8 is taken for windows-1252 (of which Latin-1 is the
 * common part), unless it shows by other characters that it is meant to be UTF-8.
 * @throws UserError for an empty file, UTF-16, HTML, archives and other content that is not text
 */
export async function detectEncoding(file: SourceFile, report: Report): Promise<Encoding> {
  if (!file.bytes) throw new UserError(`${file.name} is empty. Download it again.`);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let hasUmlautsInUtf8 = false;
  let line = 1;
  let first = true;
  for await (const chunk of file.open()) {
    if (first) refuseForeignFormats(file.name, chunk);
    first = false;
    if (chunk.includes(0)) {
      throw new UserError(
        `${file.name} holds binary content (a zero byte), not text. Export it as CSV or JSON in UTF-8.`,
      );
    }
    hasUmlautsInUtf8 ||= /\xc3[\x80-\xbf]/.test(chunk.toString('latin1'));
    try {
      if (isUtf8) utf8.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
    if (isUtf8) line += countLines(chunk);
  }
  try {
    if (isUtf8) utf8.decode();
  } catch {
    throw new UserError(`${file.name} ends in the middle of a character: it was cut off. Download it again.`);
  }
  if (!isUtf8 && hasUmlautsInUtf8) {
    throw new UserError(
      `${file.name} mixes UTF-8 with another encoding, on line ${line} or later. Export it again, completely in UTF-8.`,
    );
  }
  const encoding = isUtf8 ? 'utf-8' : 'windows-1252';
  report.dialect.set('Encoding', isUtf8 ? 'UTF-8' : 'Latin-1 (windows-1252)');
  return encoding;
}

function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
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

const SIGNATURES: [bytes: string, what: string][] = [
  ['504b0304', 'a ZIP archive or an Excel workbook (.xlsx). Unpack it, or save the sheet as CSV in UTF-8'],
  ['d0cf11e0', 'an old Excel or Word file (.xls, .doc). Save the sheet as CSV in UTF-8'],
  ['1f8b', 'compressed with gzip. Unpack it first'],
  ['25504446', 'a PDF document. Ask the publisher for the data as CSV or GeoJSON'],
  ['53514c69746520666f726d6174', 'a SQLite database or GeoPackage. Export the layer as GeoJSON in EPSG:4326'],
  ['fffe', 'encoded in UTF-16. Save it in UTF-8'],
  ['feff', 'encoded in UTF-16. Save it in UTF-8'],
];

function refuseForeignFormats(name: string, head: Buffer): void {
  const hex = head.subarray(0, 16).toString('hex');
  const known = SIGNATURES.find(([bytes]) => hex.startsWith(bytes));
  if (known) throw new UserError(`${name} is ${known[1]}.`);
  const even = head.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === 0).length;
  const odd = head.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === 1).length;
  if (Math.max(even, odd) > 20 && Math.min(even, odd) === 0)
    throw new UserError(`${name} is encoded in UTF-16. Save it in UTF-8.`);
  const text = head.subarray(0, 1_024).toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (/^<(!doctype html|html|head|body)/i.test(text)) {
    throw new UserError(
      `${name} is an HTML page, not data: the download probably gave an error or a login page. Open it in a browser to see which, and download again.`,
    );
  }
  if (/^<\?xml|^<[a-z][\w:]*[\s>]/i.test(text))
    throw new UserError(`${name} is XML. Ask for the data as CSV or GeoJSON.`);
  if (!text) throw new UserError(`${name} holds nothing but white space. Download it again.`);
}

/** True when the first character that is no white space begins a JSON object or array. */
export async function looksLikeJson(file: SourceFile): Promise<boolean> {
  for await (const chunk of file.open()) {
    const text = chunk
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
    if (text) return text.startsWith('{') || text.startsWith('[');
  }
  return false;
}
