import type { Shortcut } from '@stadtlage/datasets';
import type { IncomingMessage } from 'node:http';
import { owesPoints } from './admit.js';
import type { Budget } from './budget.js';
import { looksAdHoc, refuseRequest } from './refuse-request.js';

/** Whoever does not wait by itself is made to, as long as not too many wait. */
const PAUSE_MS = 1_000;
const MOST_PAUSED = 1_000;

/**
 * Answers clients who owe points before any framework sees the request, and not at once. Operators are known by a token that takes a look
 * into the database; they go on to where that is done.
 * @param clientOf the network address that a request came from
 */
export function turnAway(budget: Budget, clientOf: (request: IncomingMessage) => string): Shortcut {
  let paused = 0;
  return (request, response) => {
    if (request.headers.authorization || !looksAdHoc(request)) return false;
    const client = { client: clientOf(request) };
    const error = owesPoints(budget, client);
    if (!error) return false;
    const refuse = () => refuseRequest(request, response, error, budget.account(client));
    if (paused >= MOST_PAUSED) refuse();
    else {
      paused++;
      const { socket } = request;
      const end = () => {
        paused--;
        clearTimeout(pause);
        socket.off('close', end);
      };
      const pause = setTimeout(() => {
        end();
        refuse();
      }, PAUSE_MS);
      // As many as there are requests on one connection.
      socket.setMaxListeners(0);
      socket.once('close', end);
    }
    return true;
  };
}
