// Answers in plain node:http, for what is answered before any framework sees the request.
import { LRUCache } from 'lru-cache';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Encoding } from './encoding.js';

/** What all answers of open data have: the framework that adds it to others does not see these. */
export const ALWAYS = [
  'access-control-allow-origin',
  '*',
  'x-content-type-options',
  'nosniff',
  'referrer-policy',
  'same-origin',
  'vary',
  'accept-encoding',
];
/** https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5, and what browsers ask of other sites' answers. */
export const ALWAYS_WITH_304 = ['access-control-allow-origin', '*', 'vary', 'accept-encoding'];
/** Where the bytes come from, for who watches the server or measures it: https://www.rfc-editor.org/rfc/rfc9211#section-2 */
export const CACHE_STATUS = {
  kept: ['cache-status', 'stadtlage; hit'],
  made: ['cache-status', 'stadtlage; fwd=miss'],
  /** Made for somebody else who had asked before. */
  shared: ['cache-status', 'stadtlage; fwd=miss; collapsed'],
  /** Of before the last change, while many are made anew. */
  older: ['cache-status', 'stadtlage; hit; detail=older'],
};
const KNOWN_ENCODINGS = 200;

let last: { header: string; encoding: Encoding } = { header: '', encoding: 'identity' };
const encodings = new LRUCache<string, Encoding>({ max: KNOWN_ENCODINGS });

/** The best encoding that the client takes. */
export function encodingFor({ headers }: IncomingMessage): Encoding {
  const header = String(headers['accept-encoding'] ?? '');
  // Requests come in runs of one client.
  if (header === last.header) return last.encoding;
  let encoding = encodings.get(header);
  if (!encoding) encodings.set(header, (encoding = bestEncoding(header)));
  last = { header, encoding };
  return encoding;
}

/** Whether the client says that it has this answer already. */
export function hasAlready({ headers }: IncomingMessage, etag: string): boolean {
  const known = headers['if-none-match'];
  return known !== undefined && (known === etag || has(known, etag));
}

/** @param head with the type of the content; null: there is nothing to send */
export function sendBody(response: ServerResponse, head: string[], body: Buffer | null, encoding: Encoding): void {
  if (!body) return void response.writeHead(204, head).end();
  const packed = encoding === 'identity' ? [] : ['content-encoding', encoding];
  response.writeHead(200, [...head, ...packed, 'content-length', String(body.length)]).end(body);
}

const has = (header: string, etag: string) =>
  header
    .split(',')
    .map((text) => text.trim())
    .some((text) => text === '*' || text === etag);

/** https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
function bestEncoding(header: string): Encoding {
  const parts = header.split(',').map((text) => text.trim());
  const takes = (encoding: string) => {
    const part = parts.find((text) => text.split(';')[0] === encoding) ?? parts.find((text) => text.startsWith('*'));
    return part !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(part);
  };
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
