import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openSnapshot, type OpenSnapshot, PMTILES_TYPE, SNAPSHOT_PATH } from '../tiles/snapshot-file.js';
import { isForOwnPage } from '../usage/tally.js';
import { hasAlready } from './plain.js';
import type { OpenDataContext } from './routes.js';

interface Range {
  start: number;
  end: number;
}

const PREFLIGHT_S = 86_400;

/** The whole map as one file. Viewers read it by ranges: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
export function registerSnapshot(routes: FastifyInstance, { snapshot, tally }: OpenDataContext): void {
  const taken = tally.of('download', 'city', 'pmtiles');
  routes.route({
    method: ['GET', 'HEAD'],
    url: SNAPSHOT_PATH,
    config: { uses: ({ headers }) => (isForOwnPage(headers) ? undefined : taken) },
    handler: async (request, reply) => {
      const file = snapshot === undefined ? undefined : await openSnapshot(snapshot);
      if (!file) return reply.code(404).header('cache-control', 'no-store').send(NONE);
      const { status, headers, part, fault } = answerFor(request, file);
      reply.code(status).headers(headers);
      // The stream closes the file, also when the reader goes away.
      if (part && request.method === 'GET') return reply.send(file.handle.createReadStream(part));
      await file.handle.close();
      return reply.send(fault);
    },
  });
  // A range that names both ends needs none, but not every browser knows: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
  routes.options(SNAPSHOT_PATH, (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'range, if-range, if-none-match, if-modified-since',
        'access-control-max-age': PREFLIGHT_S,
      })
      .send(),
  );
}

const NONE = {
  error: 'no-snapshot',
  message:
    'No file of all tiles has been made here yet. The command "stadtlage export tiles" makes one. The tiles themselves are named in /tiles/city.json.',
};

interface Answer {
  status: number;
  headers: Record<string, string | number>;
  /** What is sent of the file. */
  part?: Range;
  fault?: object;
}

function answerFor(request: FastifyRequest, file: OpenSnapshot): Answer {
  const { bytes, etag, changedAt } = file;
  const always = {
    'cache-control': 'no-cache',
    etag,
    'last-modified': changedAt.toUTCString(),
    'accept-ranges': 'bytes',
    'access-control-expose-headers': 'etag, content-range, accept-ranges',
  };
  if (isKnown(request, file)) return { status: 304, headers: always };
  const range = rangeFor(request, file);
  if (range === 'beyond') {
    const message = `The file has ${bytes} bytes, and this range none of them.`;
    return {
      status: 416,
      headers: { 'cache-control': 'no-store', 'content-range': `bytes */${bytes}` },
      fault: { error: 'no-such-range', message },
    };
  }
  const part = range ?? { start: 0, end: bytes - 1 };
  return {
    status: range ? 206 : 200,
    headers: {
      ...always,
      ...(range && { 'content-range': `bytes ${part.start}-${part.end}/${bytes}` }),
      'content-type': PMTILES_TYPE,
      'content-disposition': 'attachment; filename="city.pmtiles"',
      'content-length': part.end - part.start + 1,
    },
    part,
  };
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
function isKnown({ raw, headers }: FastifyRequest, { etag, changedAt }: OpenSnapshot): boolean {
  if (headers['if-none-match'] !== undefined) return hasAlready(raw, etag) || hasAlready(raw, `W/${etag}`);
  return inSeconds(changedAt) <= Date.parse(headers['if-modified-since'] ?? '');
}

/** One range, as readers of PMTiles ask. Undefined, as for several and for other units: the whole file. */
function rangeFor({ headers }: FastifyRequest, { bytes, etag, changedAt }: OpenSnapshot): Range | 'beyond' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return undefined;
  const still = headers['if-range'];
  if (still !== undefined && still !== etag && Date.parse(String(still)) !== inSeconds(changedAt)) return undefined;
  const start = first ? Number(first) : Math.max(0, bytes - Number(last));
  const end = first && last ? Math.min(Number(last), bytes - 1) : bytes - 1;
  if (first && last && Number(last) < start) return undefined;
  return start >= bytes ? 'beyond' : { start, end };
}

/** HTTP tells no finer time. */
const inSeconds = (date: Date) => Math.floor(date.getTime() / 1000) * 1000;
