import { Allowance, type AllowanceLimits } from '../http/allowance.js';
import type { Encoding } from '../http/encoding.js';
import { KeptAnswers } from '../http/kept-answers.js';
import { type Turn, Turns, type TurnLimits } from '../http/turns.js';
import type { TileEncoder } from './encoder.js';
import { cutText } from './fit.js';
import type { TileAddress } from './grid.js';
import type { TileSet } from './tile-set.js';
import { isOfDay, type Variant, variantKey } from './variant.js';

/** How many tiles are made and wait to be: one that several ask for counts for the first of them. */
export interface TileStoreLimits extends TurnLimits {
  /** Bytes that the cache may hold. */
  cacheBytes: number;
}

/** Some hundred tiles; what is kept already counts for nobody. */
const ALLOWANCE: AllowanceLimits = { most: 3_000, share: 0.1 };

/** Of what tiles of today may take, those of other days and of filters may take so much more: there are thousands, and today's stay. */
const SHARE_OF_VARIANTS = 0.25;

/** From so many waiting tiles on, as after an import that changed them all, the one before is better than none for seconds. */
const BACKLOG = 4;
/** Nobody gets a tile that was out of date longer than this. */
const LONGEST_BEHIND_MS = 10_000;

/** A tile as it is sent. */
export interface TileBody {
  bytes: Buffer;
  /** What is not drawn in it, as a header says it; undefined where all is. */
  truncated: string | undefined;
}

/** The tiles that are kept, and how others are made. */
export class TileStore {
  private readonly answers: KeptAnswers<TileBody>;
  private readonly variants: KeptAnswers<TileBody>;
  private readonly turns: Turns;
  /** For which turn a tile waits, by its key and tag. */
  private readonly turnOf = new Map<string, Turn>();

  constructor(
    private readonly encoder: TileEncoder,
    private readonly limits: TileStoreLimits,
    /** Whether it is known without a look into the database that nothing lies in the tile. */
    private readonly isOutside: (set: TileSet, tile: TileAddress) => boolean = () => false,
  ) {
    this.answers = new KeptAnswers(limits);
    this.variants = new KeptAnswers({ cacheBytes: limits.cacheBytes * SHARE_OF_VARIANTS });
    this.turns = new Turns(limits, new Allowance(ALLOWANCE));
  }

  /** The tile, if it can be sent at once: a body, or null for an empty one. Undefined: it has to be made. */
  kept(
    set: TileSet,
    tile: TileAddress,
    tag: string,
    encoding: Encoding,
    variant?: Variant,
  ): TileBody | null | undefined {
    return this.answersOf(variant).kept(keyOf(set, tile, variant), tag, encoding);
  }

  /** While many others wait to be made: the tile of a few seconds ago, and the tag that it had. Undefined: wait for the new one. */
  justBefore(set: TileSet, tile: TileAddress, encoding: Encoding): { tag: string; body: TileBody | null } | undefined {
    if (this.turns.waiting < BACKLOG) return undefined;
    return this.answers.before(keyOf(set, tile), encoding, LONGEST_BEHIND_MS);
  }

  /** Begins to make the tile for who asks next, unless the rest of the room is for those who wait. */
  makeSoon(set: TileSet, tile: TileAddress, tag: string, encoding: Encoding, client: string): void {
    if (this.turns.waiting * 2 < this.limits.waiting)
      this.make(set, tile, tag, encoding, client, new AbortController().signal).catch(() => {});
  }

  /** Whether it is made for somebody else. */
  isUnderWay(set: TileSet, tile: TileAddress, tag: string, variant?: Variant): boolean {
    return this.answersOf(variant).isUnderWay(keyOf(set, tile, variant), tag);
  }

  /**
   * Makes the tile when the client's turn comes. Null: it is empty.
   * @param client its network address
   * @throws TooBusy; the signal's reason
   */
  make(
    set: TileSet,
    tile: TileAddress,
    tag: string,
    encoding: Encoding,
    client: string,
    signal: AbortSignal,
    variant?: Variant,
  ): Promise<TileBody | null> {
    const key = keyOf(set, tile, variant);
    const waitingFor = `${key} ${tag}`;
    const turn = this.turnOf.get(waitingFor);
    // Else a flood would hold up also who asks for one of its tiles.
    if (turn) this.turns.share(turn, client);
    return this.answersOf(variant).make(key, tag, encoding, signal, async (alive) => {
      // Where today's data lies is known; on another day something else may be shown.
      if (!(variant && isOfDay(variant)) && this.isOutside(set, tile)) return null;
      const encode = () => this.encoder.encode(set.layers, tile, alive, variant);
      const made = await this.turns
        .pass(client, alive, encode, (joined) => this.turnOf.set(waitingFor, joined))
        .finally(() => this.turnOf.delete(waitingFor));
      return made ? { bytes: made.bytes, truncated: cutText(made.cut) } : null;
    });
  }

  private answersOf(variant: Variant | undefined): KeptAnswers<TileBody> {
    return variant ? this.variants : this.answers;
  }
}

const keyOf = ({ id }: TileSet, { z, x, y }: TileAddress, variant?: Variant) =>
  `${id}/${z}/${x}/${y}${variant ? `/${variantKey(variant)}` : ''}`;
