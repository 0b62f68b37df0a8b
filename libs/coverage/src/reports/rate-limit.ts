import { createHash, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

const DAY_MS = 86_400_000;

/**
 * Counts what each client has sent today. Of its address only a hash is kept, in memory, under a salt that is drawn anew
 * each day and known to nobody: who sent what cannot be told afterwards, not even by us. Each process counts for itself.
 */
export class RateLimit {
  private day = -1;
  private salt = Buffer.alloc(0);
  private counts = new Map<string, number>();

  /** @param perDay how many a client may send from midnight to midnight (UTC) @param now milliseconds, for tests */
  constructor(
    private readonly perDay: number,
    private readonly most = 100_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether the client may send one more, which is then counted. */
  take(client: string): boolean {
    const day = Math.floor(this.now() / DAY_MS);
    if (day !== this.day) {
      this.day = day;
      this.salt = randomBytes(32);
      this.counts.clear();
    }
    const key = createHash('sha256').update(this.salt).update(networkOf(client)).digest('base64');
    const count = this.counts.get(key) ?? 0;
    // A flood from ever new addresses must not fill the memory.
    if (count >= this.perDay || (count === 0 && this.counts.size >= this.most)) return false;
    this.counts.set(key, count + 1);
    return true;
  }
}

/** Whom an address stands for: a household with IPv6 has a network of 64 bits, and may use any address in it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const plain = address.replace(/%.*/, '');
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  // The last group may be written as an IPv4 address, which is two groups.
  const groups = before.length + after.length + (plain.includes('.') ? 1 : 0);
  const all = tail === undefined ? before : [...before, ...Array<string>(8 - groups).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
