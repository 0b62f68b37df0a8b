interface Pause {
  until: number;
  over: () => void;
}

/** Beyond so many nobody is made to wait, and nobody is let go before others: each is kept in memory. */
const MOST = 1_000;

/**
 * Whoever is sent away does not wait by itself, and to refuse a flood at once takes all of a processor: so it is made to wait. Those who
 * came together are let go one in each round of the event loop, or everybody else would wait for all of their answers.
 */
export class Pauses {
  /** All take as long: the first that began is the first that is over. */
  private readonly running = new Set<Pause>();
  private next: NodeJS.Timeout | NodeJS.Immediate | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly most = MOST,
  ) {}

  /** @returns gives the pause up */
  begin(over: () => void): () => void {
    const pause = { until: performance.now() + this.milliseconds, over };
    if (this.running.size >= this.most) setImmediate(over);
    else this.running.add(pause);
    this.wait();
    return () => void this.running.delete(pause);
  }

  private wait(): void {
    const [first] = this.running;
    if (!first) return;
    const left = first.until - performance.now();
    this.next ??= left > 0 ? setTimeout(this.end, left).unref() : setImmediate(this.end);
  }

  private readonly end = () => {
    this.next = undefined;
    const [first] = this.running;
    if (first && first.until <= performance.now()) {
      this.running.delete(first);
      first.over();
    }
    this.wait();
  };
}
