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
  const pairs = new Set<[client: Socket, server: Socket]>();
  const listener = createServer((client) => {
    if (broken) return client.resetAndDestroy();
    const server = connect(Number(new URL(target).port), '127.0.0.1');
    const pair: [Socket, Socket] = [client, server];
    pairs.add(pair);
    for (const [socket, other] of [pair, pair.toReversed() as typeof pair]) {
      socket.on('error', () => {});
      socket.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
    carry(pair, frozen);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;

  const breakAll = () => pairs.forEach(([client]) => client.resetAndDestroy());
  return {
    url: url.href,
    /** Resets what is connected and refuses others, until {@link mend}. */
    break() {
      broken = true;
      breakAll();
    },
    /** Carries nothing in these directions and closes nothing, for whoever is connected, and who connects before {@link mend}. */
    freeze(...directions: Direction[]) {
      frozen = directions;
      for (const pair of pairs) carry(pair, frozen);
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

function carry([client, server]: [Socket, Socket], frozen: readonly Direction[]): void {
  flow(client, server, !frozen.includes('there'));
  flow(server, client, !frozen.includes('back'));
}

function flow(from: Socket, to: Socket, open: boolean): void {
  from.unpipe(to);
  if (open) from.pipe(to);
  else from.pause();
}
