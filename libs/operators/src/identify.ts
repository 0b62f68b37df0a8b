import type { Queryable } from '@stadtlage/database';
import type { GraphContext } from '@stadtlage/datasets';
import { GraphQLError } from 'graphql';
import { findOperator, type Account } from './operators.js';

const HOW = 'Send the header "Authorization: Bearer <token>"; "stadtlage operator add <name>" gives a token.';

/**
 * Reads the header `Authorization` of a request: https://www.rfc-editor.org/rfc/rfc6750
 * Other schemes than Bearer are not for us: a proxy before us may ask for a password of its own.
 * @returns undefined for the public
 * @throws GraphQLError UNAUTHENTICATED for a token that nobody has, rather than answering as if none was sent
 */
export async function identify(database: Queryable, authorization: string | undefined): Promise<Account | undefined> {
  const bearer = /^Bearer\b(.*)$/i.exec(authorization ?? '');
  if (!bearer) return undefined;
  const operator = await findOperator(database, bearer[1]!.trim());
  if (operator) return operator;
  throw unauthenticated(`This token is unknown or revoked. ${HOW}`, { http: { status: 401 } });
}

/** @throws GraphQLError UNAUTHENTICATED that says how to get a token, FORBIDDEN for somebody of the city with less rights */
export function requireOperator(context: GraphContext): Account {
  const account = requirePlanner(context);
  if (account.role === 'operator') return account;
  throw new GraphQLError(
    `Only operators may do this; "${account.name}" is a planner, who may change the digital agenda alone.`,
    { extensions: { code: 'FORBIDDEN' } },
  );
}

/** For what planners may do as well. @throws GraphQLError UNAUTHENTICATED when the request is nobody's of the city */
export function requirePlanner({ operator }: GraphContext): Account {
  if (!operator) throw unauthenticated(`Only operators of the city may do this. ${HOW}`);
  return operator;
}

const unauthenticated = (message: string, extensions = {}) =>
  new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', ...extensions } });
