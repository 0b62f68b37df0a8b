import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { Aedes } from 'aedes';
import { UserError } from '@stadtlage/database';

export interface EmbeddedBroker {
  url: string;
  /** The protocol it speaks, for {@link IngestOptions.protocolVersion}: MQTT 3.1.1. */
  protocolVersion: 4;
  stop(): Promise<void>;
}

/**
 * The broker for a first look and for development: MQTT 3.1.1 on TCP, sessions in memory, no users. It acknowledges
 * before anything is stored and forgets everything when the process ends; real gateways belong to Mosquitto.
 * @param options.port 0 takes a free one
 * @param options.host where it listens. Default 127.0.0.1: only this machine. 0.0.0.0 lets in everybody on the network.
 * @throws UserError when the port is taken
 */
export async function startEmbeddedBroker({
  port,
  host = '127.0.0.1',
}: {
  port: number;
  host?: string;
}): Promise<EmbeddedBroker> {
  const aedes = new Aedes({ concurrency: 1_000 });
  await aedes.listen();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    aedes.close();
    throw describeListenError(error as NodeJS.ErrnoException, port, host);
  }
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `mqtt://${host === '0.0.0.0' ? '127.0.0.1' : host}:${taken}`,
    protocolVersion: 4,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
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
