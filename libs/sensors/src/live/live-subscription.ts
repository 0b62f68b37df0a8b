import type { ChangeLog } from '@stadtlage/datasets';
import type { LocatedObservation } from './latest-observations.js';
import type { Turns } from './turns.js';

export interface Wishes {
  wants(observation: LocatedObservation): boolean;
  /** Those with the same name want the same. */
  name?: string;
  /** Milliseconds between two rounds of values. */
  every: number;
  /** So many values at once, at most. */
  most: number;
}

/**
 * A place in the log, read in rounds: a round holds what has changed since the one before, of each datastream the newest
 * value, and begins no sooner than `every` milliseconds after it. Nothing is kept for who does not read.
 */
export class LiveSubscription implements AsyncIterableIterator<LocatedObservation[]> {
  /** Those that the filter names. */
  districts: string[] = [];
  /** Undefined: the present values are still being read. */
  private place: number | undefined;
  private roundEnd = 0;
  private roundBegan = 0;
  private ended = false;
  private resume: (() => void) | undefined;

  constructor(
    private readonly log: ChangeLog<LocatedObservation>,
    private readonly turns: Turns,
    private readonly wishes: Wishes,
    private readonly onEnd: () => void,
  ) {}

  /** @param place what changed after it is told; 0: all that there is */
  start(place: number): void {
    this.place = place;
    this.roundEnd = place;
    this.wake();
  }

  /** There may be news. */
  wake(): void {
    this.resume?.();
  }

  async next(): Promise<IteratorResult<LocatedObservation[]>> {
    const { wants, name, every, most } = this.wishes;
    while (!this.ended) {
      if (this.place === undefined || (this.place >= this.roundEnd && this.log.end <= this.place)) {
        await new Promise<void>((resolve) => (this.resume = resolve));
        this.resume = undefined;
        continue;
      }
      if (this.place >= this.roundEnd) {
        await this.pause(this.roundBegan + every - Date.now());
        // What is newest is looked up when it is sent, not when it came.
        await this.turns.next();
        this.roundBegan = Date.now();
        this.roundEnd = this.log.end;
      }
      const { values, place } = this.log.read(this.place, this.roundEnd, most, wants, name);
      this.place = place;
      if (values.length && !this.ended) return { done: false, value: values };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<LocatedObservation[]>> {
    if (!this.ended) {
      this.ended = true;
      this.resume?.();
      this.onEnd();
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The end cuts it short; news do not. */
  private async pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      timer.unref();
      this.resume = () => {
        if (!this.ended) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.resume = undefined;
  }
}
