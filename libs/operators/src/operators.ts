import { UserError, type Database, type Queryable } from '@stadtlage/database';
import { createHash, randomBytes } from 'node:crypto';

/** `operator`: everything. `planner`: the digital agenda alone. */
export const ROLES = ['operator', 'planner'] as const;
export type Role = (typeof ROLES)[number];

/** Who of the city asks. */
export interface Account {
  name: string;
  role: Role;
}

/** Somebody of the city who may see and change what is not open: gateways, sensors that are not public yet, the agenda. */
export interface Operator extends Account {
  createdAt: Date;
  /** To the minute; null when its token was never used. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** A slow hash protects passwords that people think up; nobody guesses 256 random bits. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * @returns the operator's token, which cannot be shown again
 * @throws UserError when there is such an operator already, or the name is none
 */
export async function addOperator(database: Database, name: string, role: Role = 'operator'): Promise<string> {
  if (!/^[^\p{C}\s](?:[^\p{C}]{0,98}[^\p{C}\s])?$/u.test(name)) {
    throw new UserError(`The name ${JSON.stringify(name)} cannot be used: write 1 to 100 printable characters.`);
  }
  const token = newToken();
  const added = await database.query(
    `INSERT INTO operators.operator AS known (name, token_hash, role) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET token_hash = $2, role = $3, created_at = now(), last_used_at = NULL, revoked_at = NULL
     WHERE known.revoked_at IS NOT NULL RETURNING name`,
    [name, hashOf(token), role],
  );
  if (added.length) return token;
  throw new UserError(
    `There is an operator "${name}" already. For a new token, revoke the old one first: stadtlage operator revoke ${quoted(name)}`,
  );
}

/** Those who may act first, then the revoked ones. */
export function listOperators(database: Queryable): Promise<Operator[]> {
  return database.query<Operator>(
    `SELECT name, role, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
     FROM operators.operator ORDER BY revoked_at IS NOT NULL, name`,
  );
}

/** Its token and all of its sessions count for nothing from now on. @throws UserError when no such operator may act */
export async function revokeOperator(database: Database, name: string): Promise<void> {
  const revoked = await database.query(
    `WITH ended AS (DELETE FROM operators.session WHERE operator = $1)
     UPDATE operators.operator SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL RETURNING name`,
    [name],
  );
  if (revoked.length) return;
  throw new UserError(`There is no operator "${name}" to revoke. See "stadtlage operator list".`);
}

/** Whose token this is; undefined for one that is unknown or revoked. The hash is looked up, so no time tells how much fits. */
export async function findOperator(database: Queryable, token: string): Promise<Account | undefined> {
  const [operator] = await database.query<Account & { used: boolean }>(
    `SELECT name, role, coalesce(last_used_at > now() - interval '1 minute', false) AS used
     FROM operators.operator WHERE token_hash = $1 AND revoked_at IS NULL`,
    [hashOf(token)],
  );
  if (!operator) return undefined;
  const { name, role, used } = operator;
  if (!used) await database.query('UPDATE operators.operator SET last_used_at = now() WHERE name = $1', [name]);
  return { name, role };
}

const quoted = (name: string) => (/^[\w.@-]+$/.test(name) ? name : JSON.stringify(name));
