import type { DocumentNode } from 'graphql';
import { BYTES_PER_FIELD } from './compiler.js';
import { limitError, measure } from './limits.js';

/** Measured, rounded up: a subscription without its texts. */
const BYTES_EACH = 6_000;
/** As it was sent and as it was read, two bytes for each character where one is not Latin. */
const BYTES_PER_QUERY_CHARACTER = 4;
/** All else in a message: `{},` in a list takes as much. */
const BYTES_PER_CHARACTER = 22;
const BYTES_PER_TOKEN = 250;

export interface HoldingLimits {
  /** Bytes that all subscriptions together may hold. */
  all: number;
  /** Those of one IPv4 address or IPv6 /64. */
  ofOne: number;
}

export interface Wanted {
  network: string;
  document: DocumentNode;
  /** Characters of its text. */
  query: number;
  /** Bytes of the message that it came in. */
  message: number;
}

/** Memory that subscriptions hold until they end, estimated from what they were sent with. A document is held once for all who share it. */
export class Holdings {
  private all = 0;
  private readonly ofNetworks = new Map<string, number>();
  private readonly documents = new Map<DocumentNode, { network: string; bytes: number; holders: number }>();

  constructor(private readonly limits: HoldingLimits) {}

  /**
   * @returns ends the holding
   * @throws GraphQLError SUBSCRIPTIONS_FULL, that says how to hold less
   */
  hold({ network, document, query, message }: Wanted): () => void {
    const bytes = BYTES_EACH + BYTES_PER_QUERY_CHARACTER * query + BYTES_PER_CHARACTER * Math.max(0, message - query);
    const known = this.documents.get(document);
    const shared = known ?? { network, bytes: bytesOf(document), holders: 0 };
    this.refuseAbove(network, bytes + (known ? 0 : shared.bytes));
    this.add(network, bytes);
    if (!known) {
      this.documents.set(document, shared);
      this.add(network, shared.bytes);
    }
    shared.holders++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.add(network, -bytes);
      if (--shared.holders > 0) return;
      this.documents.delete(document);
      this.add(shared.network, -shared.bytes);
    };
  }

  private refuseAbove(network: string, bytes: number): void {
    const { all, ofOne } = this.limits;
    const ofNetwork = this.ofNetworks.get(network) ?? 0;
    if (ofNetwork + bytes > ofOne) {
      const fix = 'End some of them, or send the same short document in all, with variables.';
      throw full(`The subscriptions of your network hold ${megabytes(ofNetwork)} of ${megabytes(ofOne)} here. ${fix}`);
    }
    if (this.all + bytes > all) {
      throw full(`All subscriptions to this server hold ${megabytes(this.all)} of ${megabytes(all)}. Try again later.`);
    }
  }

  private add(network: string, bytes: number): void {
    this.all += bytes;
    const now = (this.ofNetworks.get(network) ?? 0) + bytes;
    if (now > 0) this.ofNetworks.set(network, now);
    else this.ofNetworks.delete(network);
  }
}

/** What a parsed document takes, and the code that may be made of it. */
export function bytesOf(document: DocumentNode): number {
  let tokens = 0;
  for (let token = document.loc?.startToken ?? null; token; token = token.next) tokens++;
  return BYTES_PER_TOKEN * tokens + BYTES_PER_FIELD * (1 + measure(document).fields);
}

const full = (why: string) => limitError('SUBSCRIPTIONS_FULL', why);

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
