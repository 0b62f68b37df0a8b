import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

// As mosquitto_passwd writes it. A slow hash protects passwords that people think up; nobody guesses 256 random bits, and
// Mosquitto computes the hash in its only thread each time a gateway connects.
const ITERATIONS = 101;
const SALT_BYTES = 12;
const HASH_BYTES = 64;

export const newSecret = () => randomBytes(32).toString('base64url');

/** @returns what stands behind the user name in a password file of Mosquitto 2: `$7$iterations$salt$hash` */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, ITERATIONS, HASH_BYTES, 'sha512');
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** False, too, for a hash of another kind. */
export async function verifySecret(secret: string | Buffer, hashed: string): Promise<boolean> {
  const [, method, iterations, salt, hash] = hashed.split('$');
  if (method !== '7' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  return timingSafeEqual(
    await derive(secret, Buffer.from(salt, 'base64'), Number(iterations), expected.length, 'sha512'),
    expected,
  );
}
