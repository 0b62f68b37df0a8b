import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Which way bytes go: from the client to the server, or back. */
export type Direction = 'there' | 'back';

export type Line = Awaited<ReturnType<typeof startLine>>;

/**
 * The network between a client and a server of any protocol: it can break, or stop to carry anything without telling anybody.
 * @param target a URL with a port on this machine; the client takes {@link Line.url} instead
 */
export async function startLine(target: string) {
  let broken = false;
  let frozen: readonly Direction[] = [];
  const pairs = new Set<Pair>();
  const listener = createServer((client) => {
    if (broken) return client.resetAndDestroy();
    const pair: Pair = { client, server: connect(Number(new URL(target).port), '127.0.0.1'), frozen };
    pairs.add(pair);
    onEnd(pair, 'there');
    onEnd(pair, 'back');
    carry(pair);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;

  const breakAll = () => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
    pairs.clear();
  };
  return {
    url: url.href,
    /** Resets what is connected and refuses others, until {@link mend}. */
    break() {
      broken = true;
      breakAll();
    },
    /** Carries nothing in these directions, not even an end, for whoever is connected and who connects before {@link mend}. */
    freeze(...directions: Direction[]) {
      frozen = directions;
      for (const pair of pairs) {
        pair.frozen = frozen;
        carry(pair);
      }
    },
    /** Carries new connections again. What is frozen stays so, as behind a firewall that has forgotten it. */
    mend() {
      broken = false;
      frozen = [];
    },
    stop() {
      listener.close();
      breakAll();
    },
  };
}

interface Pair {
  client: Socket;
  server: Socket;
  frozen: readonly Direction[];
}

const ends = ({ client, server }: Pair, direction: Direction) =>
  direction === 'there' ? ([client, server] as const) : ([server, client] as const);

function carry(pair: Pair): void {
  for (const direction of ['there', 'back'] as const) {
    const [from, to] = ends(pair, direction);
    from.unpipe(to);
    if (pair.frozen.includes(direction)) from.pause();
    else from.pipe(to);
  }
}

function onEnd(pair: Pair, direction: Direction): void {
  const [from, to] = ends(pair, direction);
  from.on('error', () => {});
  from.on('close', () => {
    if (!pair.frozen.includes(direction)) to.destroy();
  });
}
