import type { GraphContext } from '@stadtlage/datasets';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Budget, Charge, Client } from './budget.js';
import { checkDocument, limitError } from './limits.js';
import { noteCharge } from './tell-charge.js';

/** Documents within the limits, as text: clients send few different ones. */
const admitted = new LRUCache<string, true>({
  max: 1_000,
  maxSize: 4_000_000,
  sizeCalculation: (_, key) => key.length,
});

/**
 * Looks at a request before anything of it is parsed or validated in earnest.
 * @returns the context, for a request that may go on
 * @throws GraphQLError with the HTTP status it is refused with
 */
export function admit(request: FastifyRequest, context: GraphContext, budget: Budget): GraphContext {
  const { method, body, url, headers } = request;
  const refusal = (error: GraphQLError, charge: Charge) => {
    noteCharge(request, charge);
    return overHttp(error);
  };
  const debt = owesPoints(budget, context);
  if (debt) throw refusal(debt, { requested: 0, account: budget.account(context) });
  // One that is sent in chunks does not say how long it is.
  budget.chargeBody(context, Number(headers['content-length'] ?? JSON.stringify(body ?? null).length));
  if (Array.isArray(body)) {
    const fix = 'Send them one after the other, or as several fields of one query.';
    const text = `This request holds ${body.length} operations; one is answered. ${fix}`;
    throw refusal(limitError('BATCHING_NOT_ALLOWED', text), budget.chargeRefusal(context, 0));
  }
  // As whoever parses it reads it: of an address that is not in UTF-8, others make another text.
  const document: unknown =
    method === 'GET'
      ? new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('query')
      : (body as { query?: unknown } | null | undefined)?.query;
  if (typeof document !== 'string' || admitted.has(document)) return context;
  try {
    checkDocument(document);
  } catch (error) {
    throw refusal(error as GraphQLError, budget.chargeRefusal(context, document.length));
  }
  admitted.set(document, true);
  return context;
}

/** Why a client is not listened to now; undefined for everybody whose queries are answered. */
export function owesPoints(budget: Budget, client: Client): GraphQLError | undefined {
  const owed = budget.secondsOwed(client);
  if (owed === 0) return undefined;
  const text = `So many of your queries were refused that nothing is left of your points. Mend them, and send the next in ${owed} s.`;
  return limitError('COST_BUDGET_EXCEEDED', text, { remaining: 0, retryAfterSeconds: owed });
}

/** With the status that HTTP has for it, and when to try again. */
export function overHttp({ message, extensions }: GraphQLError): GraphQLError {
  const seconds = extensions['retryAfterSeconds'];
  const http = { status: seconds ? 429 : 400, headers: new Map(seconds ? [['retry-after', String(seconds)]] : []) };
  return new GraphQLError(message, { extensions: { ...extensions, http } });
}
