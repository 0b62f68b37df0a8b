import { Pauses, type Shortcut } from '@stadtlage/datasets';
import type { IncomingMessage } from 'node:http';
import { owesPoints } from './admit.js';
import type { Budget } from './budget.js';
import { looksAdHoc, refuseRequest } from './refuse-request.js';

const PAUSE_MS = 1_000;

/**
 * Answers clients who owe points before any framework sees the request, and not at once. Operators are known by a token that takes a look
 * into the database; they go on to where that is done.
 * @param clientOf the network address that a request came from
 */
export function turnAway(budget: Budget, clientOf: (request: IncomingMessage) => string): Shortcut {
  const pauses = new Pauses(PAUSE_MS);
  return (request, response) => {
    if (request.headers.authorization || !looksAdHoc(request)) return false;
    const client = { client: clientOf(request) };
    const error = owesPoints(budget, client);
    if (!error) return false;
    const { socket } = request;
    const leave = pauses.begin(() => {
      socket.off('close', leave);
      refuseRequest(request, response, error, budget.account(client));
    });
    // As many as there are requests on one connection.
    socket.setMaxListeners(0);
    socket.once('close', leave);
    return true;
  };
}
