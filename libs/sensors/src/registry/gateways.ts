import { UserError, type Database, type Queryable } from '@stadtlage/database';
import { hashSecret, newSecret } from './secret.js';
import { checkFilter, overlap } from './topic-filters.js';

/** The user name of Stadtlage itself on the broker. */
export const SERVICE_USER = 'stadtlage';

/** Hears the id of a gateway whenever who may publish what has changed. */
export const GATEWAYS_CHANNEL = 'gateways';

export interface NewGateway {
  /** Its user name, and its place among the topics: `gateways/{id}/…`. */
  id: string;
  name?: string | null;
  /** MQTT topic filters that it may publish on as well, such as `v3/city@ttn/devices/+/up`. */
  topics?: readonly string[];
}

export interface Gateway {
  id: string;
  name: string | null;
  confirmed: boolean;
  topics: string[];
  /** Null: something was received from it, but nobody has registered it. */
  registeredAt: Date | null;
  rotatedAt: Date | null;
  revokedAt: Date | null;
  lastSeenAt: Date | null;
}

const GATEWAYS = `
  SELECT id, name, confirmed, topics, registered_at AS "registeredAt", rotated_at AS "rotatedAt", revoked_at AS "revokedAt",
         last_seen_at AS "lastSeenAt"
  FROM sensors.gateway`;

/**
 * Lets a gateway publish, one that was seen already or was revoked as well as a new one.
 * @returns its secret, which cannot be shown again
 * @throws UserError when it is registered, its id cannot be used, or another gateway has the topics
 */
export async function addGateway(database: Database, { id, name, topics = [] }: NewGateway): Promise<string> {
  checkId(id);
  checkName(name);
  topics.forEach(checkFilter);
  const secret = newSecret();
  const hash = await hashSecret(secret);
  await database.transaction(async (transaction) => {
    // Two that claim the same topics at once would not see each other.
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtext('sensors.gateway'))`);
    await checkUnclaimed(transaction, id, topics);
    const added = await transaction.query(
      `INSERT INTO sensors.gateway AS known (id, name, topics, secret_hash, registered_at, confirmed) VALUES ($1, $2, $3, $4, now(), true)
       ON CONFLICT (id) DO UPDATE SET name = coalesce($2, known.name), topics = $3, secret_hash = $4, registered_at = now(),
         rotated_at = NULL, revoked_at = NULL, confirmed = true
       WHERE known.secret_hash IS NULL RETURNING id`,
      [id, name || null, topics, hash],
    );
    if (!added.length) {
      throw new UserError(
        `Gateway "${id}" is registered already. "stadtlage gateway rotate ${id}" gives it a new secret.`,
      );
    }
    await tellEverybody(transaction, id);
  });
  return secret;
}

/** All that are registered, were ever, or have sent something; by id. */
export function listGateways(database: Queryable, after?: string | null, limit?: number): Promise<Gateway[]> {
  return database.query<Gateway>(`${GATEWAYS} WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2`, [
    after ?? null,
    limit ?? null,
  ]);
}

export async function findGateway(database: Queryable, id: string): Promise<Gateway | undefined> {
  const [gateway] = await database.query<Gateway>(`${GATEWAYS} WHERE id = $1`, [id]);
  return gateway;
}

/** @returns its new secret; the old one is void. @throws UserError when it is not registered */
export async function rotateGateway(database: Database, id: string): Promise<string> {
  const secret = newSecret();
  const rotated = `UPDATE sensors.gateway SET secret_hash = $2, rotated_at = now() WHERE id = $1 AND secret_hash IS NOT NULL RETURNING id`;
  await change(database, id, rotated, [id, await hashSecret(secret)]);
  return secret;
}

/** It may not publish any more; what it has sent stays. @throws UserError when there is no such gateway */
export async function revokeGateway(database: Database, id: string): Promise<void> {
  const revoked = `UPDATE sensors.gateway SET secret_hash = NULL, revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING id`;
  await change(database, id, revoked, [id]);
}

async function change(database: Database, id: string, update: string, values: unknown[]): Promise<void> {
  await database.transaction(async (transaction) => {
    const changed = await transaction.query(update, values);
    if (!changed.length) throw await whyNot(transaction, id);
    await tellEverybody(transaction, id);
  });
}

async function whyNot(transaction: Queryable, id: string): Promise<UserError> {
  const [known] = await transaction.query<{ revoked: Date | null }>(
    'SELECT revoked_at AS revoked FROM sensors.gateway WHERE id = $1',
    [id],
  );
  const found = known?.revoked ? `was revoked at ${known.revoked.toISOString()}` : 'is not registered';
  return new UserError(`Gateway "${id}" ${found}. "stadtlage gateway add ${id}" registers it.`);
}

const tellEverybody = (transaction: Queryable, id: string) =>
  transaction.query('SELECT pg_notify($1, $2)', [GATEWAYS_CHANNEL, id]);

async function checkUnclaimed(transaction: Queryable, id: string, topics: readonly string[]): Promise<void> {
  const others = await transaction.query<{ id: string; topics: string[] }>(
    'SELECT id, topics FROM sensors.gateway WHERE secret_hash IS NOT NULL AND id <> $1 ORDER BY id',
    [id],
  );
  for (const other of others) {
    for (const theirs of other.topics) {
      const ours = topics.find((topic) => overlap(topic, theirs));
      if (ours === undefined) continue;
      throw new UserError(
        `The topic filter "${ours}" overlaps "${theirs}" of gateway "${other.id}", so nobody could tell whose a message is. Narrow it, or revoke that gateway first.`,
      );
    }
  }
}

/** It becomes a level of a topic, a user name and a line of Mosquitto's files, where : ends the name and # is a comment. */
function checkId(id: string): void {
  const usable = id.length > 0 && id.length <= 100 && !/[\p{C}/+#:]/u.test(id) && id === id.trim();
  if (!usable) {
    throw new UserError(
      `The gateway id ${JSON.stringify(id)} cannot be used: write 1 to 100 printable characters other than / + # : and without spaces around them.`,
    );
  }
  if (id === SERVICE_USER)
    throw new UserError(`"${id}" is Stadtlage's own name on the broker. Choose another gateway id.`);
}

function checkName(name: string | null | undefined): void {
  if (!name || (name.length <= 200 && !/\p{C}/u.test(name))) return;
  throw new UserError('The name of the gateway cannot be used: write at most 200 printable characters.');
}
