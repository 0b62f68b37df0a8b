import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { Aedes } from 'aedes';
import { UserError } from '@stadtlage/database';
import type { Source, SourceHandlers } from '../ingest/source.js';
import type { Log } from '../ingest/subscriber.js';
import { Refusal, type Access } from './access.js';
import { EmbeddedSource } from './embedded-source.js';
import { Gatekeeper } from './gatekeeper.js';

export interface EmbeddedBroker {
  /** With the user and password of Stadtlage itself, made for this start: who has it may read and publish everything. */
  url: string;
  /** The protocol it speaks, for {@link IngestOptions.protocolVersion}: MQTT 3.1.1. */
  protocolVersion: 4;
  /** For {@link IngestOptions.source}: from then on a message is acknowledged when it is stored, and not before. */
  source: (handlers: SourceHandlers) => Source;
  /** How much it refused since the start. */
  refused: Readonly<Record<'connections' | 'messages' | 'subscriptions', number>>;
  stop(): Promise<void>;
}

export interface EmbeddedBrokerOptions {
  /** 0 takes a free one. */
  port: number;
  /** Where it listens. Default 127.0.0.1: only this machine. 0.0.0.0 is reached by everybody on the network. */
  host?: string;
  /** Who may connect beside Stadtlage itself. Default: nobody. */
  access?: Access;
  log?: Pick<Log, 'warn'>;
  /** An ingest of this process will take the messages from {@link EmbeddedBroker.source}; until then nothing is acknowledged. */
  forIngest?: boolean;
}

const NOBODY: Access = { identify: () => Promise.reject(new Refusal('this broker is for Stadtlage itself')) };

/**
 * The broker for a first look and for small cities: MQTT 3.1.1 on TCP, no TLS. An ingest in the same process takes its
 * messages from {@link EmbeddedBroker.source}; any other client's sessions are kept in memory only.
 * @throws UserError when the port is taken
 */
export async function startEmbeddedBroker({
  port,
  host = '127.0.0.1',
  access = NOBODY,
  log = { warn() {} },
  forIngest = false,
}: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const gatekeeper = new Gatekeeper(access, log);
  let source: EmbeddedSource | undefined;
  let attach!: (source: EmbeddedSource) => void;
  const attached = new Promise<EmbeddedSource>((resolve) => (attach = resolve));
  const aedes = new Aedes({
    concurrency: 1_000,
    ...gatekeeper.hooks,
    // Aedes sends PUBACK and PUBREC when this is done.
    authorizePublish: (client, packet, done) =>
      gatekeeper.hooks.authorizePublish(client, packet, (error) => {
        if (error || (!source && !forIngest)) done(error);
        else if (source) source.offer(packet, done);
        // Nobody is told that something is stored before there is somebody who stores.
        else void attached.then((ingest) => ingest.offer(packet, done));
      }),
  });
  await aedes.listen();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  gatekeeper.guard(server);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    aedes.close();
    throw describeListenError(error as NodeJS.ErrnoException, port, host);
  }
  const taken = (server.address() as AddressInfo).port;
  const { username, password, refused } = gatekeeper;
  return {
    url: `mqtt://${username}:${password}@${reachable(host)}:${taken}`,
    protocolVersion: 4,
    source(handlers) {
      source = new EmbeddedSource(aedes, handlers);
      attach(source);
      return source;
    },
    refused,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** An address that this machine can connect to. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function describeListenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError(
        `MQTT_PORT: port ${port} is taken by another program. Set MQTT_PORT to a free port, or MQTT_URL to use the broker that runs there.`,
      );
    case 'EACCES':
      return new UserError(`MQTT_PORT: this user may not open port ${port}. Set MQTT_PORT to a port above 1023.`);
    case 'EADDRNOTAVAIL':
      return new UserError(`The MQTT broker cannot listen on ${host}: this machine does not have that address.`);
    default:
      return error;
  }
}
