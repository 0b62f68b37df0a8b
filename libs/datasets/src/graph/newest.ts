/**
 * What a reader has not read yet: the newest value of each key only, and at most `limit` keys, so that a slow reader
 * costs bounded memory. Read with `for await`; ends after `return()`, which also calls `onEnd`, once.
 */
export class Newest<Value> implements AsyncIterableIterator<Value> {
  private readonly values = new Map<string, Value>();
  private wake: (() => void) | undefined;
  private ended = false;

  constructor(
    private readonly limit: number,
    private readonly onEnd: () => void,
  ) {}

  /** What waits to be read under this key. */
  unread(key: string): Value | undefined {
    return this.values.get(key);
  }

  push(key: string, value: Value): void {
    if (this.ended) return;
    // A replaced value queues up again at the end.
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.limit) this.values.delete(this.values.keys().next().value!);
    this.wake?.();
  }

  async next(): Promise<IteratorResult<Value>> {
    for (;;) {
      if (this.ended) return { done: true, value: undefined };
      for (const [key, value] of this.values) {
        this.values.delete(key);
        return { done: false, value };
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async return(): Promise<IteratorResult<Value>> {
    if (!this.ended) {
      this.ended = true;
      this.values.clear();
      this.wake?.();
      this.onEnd();
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
