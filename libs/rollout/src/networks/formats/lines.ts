// JSON Lines (https://jsonlines.org) and newline-delimited GeoJSON: a value per line, of which one at a time is in memory.
import { FileError, refuseDeep, type SourceFile } from '@stadtlage/imports';
import { say } from '../../import-phrases.js';

export interface JsonLine {
  /** Counted from 1. */
  line: number;
  json: unknown;
}

const HEAD = 65_536;
const LONGEST_LINE = 64 * 1024 * 1024;

/** True when each line is a value of its own, and not the file as a whole. */
export async function looksLikeLines(file: SourceFile): Promise<boolean> {
  let head = Buffer.alloc(0);
  for await (const chunk of file.open()) {
    head = Buffer.concat([head, chunk.subarray(0, HEAD)]);
    if (head.length >= HEAD) break;
  }
  // UTF-16, or no text at all: for others to say.
  if (head.includes(0)) return false;
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!text.startsWith('{')) return false;
  if (/\.(jsonl|ndjson|geojsonl)$/i.test(file.name)) return true;
  const end = text.indexOf('\n');
  if (end >= 0) return isJson(text.slice(0, end)) && (text.slice(end).trim() !== '' || head.length < file.bytes);
  // A package or a collection in one long line begins like one, a network of JSON Lines does not.
  return head.length < file.bytes && !/^\{\s*"(type"\s*:\s*"FeatureCollection"|features"|networks")/.test(text);
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** @throws FileError with the line that is too long, cut off, no JSON, or not UTF-8 */
export async function* readLines(file: SourceFile): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const bytes of splitLines(file)) {
    line++;
    const text = decodeLine(file.name, line, bytes).trim();
    if (!text) continue;
    if (/(?<!\\)(?:\\\\)*\\u0000/.test(text)) {
      throw new FileError(
        say('{name} holds a zero character (\\u0000) on line {line}, which no text needs. Remove it.', {
          name: file.name,
          line: String(line),
        }),
      );
    }
    yield { line, json: refuseDeep(`${file.name}:${line}`, parse(file.name, line, text)) };
  }
}

async function* splitLines(file: SourceFile): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.open()) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...pieces, chunk.subarray(from, at)]);
      pieces = [];
      length = 0;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    if (length > LONGEST_LINE) {
      throw new FileError(
        say(
          '{name} has a line of more than {most} MB. Write one network or feature a line, or use a network package.',
          { name: file.name, most: LONGEST_LINE / 1024 / 1024 },
        ),
      );
    }
    if (rest.length) pieces.push(rest);
  }
  if (length) yield Buffer.concat(pieces);
}

function decodeLine(name: string, line: number, bytes: Buffer): string {
  try {
    // The decoder drops a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError(say('{name} is not UTF-8 on line {line}. Save it in UTF-8.', { name, line: String(line) }));
  }
}

function parse(name: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cut = /Unexpected end|Unterminated/.test((error as Error).message);
    throw new FileError(
      cut
        ? say('{name} breaks off in the middle of line {line}. Download it again.', { name, line: String(line) })
        : say('{name} is not JSON on line {line}: {message}', {
            name,
            line: String(line),
            message: (error as Error).message.slice(0, 120),
          }),
    );
  }
}
