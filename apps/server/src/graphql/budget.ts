import { networkOf } from '@stadtlage/datasets';
import { LRUCache } from 'lru-cache';

/** No single query takes more, however much is left: it is answered in well under a second. */
const MOST_OF_A_QUERY = 10_000;
/** Operators are few, and known. */
const OPERATOR_FACTOR = 10;
/** Who was forgotten starts with a full budget again; with so many addresses one could have that anyway. */
const CLIENTS = 50_000;
const WINDOW_MS = 60_000;

/** Parsing and validating take time, too: 2 ms for a short mistake, 50 ms for a hostile document of 5,000 characters. */
const pointsOfRefusal = (characters: number) => Math.min(1_000, 40 + Math.ceil(characters / 10));

/** Larger ones take time to read: 10 ms for 80 KB of variables. */
const USUAL_BYTES = 10_000;
const BYTES_PER_POINT = 300;

export interface Client {
  operator?: { name: string };
  client?: string;
}

/** What is left to a client. */
export interface Account {
  /** Points that a minute brings, and that are there at most. */
  limit: number;
  remaining: number;
  /** Seconds until all of them are there again. */
  resetSeconds: number;
}

/** What something was charged. */
export interface Charge {
  requested: number;
  /** What is left after it. */
  account: Account;
}

export interface Refusal extends Account {
  /** Seconds until there are enough. */
  retryAfterSeconds: number;
}

/** Points per client in this process. They come back continuously: whoever stays within the rate never waits. */
export class Budget {
  private readonly clients = new LRUCache<string, { points: number; at: number }>({ max: CLIENTS });

  constructor(
    private readonly pointsPerMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  get mostOfAQuery(): number {
    return Math.min(MOST_OF_A_QUERY, this.pointsPerMinute);
  }

  /** Takes the points of a document with so many characters, or where fewer are left, those of its refusal. */
  take(client: Client, points: number, characters = 0): Account | Refusal {
    const { key, limit, left } = this.read(client);
    if (points <= left) return this.keep(key, limit, left - points);
    const { account } = this.chargeRefusal(client, characters);
    const missing = points - this.read(client).left;
    return { ...account, retryAfterSeconds: Math.max(1, Math.ceil((missing / limit) * (WINDOW_MS / 1_000))) };
  }

  /** For reading a document that is then refused, whatever is left: the client may owe as much as a minute brings. */
  chargeRefusal(client: Client, characters: number): Charge {
    const requested = pointsOfRefusal(characters);
    return { requested, account: this.owe(client, requested) };
  }

  /** For carrying out once more what was paid for once: that has to be done, whatever is left. */
  chargeAgain(client: Client, points: number): Account {
    return this.owe(client, points);
  }

  /** For reading a body, before anything is known of it. */
  chargeBody(client: Client, bytes: number): void {
    if (bytes > USUAL_BYTES) this.owe(client, Math.ceil(bytes / BYTES_PER_POINT));
  }

  /** Seconds until the client owes nothing more; 0 for everybody whose queries are answered. */
  secondsOwed(client: Client): number {
    const { limit, left } = this.read(client);
    return left < 0 ? Math.ceil((-left / limit) * (WINDOW_MS / 1_000)) : 0;
  }

  account(client: Client): Account {
    const { limit, left } = this.read(client);
    return accountOf(limit, left);
  }

  private read(client: Client): { key: string; limit: number; left: number } {
    const limit = this.pointsPerMinute * (client.operator ? OPERATOR_FACTOR : 1);
    const key = client.operator ? `operator ${client.operator.name}` : networkOf(client.client ?? '');
    const known = this.clients.get(key);
    const since = known ? Math.max(0, this.now() - known.at) : 0;
    const left = known ? Math.min(limit, known.points + (limit * since) / WINDOW_MS) : limit;
    return { key, limit, left };
  }

  private owe(client: Client, points: number): Account {
    const { key, limit, left } = this.read(client);
    return this.keep(key, limit, Math.max(-limit, left - points));
  }

  private keep(key: string, limit: number, points: number): Account {
    this.clients.set(key, { points, at: this.now() });
    return accountOf(limit, points);
  }
}

export const isRefusal = (account: Account | Refusal): account is Refusal => 'retryAfterSeconds' in account;

const accountOf = (limit: number, points: number): Account => ({
  limit,
  remaining: Math.max(0, Math.floor(points)),
  resetSeconds: Math.ceil(((limit - points) / limit) * (WINDOW_MS / 1_000)),
});

/**
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (-10), and the older three that many clients read.
 * @returns names and values
 */
export function rateLimitHeaders({ limit, remaining, resetSeconds }: Account): [string, string][] {
  return [
    ['ratelimit-policy', `"graphql-points";q=${limit};w=${WINDOW_MS / 1_000}`],
    ['ratelimit', `"graphql-points";r=${remaining};t=${resetSeconds}`],
    ['ratelimit-limit', String(limit)],
    ['ratelimit-remaining', String(remaining)],
    ['ratelimit-reset', String(resetSeconds)],
  ];
}

/** As each answer has it in its `extensions`. */
export const costExtension = ({ requested, account: { limit, remaining } }: Charge) => ({
  cost: { requested, limit, remaining },
});
