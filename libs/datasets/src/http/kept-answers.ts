import { LRUCache } from 'lru-cache';
import { Flights } from './flights.js';
import { type Encoding, PACK, UNPACK } from './encoding.js';

export interface KeptAnswersLimits {
  /** Bytes that may be kept. */
  cacheBytes: number;
  /** A larger answer is not kept, so that one does not push out thousands. By default all are. */
  largestBytes?: number;
}

/** What is sent, and what else its sender wants to know of it. */
export interface Body {
  bytes: Buffer;
}

/** An answer in the encodings that somebody has asked for; an empty one in none. */
interface Entry<B> {
  tag: string;
  /** When it was last known to be the answer under its tag. */
  heldAt: number;
  isEmpty: boolean;
  bodies: Partial<Record<Encoding, B>>;
}

const ENTRY_BYTES = 300;

/**
 * Keeps answers as they are sent, compressed: most requests cost no more than to look them up. Each is made once, however many ask for
 * it at the same time. An answer has a key, under which the newest is kept, and a tag, which differs whenever the answer may differ.
 */
export class KeptAnswers<B extends Body = Body> {
  private readonly cache: LRUCache<string, Entry<B>>;
  private readonly flights = new Flights();
  /** What is made, and not yet compressed and kept. */
  private readonly fresh = new Map<string, B | null>();

  constructor({ cacheBytes, largestBytes = cacheBytes }: KeptAnswersLimits) {
    this.cache = new LRUCache<string, Entry<B>>({
      maxSize: cacheBytes,
      maxEntrySize: largestBytes,
      sizeCalculation: sizeOf,
    });
  }

  /** The answer, if it can be sent at once: a body, or null for an empty one. Undefined: it has to be made. */
  kept(key: string, tag: string, encoding: Encoding): B | null | undefined {
    const entry = this.cache.get(key);
    if (entry?.tag !== tag) return undefined;
    entry.heldAt = performance.now();
    return entry.isEmpty ? null : entry.bodies[encoding];
  }

  /** The one before, with its tag, if it still held no longer ago than so. Undefined: there is none. */
  before(key: string, encoding: Encoding, longestAgoMs: number): { tag: string; body: B | null } | undefined {
    const entry = this.cache.get(key);
    if (!entry || performance.now() - entry.heldAt > longestAgoMs) return undefined;
    const body = entry.isEmpty ? null : entry.bodies[encoding];
    return body === undefined ? undefined : { tag: entry.tag, body };
  }

  /** Whether somebody else has asked for it, so that who asks now waits for the same. */
  isUnderWay(key: string, tag: string): boolean {
    return this.flights.isUnderWay(flightOf(key, tag));
  }

  /**
   * Makes and keeps the answer. Null: it is empty.
   * @param answer makes it, not yet encoded; what it throws is thrown to all who ask, and not kept
   * @throws what `answer` throws; the signal's reason
   */
  make(
    key: string,
    tag: string,
    encoding: Encoding,
    signal: AbortSignal,
    answer: (signal: AbortSignal) => Promise<B | null>,
  ): Promise<B | null> {
    const made = flightOf(key, tag);
    const began = performance.now();
    return this.flights.share(`${made} ${encoding}`, signal, async (flying) => {
      try {
        const plain = await this.flights.share(made, flying, (alive) => this.plain(key, tag, alive, answer));
        this.fresh.set(made, plain);
        const body = plain && { ...plain, bytes: await PACK[encoding](plain.bytes) };
        this.keep(key, { tag, heldAt: began }, encoding, body);
        return body;
      } finally {
        this.fresh.delete(made);
      }
    });
  }

  private async plain(
    key: string,
    tag: string,
    signal: AbortSignal,
    answer: (signal: AbortSignal) => Promise<B | null>,
  ): Promise<B | null> {
    const fresh = this.fresh.get(flightOf(key, tag));
    if (fresh !== undefined) return fresh;
    const entry = this.cache.peek(key);
    if (entry?.tag === tag) {
      const kept = Object.entries(entry.bodies)[0] as [Encoding, B] | undefined;
      return kept ? { ...kept[1], bytes: await UNPACK[kept[0]](kept[1].bytes) } : null;
    }
    return answer(signal);
  }

  private keep(
    key: string,
    { tag, heldAt }: Pick<Entry<B>, 'tag' | 'heldAt'>,
    encoding: Encoding,
    body: B | null,
  ): void {
    const known = this.cache.peek(key);
    const bodies = known?.tag === tag ? known.bodies : {};
    // Set anew, so that its size is counted anew.
    const isEmpty = body === null;
    this.cache.set(key, {
      ...{ tag, isEmpty, heldAt: Math.max(heldAt, known?.tag === tag ? known.heldAt : 0) },
      bodies: body ? { ...bodies, [encoding]: body } : {},
    });
  }
}

const flightOf = (key: string, tag: string) => `${key} ${tag}`;

function sizeOf({ bodies }: Entry<Body>, key: string): number {
  let bytes = ENTRY_BYTES + key.length;
  for (const body of Object.values(bodies)) bytes += body.bytes.length;
  return bytes;
}
