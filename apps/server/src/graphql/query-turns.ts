import { TooBusy, Turns, type Turn, type TurnLimits } from '@stadtlage/datasets';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { Budget } from './budget.js';
import { limitError } from './limits.js';
import { isAdHoc, refuseRequest } from './refuse-request.js';

/** Nothing takes so long: the database ends statements sooner, and after 30 s no others begin. */
const LONGEST_MS = 60_000;
const LIMITS: TurnLimits = { atOnce: 24, ofOne: 8, waitingOfOne: 100, waiting: 400 };

/**
 * Lets ad-hoc queries in one after the other, so that nobody waits behind all queries of somebody else. Reading and checking a query holds up
 * everything, so that is done for one at a time. First come those of clients who have points left; whoever has spent half of them has one
 * query answered at a time.
 */
export function takeTurns(fastify: FastifyInstance, budget: Budget): void {
  const hasPoints = (client: string) => {
    const { remaining, limit } = budget.account({ client });
    return remaining > limit / 2;
  };
  const turns = new Turns(LIMITS, { hasPoints });
  // The body is here already: whoever sends it slowly keeps nobody waiting.
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!isAdHoc(request)) return done();
    const refuse = (error: TooBusy) => {
      reply.hijack();
      refuseRequest(request.raw, reply.raw, tooMany(error), budget.account({ client: request.ip }));
    };
    const turn = turns.join(request.ip, () => done(), refuse);
    if (!turn) return;
    const { socket } = request.raw;
    const leave = () => {
      clearTimeout(tooLong);
      socket.off('close', leave);
      turnOf.delete(request.raw);
      turns.leave(turn);
    };
    // Of the response nothing is heard where it waits behind another on a connection that breaks.
    // As many as there are requests on one connection.
    socket.setMaxListeners(0);
    socket.once('close', leave);
    const tooLong = setTimeout(() => {
      const isWaiting = turn.state === 'waits';
      leave();
      if (isWaiting) refuse(new TooBusy('Its turn did not come within a minute.'));
    }, LONGEST_MS);
    tooLong.unref();
    turnOf.set(request.raw, { turn, leave });
  });
  // When it is made, not when it is taken: whoever does not read keeps nobody waiting either.
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    turnOf.get(request.raw)?.leave();
    done();
  });
}

const turnOf = new WeakMap<IncomingMessage, { turn: Turn; leave: () => void }>();

/** The query of this request is read and checked: others may come, while it is carried out. */
export function isChecked({ raw }: FastifyRequest): void {
  turnOf.get(raw)?.turn.checked();
}

/** As GraphQL clients are told. */
export const tooMany = ({ message, retryAfterSeconds }: TooBusy): GraphQLError =>
  limitError('TOO_MANY_AT_ONCE', message, { retryAfterSeconds });
