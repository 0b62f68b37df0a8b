import { ALWAYS, type Shortcut } from '@stadtlage/datasets';
import type { IncomingMessage } from 'node:http';
import { owesPoints } from './admit.js';
import { rateLimitHeaders, type Budget } from './budget.js';

/** Whoever sends more than this while in debt is not listened to. */
const MOST_BYTES = 10_000;

/**
 * Answers clients who owe points before any framework sees the request: in a flood, refusing takes a tenth of the time. Operators are known
 * by a token that takes a look into the database; they go on to where that is done.
 * @param clientOf the network address that a request came from
 */
export function turnAway(budget: Budget, clientOf: (request: IncomingMessage) => string): Shortcut {
  return (request, response) => {
    const { method, url, headers } = request;
    if (method !== 'POST' || headers.authorization || url!.split('?', 1)[0] !== '/graphql') return false;
    const client = { client: clientOf(request) };
    const error = owesPoints(budget, client);
    if (!error) return false;
    const account = budget.account(client);
    const { message, extensions } = error;
    const isLarge = !(Number(headers['content-length']) <= MOST_BYTES);
    const body = Buffer.from(JSON.stringify({ errors: [{ message, extensions }] }));
    response
      .writeHead(429, [
        ...ALWAYS,
        'content-type',
        'application/json; charset=utf-8',
        'content-length',
        String(body.length),
        'retry-after',
        String(extensions['retryAfterSeconds']),
        'cache-control',
        'no-store',
        ...rateLimitHeaders(account).flat(),
        ...(isLarge ? ['connection', 'close'] : []),
      ])
      .end(body);
    return true;
  };
}
