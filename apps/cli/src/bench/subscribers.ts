// A process of so many WebSockets that subscribe to all live observations (graphql-ws) and then read nothing more.
// https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md, https://www.rfc-editor.org/rfc/rfc6455#section-5.2
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SubscribersTask {
  host: string;
  port: number;
  count: number;
}

export interface SubscribersState {
  /** Whose subscription was taken. */
  subscribed: number;
  /** Whom the server has turned away or let go. */
  closed: number;
}

/** So many share one address, as a proxy tells the service. */
const OF_ONE_ADDRESS = 400;
const AT_ONCE = 50;
const PAUSE_MS = 25;
const QUERY = 'subscription { observationAdded { sensor { id } datastream { id } phenomenonTime result resultText } }';

const state: SubscribersState = { subscribed: 0, closed: 0 };

/** A text frame of a client. Its mask is of zeros, so that the text stays as it is. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}

const INIT = frame(JSON.stringify({ type: 'connection_init' }));
const SUBSCRIBE = frame(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));

function subscribe({ host, port }: SubscribersTask, number: number): Promise<Socket> {
  const address = `198.51.100.${Math.floor(number / OF_ONE_ADDRESS)}`;
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () =>
      socket.write(
        `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n` +
          `X-Forwarded-For: ${address}\r\n\r\n`,
      ),
    );
    let heard = '';
    socket.on('data', (chunk) => {
      const before = heard;
      heard += chunk.toString('latin1');
      if (!before.includes('\r\n\r\n') && heard.includes('\r\n\r\n')) socket.write(INIT);
      if (!heard.includes('connection_ack')) return;
      socket.write(SUBSCRIBE);
      socket.removeAllListeners('data').pause();
      state.subscribed++;
      resolve(socket);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      state.closed++;
      resolve(socket);
    });
  });
}

process.on('message', async (message: SubscribersTask | 'state') => {
  if (message === 'state') return void process.send!({ state });
  for (let i = 0; i < message.count; i += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, message.count - i) }, (_, j) => subscribe(message, i + j)),
    );
    await sleep(PAUSE_MS);
  }
  process.send!({ ready: state });
});
process.once('disconnect', () => process.exit());
