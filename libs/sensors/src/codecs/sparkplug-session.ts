// Each message of a Sparkplug edge node has a `seq`, one more than the last one; after 255 comes 0. A gap means that values
// may have changed unseen, as they are sent only when they change. Births hold all values, so we ask for them: "rebirth".
// Sections 5.9, 5.15 and 5.17 of
// https://sparkplug.eclipse.org/specification/version/3.0/documents/sparkplug-specification-3.0.0.pdf
import { memoryKey, type CodecContext, type Publication } from './codec.js';
import type { Sender } from './sparkplug-births.js';
import { DATATYPE, encodePayload } from './sparkplug-payload.js';

export const MODULUS = 256;
/** The births of a node and all its devices are much: asked for at each loss, they would block a bad line for good. */
const ASK_EVERY = 60_000;

interface Session {
  seq?: number;
  sentAt: number;
  /** Something is missing since the last NBIRTH. */
  incomplete: boolean;
  askedAt?: number;
}

const keyOf = ({ gatewayId, node }: Sender) => memoryKey('sparkplug', gatewayId, node);
const sessionOf = (node: Sender, { session }: CodecContext) => session.get(keyOf(node)) as Session | undefined;
const keep = (node: Sender, { session }: CodecContext, value: Session) => session.set(keyOf(node), value);

export interface Step {
  node: Sender;
  seq: number;
  sentAt: Date;
  /** An NBIRTH: begins with any number, and supplies whatever was missing. */
  restarts: boolean;
  /** An earlier process has seen an NBIRTH of this node. */
  known: boolean;
}

/** Follows a node by one message, and notes when one is missing before it. */
export function follow({ node, seq, sentAt, restarts, known }: Step, context: CodecContext): void {
  const last = sessionOf(node, context);
  const next = { seq, sentAt: sentAt.getTime(), askedAt: last?.askedAt };
  if (restarts) keep(node, context, { ...next, incomplete: false });
  else if (!last) keep(node, context, { ...next, incomplete: !known });
  // An older one is delivered again, or was overtaken: it says nothing new about gaps.
  else if (next.sentAt >= last.sentAt) {
    const isNext = last.seq === undefined || seq === last.seq || seq === (last.seq + 1) % MODULUS;
    keep(node, context, { ...next, incomplete: last.incomplete || !isNext });
  }
}

/** After the death of a node, until its next NBIRTH, we do not know what it sends. */
export function forgetSession(node: Sender, context: CodecContext): void {
  keep(node, context, { sentAt: 0, ...sessionOf(node, context), seq: undefined, incomplete: true });
}

export const isIncomplete = (node: Sender, context: CodecContext) => !!sessionOf(node, context)?.incomplete;

/**
 * A request for the births of a node and its devices, or none where the last one is fresh. It goes to the node's own
 * topic: where messages come behind `gateways/{gateway}/` or another prefix, the ingest puts that before it.
 */
export function askForBirths(node: Sender, receivedAt: Date, context: CodecContext): Publication[] {
  const now = receivedAt.getTime();
  const session = sessionOf(node, context) ?? { sentAt: 0, incomplete: true };
  if (session.askedAt !== undefined && now < session.askedAt + ASK_EVERY) return [];
  keep(node, context, { ...session, askedAt: now });
  const [group, name] = node.node.split('/');
  const rebirth = { name: 'Node Control/Rebirth', timestamp: now, datatype: DATATYPE.Boolean, booleanValue: true };
  return [{ topic: `spBv1.0/${group}/NCMD/${name}`, payload: encodePayload({ timestamp: now, metrics: [rebirth] }) }];
}
