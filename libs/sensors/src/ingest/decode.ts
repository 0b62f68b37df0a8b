import { RejectedPayload, type CodecContext, type Decoding, type Reading, type Reason } from '../codecs/codec.js';
import type { Route, Router } from '../codecs/route.js';
import { checkName } from '../codecs/values.js';
import type { Mapping } from '../mapping/mapping.js';
import { MAX_PAYLOAD, type Message } from './message.js';

// The bytes of a message say little about its readings: 1 MiB can hold 150,000 of them.
const MOST_READINGS = 10_000;
const MOST_DATASTREAMS = 1_000;

/** A message and what it turned out to be: readings and what comes with them, or a reason why not. */
export interface Decoded extends Decoding {
  message: Message;
  /** Null where the topic does not tell. */
  gatewayId: string | null;
  /** Why it is kept as a rejected message; beside readings: why some of it is not among them. */
  rejection?: { reason: Reason; detail: string };
}

export interface DecodeOptions {
  route: Router;
  context: CodecContext;
  mapping: Mapping;
  /** Readings from before are refused: their observations are gone already. */
  oldest?: Date | undefined;
}

/** Whatever a payload makes a codec do, it is this message's fault, and must not stop the others. */
export function decode(message: Message, { route, context, mapping, oldest }: DecodeOptions): Decoded {
  let found: Route | undefined;
  try {
    found = route(message.topic);
    checkName(found.gatewayId, 'The gateway in the topic');
    const { payload, receivedAt, payloadBytes } = message;
    if (payloadBytes > MAX_PAYLOAD) {
      throw new RejectedPayload('too_large', `${payloadBytes} bytes; at most ${MAX_PAYLOAD} are read.`);
    }
    const { gatewayId, topic } = found;
    const decoding = found.codec.decode({ gatewayId, topic, payload, receivedAt }, context);
    const mapped = mapping.apply(decoding);
    check(mapped.readings, message);
    const { readings, frames, locations, requests, refused } = withoutOld(mapped, oldest);
    const decoded: Decoded = { message, gatewayId, readings, frames, locations };
    if (requests) decoded.requests = prefixed(requests, message, found);
    if (refused) decoded.rejection = refused;
    return decoded;
  } catch (error) {
    const reason = error instanceof RejectedPayload ? error.reason : 'wrong_shape';
    const known = error instanceof RejectedPayload ? error : { requests: [], frames: [] };
    const { requests, frames } = mapping.apply({ readings: [], ...known });
    const rejection = { reason, detail: (error as Error).message };
    return {
      message,
      gatewayId: found?.gatewayId ?? null,
      readings: [],
      frames,
      requests: prefixed(requests, message, found),
      rejection,
    };
  }
}

function check(readings: readonly Reading[], { retained }: Message): void {
  if (readings.length > MOST_READINGS) {
    const fix = `at most ${MOST_READINGS} are taken in one message. Send them in parts.`;
    throw new RejectedPayload('too_large', `${readings.length} readings; ${fix}`);
  }
  if (readings.length > MOST_DATASTREAMS) {
    const names = new Set(readings.map(({ thingId, property }) => `${thingId}\n${property}`));
    if (names.size > MOST_DATASTREAMS) {
      const fix = `at most ${MOST_DATASTREAMS} are taken in one message. Is a name made of a number or a time?`;
      throw new RejectedPayload('too_large', `Readings of ${names.size} different properties; ${fix}`);
    }
  }
  if (retained && readings.some(({ timeIsReceipt }) => timeIsReceipt)) {
    throw new RejectedPayload(
      'retained',
      'The broker kept this message from earlier, and it has no time of its own: nobody knows when it was true.',
    );
  }
}

/** @throws RejectedPayload where nothing else is left */
function withoutOld(decoding: Decoding, oldest: Date | undefined): Decoding {
  const old = oldest && decoding.readings.find(({ phenomenonTime }) => phenomenonTime < oldest);
  if (!old) return decoding;
  const detail = `${old.phenomenonTime.toISOString()} lies before ${oldest.toISOString()}, from when on observations are kept.`;
  const readings = decoding.readings.filter(({ phenomenonTime }) => phenomenonTime >= oldest);
  if (!readings.length) throw new RejectedPayload('time_too_old', detail);
  return { ...decoding, readings, refused: decoding.refused ?? { reason: 'time_too_old', detail } };
}

/** What is asked of a sender behind a prefix goes behind the same prefix. */
function prefixed(requests: Decoding['requests'] = [], { topic }: Message, route: Route | undefined) {
  const prefix = route && topic.endsWith(route.topic) ? topic.slice(0, topic.length - route.topic.length) : '';
  return requests.map((request) => ({ ...request, topic: prefix + request.topic }));
}

/** All that is sure to be storable of a message whose rejection the database refuses, too. */
export function withoutContent(message: Message): Decoded {
  const topic = JSON.stringify(message.topic.slice(0, 1_000)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const detail = 'The database refuses this message, and to keep its content as well.';
  return {
    message: { ...message, topic, payload: Buffer.alloc(0) },
    gatewayId: null,
    readings: [],
    rejection: { reason: 'not_storable', detail },
  };
}
