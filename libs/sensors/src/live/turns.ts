const LONGEST_TURN_MS = 8;
const MOST_AT_ONCE = 64;

/**
 * Lets so many go on at once as a few milliseconds suffice for, then others, such as requests over HTTP, and then the next:
 * news for thousands of subscribers would else stop everything else until the last of them has it.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private atOnce = 8;
  private running = false;
  private began = 0;

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.running) {
        this.running = true;
        this.began = 0;
        setImmediate(() => this.turn());
      }
    });
  }

  private turn(): void {
    const now = performance.now();
    // Since the last turn, and with what others did meanwhile.
    if (this.began) {
      const isLong = now - this.began > LONGEST_TURN_MS;
      this.atOnce = isLong ? Math.max(1, this.atOnce >> 1) : Math.min(MOST_AT_ONCE, this.atOnce + 1);
    }
    this.began = now;
    for (const goOn of this.waiting.splice(0, this.atOnce)) goOn();
    this.running = this.waiting.length > 0;
    if (this.running) setImmediate(() => this.turn());
  }
}
