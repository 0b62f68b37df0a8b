import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { costExtension, rateLimitHeaders, type Budget, type Charge } from './budget.js';
import { isAdHoc } from './refuse-request.js';

const chargeOf = new WeakMap<IncomingMessage, Charge>();

/** What a request was charged that is refused before Apollo begins with it. */
export function noteCharge({ raw }: FastifyRequest, charge: Charge): void {
  chargeOf.set(raw, charge);
}

/** Answers that Apollo's plugins do not see say what they cost and what is left, too. Call it after whatever writes such answers. */
export function tellCharges(fastify: FastifyInstance, budget: Budget): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!isAdHoc(request) || reply.hasHeader('ratelimit')) return done(null, payload);
    const charge = chargeOf.get(request.raw) ?? { requested: 0, account: budget.account({ client: request.ip }) };
    reply.headers(Object.fromEntries(rateLimitHeaders(charge.account)));
    // What is left is nobody else's.
    reply.header('cache-control', 'no-store');
    if (typeof payload !== 'string' || !payload.startsWith('{"errors":')) return done(null, payload);
    reply.removeHeader('content-length');
    done(null, JSON.stringify({ ...(JSON.parse(payload) as object), extensions: costExtension(charge) }));
  });
}
