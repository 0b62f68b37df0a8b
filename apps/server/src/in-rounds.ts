import { networkOf } from '@stadtlage/datasets';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** So long requests are answered in one round of the event loop before others are heard. In each round one new connection is accepted. */
const ROUND_MS = 2;
/** So many are answered before it is looked at how long that takes: to hear of the end of each round costs a twentieth of a small answer. */
const FEW = 16;

type Asked = [request: IncomingMessage, response: ServerResponse];

/**
 * All that has come over hundreds of connections would be answered in one round of the event loop before anybody else is heard. Beyond some
 * milliseconds of it networks take turns, one request of each; while there is time nobody waits, and who asks is not looked at.
 * @param clientOf the network address that a request came from
 */
export function inRounds(
  answer: RequestListener,
  clientOf: (request: IncomingMessage) => string,
  few = FEW,
): RequestListener {
  /** By network, in the order of their last turn. */
  const waiting = new Map<string, Asked[]>();
  let began = 0;
  let round: NodeJS.Immediate | undefined;
  let unheeded = 0;

  const hasTime = () => performance.now() - began < ROUND_MS;
  const next = () => {
    began = performance.now();
    answerOne();
  };
  const answerOne = () => {
    const [network, asked] = waiting.entries().next().value!;
    waiting.delete(network);
    const [request, response] = asked.shift()!;
    if (asked.length) waiting.set(network, asked);
    if (!request.socket.destroyed) answer(request, response);
    // Most of an answer is made in promises: what they take counts, too, so they come first.
    queueMicrotask(() => process.nextTick(goOn));
  };
  const goOn = () => {
    if (!waiting.size) round = undefined;
    else if (hasTime()) answerOne();
    else round = setImmediate(next);
  };

  return (request, response) => {
    if (!round) {
      if (unheeded++ < few) return answer(request, response);
      unheeded = 0;
      began = performance.now();
      round = setImmediate(() => (waiting.size ? next() : (round = undefined)));
    }
    if (!waiting.size && hasTime()) return answer(request, response);
    const network = networkOf(clientOf(request));
    const before = waiting.get(network);
    if (before) before.push([request, response]);
    else waiting.set(network, [[request, response]]);
  };
}
