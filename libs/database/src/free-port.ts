import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below those that Linux and macOS give to whoever asks for any port: one of these would be given to another
 * program between finding and using it. Chrome refuses to open some below 20,000.
 */
const PORTS = { from: 20_000, to: 32_767 };
const given = new Set<number>();

/** A port of 127.0.0.1 on which nothing listens and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await canListen(port)) return port;
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((settled) => {
    server.once('error', () => settled(false));
    server.listen(port, '127.0.0.1', () => settled(true));
  });
  if (listens) await new Promise((closed) => server.close(closed));
  return listens;
}
