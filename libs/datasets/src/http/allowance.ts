import { LRUCache } from 'lru-cache';
import { networkOf } from './network.js';
import type { TurnOrder } from './turns.js';

/** Who was forgotten has all of it again; with so many networks one could have that anyway. */
const NETWORKS = 10_000;
/** So long after somebody else had something done, others are taken to be there. */
const OTHERS_ARE_HERE_MS = 5_000;

export interface AllowanceLimits {
  /** Milliseconds of work that a network finds at first, and at most. */
  most: number;
  /** Of the time that passes, so much comes back. */
  share: number;
}

/**
 * How much work each network may have done before others come first. Who has used that up rests after each turn for as long as it took, while
 * others are there: of a machine that does one thing at a time they find half of it free.
 */
export class Allowance implements TurnOrder {
  private readonly networks = new LRUCache<string, { left: number; at: number }>({ max: NETWORKS });
  private othersUntil = -Infinity;
  private restsUntil = -Infinity;

  constructor(
    private readonly limits: AllowanceLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  hasPoints(address: string): boolean {
    return this.left(networkOf(address)) > 0;
  }

  /** Nobody owes more than was there at first: that comes back within some minutes. */
  took(address: string, milliseconds: number): void {
    const [network, now] = [networkOf(address), this.now()];
    const left = this.left(network);
    if (left > 0) this.othersUntil = now + OTHERS_ARE_HERE_MS;
    else if (now < this.othersUntil) this.restsUntil = now + milliseconds;
    this.networks.set(network, { left: Math.max(-this.limits.most, left - milliseconds), at: now });
  }

  rest(): number {
    return this.restsUntil - this.now();
  }

  private left(network: string): number {
    const { most, share } = this.limits;
    const known = this.networks.get(network);
    return known ? Math.min(most, known.left + (this.now() - known.at) * share) : most;
  }
}
