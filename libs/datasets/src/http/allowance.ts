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
 * How much work each network may have done before others come first, while there are others that have not used it up. It rests after each turn
 * then for as long as that took: of a machine that does one thing at a time the others find half of it free.
 */
export class Allowance implements TurnOrder {
  private readonly networks = new LRUCache<string, { left: number; at: number }>({ max: NETWORKS });
  /** Who with something left had the last turn, and when somebody else had one before. */
  private last = { network: '', at: -Infinity };
  private before = -Infinity;
  private restsUntil = -Infinity;

  constructor(
    private readonly limits: AllowanceLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  hasPoints(address: string): boolean {
    const network = networkOf(address);
    return this.left(network) > 0 || !this.othersAreHere(network);
  }

  /** Nobody owes more than was there at first: that comes back within some minutes. */
  took(address: string, milliseconds: number): void {
    const [network, now] = [networkOf(address), this.now()];
    const left = this.left(network);
    if (left > 0) {
      if (network !== this.last.network) this.before = this.last.at;
      this.last = { network, at: now };
    } else if (this.othersAreHere(network)) this.restsUntil = Math.max(this.restsUntil, now + milliseconds);
    this.networks.set(network, { left: Math.max(-this.limits.most, left - milliseconds), at: now });
  }

  rest(): number {
    return this.restsUntil - this.now();
  }

  private othersAreHere(network: string): boolean {
    const at = network === this.last.network ? this.before : this.last.at;
    return this.now() - at < OTHERS_ARE_HERE_MS;
  }

  private left(network: string): number {
    const { most, share } = this.limits;
    const known = this.networks.get(network);
    return known ? Math.min(most, known.left + (this.now() - known.at) * share) : most;
  }
}
