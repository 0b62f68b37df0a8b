/** Lists that readers share, of the last moments. */
const PARTS_KEPT = 20;

/**
 * The newest value of each key, in the order in which they changed. One log serves any number of readers: a reader is no
 * more than a place in it, so whoever reads slowly costs nothing, and finds of each key only the newest value.
 */
export class ChangeLog<Value> {
  private readonly parts = new Map<string, Part<Value>>();
  /** In the order of their places; those without a value were written again further on, or deleted. */
  private entries: Entry<Value>[] = [];
  /** Those with a value, in the same order. */
  private readonly current = new Map<string, Entry<Value>>();
  private last = 0;

  /** @param limit beyond so many keys the one that changed longest ago goes */
  constructor(private readonly limit: number) {}

  /** The place of the last change; 0 lies before the first. */
  get end(): number {
    return this.last;
  }

  get isFull(): boolean {
    return this.current.size >= this.limit;
  }

  keys(): string[] {
    return [...this.current.keys()];
  }

  get(key: string): Value | undefined {
    return this.current.get(key)?.value;
  }

  /** A change, which every reader finds. */
  append(key: string, value: Value): void {
    this.delete(key);
    this.parts.clear();
    const entry = { place: ++this.last, value };
    this.entries.push(entry);
    this.current.set(key, entry);
    if (this.current.size > this.limit) this.delete(this.current.keys().next().value!);
    if (this.entries.length > 2 * this.current.size + 64) this.entries = [...this.current.values()];
  }

  /** No change: who has read it does not find it again. */
  refresh(key: string, value: Value): void {
    const entry = this.current.get(key);
    if (!entry) return;
    entry.value = value;
    this.parts.clear();
  }

  delete(key: string): void {
    const entry = this.current.get(key);
    if (!entry) return;
    entry.value = undefined;
    this.current.delete(key);
    this.parts.clear();
  }

  /** Places stay what they are: a reader goes on where it was. */
  clear(): void {
    this.entries = [];
    this.current.clear();
    this.parts.clear();
  }

  /**
   * @param after the place that was read up to
   * @param upTo what changed beyond this place is left for later
   * @param most so many values at most
   * @param who readers with the same name want the same: those that are at the same place get the very same list
   * @returns the values, and the place that is now read up to
   */
  read(after: number, upTo: number, most: number, wants: (value: Value) => boolean, who?: string): Part<Value> {
    if (who === undefined) return this.find(after, upTo, most, wants);
    const key = `${after} ${upTo} ${most} ${who}`;
    const known = this.parts.get(key);
    if (known) return known;
    const part = this.find(after, upTo, most, wants);
    if (part.values.length) this.parts.set(key, part);
    if (this.parts.size > PARTS_KEPT) this.parts.delete(this.parts.keys().next().value!);
    return part;
  }

  private find(after: number, upTo: number, most: number, wants: (value: Value) => boolean): Part<Value> {
    const values: Value[] = [];
    for (let i = this.firstAfter(after); i < this.entries.length && this.entries[i]!.place <= upTo; i++) {
      const { value, place } = this.entries[i]!;
      if (value === undefined || !wants(value)) continue;
      values.push(value);
      if (values.length === most) return { values, place };
    }
    return { values, place: Math.max(after, upTo) };
  }

  private firstAfter(place: number): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle]!.place <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Part<Value> {
  values: Value[];
  place: number;
}

interface Entry<Value> {
  place: number;
  value: Value | undefined;
}
