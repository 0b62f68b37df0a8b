import { LRUCache } from 'lru-cache';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TileAddress } from '../tiles/grid.js';
import type { TileFilter } from '../tiles/filter.js';
import { isOpen } from '../tiles/on-day.js';
import { setTag, type TileSet, tileTag } from '../tiles/tile-set.js';
import type { TileBody, TileStore } from '../tiles/tile-store.js';
import { isOfDay, type Variant, variantTag } from '../tiles/variant.js';
import type { Today } from '../today.js';
import type { Tally } from '../usage/tally.js';
import type { DatasetState, DatasetVersions } from '../versions.js';
import type { Encoding } from './encoding.js';
import { ALWAYS, ALWAYS_WITH_304, CACHE_STATUS, encodingFor, hasAlready, sendBody } from './plain.js';

const YEAR = 31_536_000;
/** Anybody can make up a version. */
const RENEW_MS = 1_000;
const KNOWN_URLS = 20_000;
/** There are thousands of days and filters; URLs of all that holds today are remembered apart. */
const KNOWN_URLS_OF_VARIANTS = 5_000;
/** Ours are shorter. Longer ones are answered, but not remembered: many would take hundreds of megabytes. */
const LONGEST_URL = 200;
const TILE = ['content-type', 'application/vnd.mapbox-vector-tile'];

/** What is asked for. */
export interface Wanted {
  set: TileSet;
  tile: TileAddress;
  /** The version that the URL names. */
  version: string | undefined;
  /** Shows this one, instead of what holds today. */
  day?: string | undefined;
  /** Shows what it lets through, instead of all. */
  filter?: TileFilter | undefined;
}

/** What a URL asks for, and what is known of it for as long as none of the layers changes. */
interface Asked {
  set: TileSet;
  tile: TileAddress;
  /** Of another day, and on which day that was asked; or of a filter. */
  variant: Variant | undefined;
  /** The version that the URL names. */
  version: string | undefined;
  /** Of {@link DatasetVersions}, when this was last looked at. */
  moment: object | undefined;
  states: (DatasetState | undefined)[];
  tag: string;
  etag: string;
  head: string[];
  /** Of a 304: what a client keeps with the tile it has is not told again. */
  briefHead: string[];
  /** The URL names the version of now. */
  isCurrent: boolean;
  /** The URL names a version that is newer than what this process has heard of. */
  isAhead: boolean;
}

/** Counted since the start. */
export interface TileCounters {
  /** Sent as they were kept. */
  kept: number;
  /** Answered with 304. */
  unchanged: number;
  made: number;
  /** Sent as they were a few seconds ago, while many were made anew. */
  older: number;
}

/** Answers requests for tiles. Most are answered before any framework sees them: that alone makes them twice as fast. */
export class TileFace {
  private readonly asked = new LRUCache<string, Asked>({ max: KNOWN_URLS });
  private readonly askedOfVariants = new LRUCache<string, Asked>({ max: KNOWN_URLS_OF_VARIANTS });
  private renewed = -Infinity;

  constructor(
    private readonly store: TileStore,
    private readonly versions: DatasetVersions,
    private readonly today: Today,
    private readonly usesOf: ReturnType<Tally['api']>,
    private readonly counters: TileCounters = { kept: 0, unchanged: 0, made: 0, older: 0 },
  ) {}

  /** Answers, if this URL was asked for before and the client has the tile already or it is kept. Else nothing happens. */
  readonly answerKept = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'GET') return false;
    const asked = this.asked.get(request.url!) ?? this.askedOfVariants.get(request.url!);
    if (!asked) return false;
    // What was to come may have come since.
    const { variant } = asked;
    if (variant && isOfDay(variant) && variant.today !== this.today.get()) return false;
    return !this.judged(asked).isAhead && this.answerAtOnce(asked, request, response);
  };

  /**
   * Answers, and makes the tile if need be.
   * @param client the network address that the request came from
   * @throws TooBusy; whatever breaks the database, before anything was sent
   */
  async answer(
    { set, tile, version, day, filter }: Wanted,
    client: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const asked = this.judged({
      set,
      tile,
      variant: day === undefined ? filter : { day, today: await this.today.read() },
      version,
      moment: undefined,
      briefHead: [],
      states: [],
      tag: '',
      etag: '',
      head: [],
      isCurrent: false,
      isAhead: false,
    });
    if (asked.isAhead && performance.now() - this.renewed > RENEW_MS) {
      // Else the map would show the past under a URL that it never asks for again.
      this.renewed = performance.now();
      await this.versions.renew();
      this.judged(asked);
    }
    const { variant } = asked;
    if (request.url!.length <= LONGEST_URL) (variant ? this.askedOfVariants : this.asked).set(request.url!, asked);
    if (this.answerAtOnce(asked, request, response)) return;
    const { tag, head } = asked;
    const encoding = encodingFor(request);
    if (this.answerJustBefore(asked, encoding, request, response)) {
      return this.store.makeSoon(set, tile, tag, encoding, client);
    }
    const left = new AbortController();
    response.once('close', () => left.abort());
    const status = this.store.isUnderWay(set, tile, tag, variant) ? CACHE_STATUS.shared : CACHE_STATUS.made;
    const body = await this.store
      .make(set, tile, tag, encoding, client, left.signal, variant)
      .catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      });
    // Nobody is there any more.
    if (body === undefined) return void response.destroy();
    this.counters.made++;
    this.count(request);
    send(response, [...head, ...status], body, encoding);
  }

  private answerAtOnce(asked: Asked, request: IncomingMessage, response: ServerResponse): boolean {
    const { set, tile, variant, tag, etag, head, briefHead } = asked;
    if (hasAlready(request, etag)) {
      this.counters.unchanged++;
      response.writeHead(304, briefHead).end();
      return true;
    }
    const encoding = encodingFor(request);
    const body = this.store.kept(set, tile, tag, encoding, variant);
    if (body === undefined) return false;
    this.counters.kept++;
    this.count(request);
    send(response, [...head, ...CACHE_STATUS.kept], body, encoding);
    return true;
  }

  /** Of HEAD nothing is taken. */
  private count({ method, headers }: IncomingMessage): void {
    if (method === 'GET') this.usesOf(headers).count++;
  }

  /** A map that has heard of the change names its version, and waits for that. Anybody else asks again anyhow. */
  private answerJustBefore(
    { set, tile, variant, isCurrent, isAhead }: Asked,
    encoding: Encoding,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean {
    const before = variant || isCurrent || isAhead ? undefined : this.store.justBefore(set, tile, encoding);
    if (!before) return false;
    const about = aboutTile(etagOf(before.tag, tile), 'no-cache');
    if (hasAlready(request, about[1]!)) response.writeHead(304, [...ALWAYS_WITH_304, ...about]).end();
    else {
      this.count(request);
      send(response, [...ALWAYS, ...about, ...CACHE_STATUS.older], before.body, encoding);
    }
    this.counters.older++;
    return true;
  }

  /** Looks again at what depends on the versions, if one of them is another by now. */
  private judged(asked: Asked): Asked {
    const { moment } = this.versions;
    if (asked.moment === moment) return asked;
    asked.moment = moment;
    const { set, tile, variant, states } = asked;
    if (states.length && set.layers.every(({ id }, i) => this.versions.of(id) === states[i])) return asked;
    asked.states = set.layers.map(({ id }) => this.versions.of(id));
    // Coarse ones show figures of whole districts, streets and squares: what changes elsewhere in one is seen here, too.
    asked.tag = variant ? `${setTag(set, this.versions)}-${variantTag(variant)}` : tileTag(set, this.versions, tile);
    asked.etag = etagOf(asked.tag, tile);
    // A URL with the current version never means anything else; any other must ask again.
    const current = setTag(set, this.versions);
    asked.isCurrent = asked.version === current;
    asked.isAhead = Number.parseInt(asked.version ?? '') > Number.parseInt(current);
    const isToCome = variant && isOfDay(variant) && isOpen(variant);
    const caching = asked.isCurrent && !isToCome ? `public, max-age=${YEAR}, immutable` : 'no-cache';
    const about = aboutTile(asked.etag, caching);
    asked.head = [...ALWAYS, ...about];
    asked.briefHead = [...ALWAYS_WITH_304, ...about];
    return asked;
  }
}

const etagOf = (tag: string, { z, x, y }: TileAddress) => `W/"${tag}-${z}-${x}-${y}"`;
const aboutTile = (etag: string, caching: string) => ['etag', etag, 'cache-control', caching];

function send(response: ServerResponse, head: string[], body: TileBody | null, encoding: Encoding): void {
  if (!body) return sendBody(response, head, null, encoding);
  const { bytes, truncated } = body;
  const cut = truncated ? ['tile-truncated', truncated, 'access-control-expose-headers', 'tile-truncated'] : [];
  sendBody(response, [...head, ...TILE, ...cut], bytes, encoding);
}
