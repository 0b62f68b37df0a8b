import type { Database, Queryable } from '@stadtlage/database';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { findOperator, hashOf, newToken, type Account } from './operators.js';

/** A working day: whoever forgets to sign out is signed out overnight. */
export const SESSION_HOURS = 10;

/** Somebody who has signed in for pages, by the secret that their browser keeps. */
export interface Session extends Account {
  /** Stands in each form, and can be made only by who has the secret: a form of another site lacks it. */
  formToken: string;
}

/** @returns the secret for a cookie; undefined when nobody has this token */
export async function openSession(database: Database, token: string): Promise<string | undefined> {
  const account = await findOperator(database, token);
  if (!account) return undefined;
  const secret = newToken();
  await database.query(
    `WITH over AS (DELETE FROM operators.session WHERE ends_at < now())
     INSERT INTO operators.session (secret_hash, operator, ends_at) VALUES ($1, $2, now() + make_interval(hours => $3))`,
    [hashOf(secret), account.name, SESSION_HOURS],
  );
  return secret;
}

/** Whose session this is; undefined where it has ended. */
export async function findSession(database: Queryable, secret: string): Promise<Session | undefined> {
  const [account] = await database.query<Account>(
    `SELECT o.name, o.role FROM operators.session s JOIN operators.operator o ON o.name = s.operator
     WHERE s.secret_hash = $1 AND s.ends_at > now() AND o.revoked_at IS NULL`,
    [hashOf(secret)],
  );
  return account && { ...account, formToken: formTokenOf(secret) };
}

export async function closeSession(database: Queryable, secret: string): Promise<void> {
  await database.query('DELETE FROM operators.session WHERE secret_hash = $1', [hashOf(secret)]);
}

/** Whether a form was made for this session. */
export function isFormOf({ formToken }: Session, sent: string): boolean {
  const [ours, theirs] = [Buffer.from(formToken), Buffer.from(sent)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

const formTokenOf = (secret: string): string => createHmac('sha256', secret).update('form').digest('base64url');
