import {
  ALWAYS,
  CACHE_STATUS,
  encodingFor,
  hasAlready,
  sendBody,
  versionTag,
  type DatasetVersions,
  type KeptAnswers,
  type Registry,
  type Today,
  type Uses,
} from '@stadtlage/datasets';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersistedOperation } from './operations.js';

const KNOWN_URLS = 10_000;
/** Ours are shorter. Longer ones are answered, but not remembered: many would take hundreds of megabytes. */
const LONGEST_URL = 400;
export const JSON_TYPE = ['content-type', 'application/json; charset=utf-8'];

/** An operation, and what is known of it for as long as no dataset changes. */
export interface KeptOperation extends PersistedOperation {
  datasets: readonly string[];
  /** Of {@link DatasetVersions}, when this was last looked at. */
  moment: object | undefined;
  day: string | undefined;
  /** Differs whenever an answer may differ; undefined while the day is not known. */
  tag: string | undefined;
}

/** What a URL asks for. */
interface Asked {
  operation: KeptOperation;
  /** The same for all ways to write the variables. */
  key: string;
  tag: string | undefined;
  etag: string;
  head: string[];
}

/** Counted since the start. */
export interface PersistedCounters {
  /** Sent as they were kept. */
  kept: number;
  /** Answered with 304. */
  unchanged: number;
  made: number;
  /** Answered anew because they are never kept. */
  live: number;
}

export interface PersistedFaceOptions {
  answers: KeptAnswers;
  versions: DatasetVersions;
  registry: Registry;
  today: Today;
  counters: PersistedCounters;
  uses: Uses;
  /** What else answers depend on: the program, the schema. Asked for once, at the first answer. */
  program: () => string;
}

/** Answers requests for persisted operations. Most are answered before any framework sees them, as tiles are. */
export class PersistedFace {
  private readonly asked = new LRUCache<string, Asked>({ max: KNOWN_URLS });
  private program: string | undefined;

  constructor(private readonly options: PersistedFaceOptions) {}

  /** Answers, if this URL was asked for before and the client has the answer already or it is kept. Else nothing happens. */
  readonly answerKept = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || !url!.startsWith('/graphql/')) return false;
    const asked = this.asked.get(url!);
    return asked !== undefined && this.answerAtOnce(asked, request, response);
  };

  /**
   * Answers, and asks if need be.
   * @param variables as they are given to the operation
   * @param ask the answer in JSON; what it throws is not kept. Its signal: nobody waits for it any more
   * @returns false where this cannot be kept, because the day is not known; then nothing has happened
   * @throws what `ask` throws, before anything was sent
   */
  async answer(
    operation: KeptOperation,
    variables: object,
    ask: (signal: AbortSignal) => Promise<Buffer>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const key = hash(`${operation.id} ${JSON.stringify(variables)}`);
    const asked = this.judged({ operation, key, tag: undefined, etag: '', head: [] });
    if (!asked) return false;
    if (!this.answerAtOnce(asked, request, response) && !(await this.make(asked, ask, request, response))) return true;
    if (request.url!.length <= LONGEST_URL) this.asked.set(request.url!, asked);
    return true;
  }

  /** @returns false where nobody is there any more */
  private async make(
    { key, tag, head }: Asked,
    ask: (signal: AbortSignal) => Promise<Buffer>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const left = new AbortController();
    response.once('close', () => left.abort());
    const encoding = encodingFor(request);
    const status = this.options.answers.isUnderWay(key, tag!) ? CACHE_STATUS.shared : CACHE_STATUS.made;
    const body = await this.options.answers
      .make(key, tag!, encoding, left.signal, async (alive) => ({ bytes: await ask(alive) }))
      .catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      });
    if (!body) return (response.destroy(), false);
    this.options.counters.made++;
    if (request.method === 'GET') this.options.uses.count++;
    sendBody(response, [...head, ...JSON_TYPE, ...status], body.bytes, encoding);
    return true;
  }

  private answerAtOnce(asked: Asked, request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.judged(asked)) return false;
    const { key, tag, etag, head } = asked;
    const { answers, counters, uses } = this.options;
    if (hasAlready(request, etag)) {
      counters.unchanged++;
      response.writeHead(304, head).end();
      return true;
    }
    const encoding = encodingFor(request);
    const body = answers.kept(key, tag!, encoding);
    if (!body) return false;
    counters.kept++;
    if (request.method === 'GET') uses.count++;
    sendBody(response, [...head, ...JSON_TYPE, ...CACHE_STATUS.kept], body.bytes, encoding);
    return true;
  }

  /** Looks again at what depends on the versions, if one of them is another by now. Undefined: nobody knows. */
  private judged(asked: Asked): Asked | undefined {
    const tag = this.tagOf(asked.operation);
    if (tag === undefined) return undefined;
    if (asked.tag === tag) return asked;
    asked.tag = tag;
    // Weak: compressed and plain answers share it.
    asked.etag = `W/"${tag}-${asked.key}"`;
    asked.head = [...ALWAYS, 'etag', asked.etag, 'cache-control', 'no-cache'];
    return asked;
  }

  private tagOf(operation: KeptOperation): string | undefined {
    const { versions, registry, today, program } = this.options;
    const day = today.get();
    const { moment } = versions;
    if (day === operation.day && moment === operation.moment) return operation.tag;
    operation.day = day;
    operation.moment = moment;
    this.program ??= hash(program());
    const tags = operation.datasets.map((id) => versionTag(registry.get(id)!, versions.of(id)));
    operation.tag = day && hash([this.program, day, ...tags].join());
    return operation.tag;
  }
}

/** 96 bits, for URLs and headers. */
const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);
