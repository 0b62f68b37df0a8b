// A process of so many WebSockets that subscribe to all live observations (graphql-ws), and read nothing more once the first have come.
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
  /** Who got a first value. */
  subscribed: number;
  /** Who got an error instead. */
  refused: number;
  /** Whom the server has turned away or let go. */
  closed: number;
}

/** So many share one address, as a proxy tells the service. */
const OF_ONE_ADDRESS = 400;
const AT_ONCE = 50;
const PAUSE_MS = 25;
const QUERY = 'subscription { observationAdded { sensor { id } datastream { id } phenomenonTime result resultText } }';

const state: SubscribersState = { subscribed: 0, refused: 0, closed: 0 };

const TEXT = 1;
const PING = 9;
const PONG = 10;

/** A frame of a client. Its mask is of zeros, so that the content stays as it is. */
function frame(content: string | Buffer, opcode = TEXT): Buffer {
  const payload = Buffer.from(content as string);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...length, 0, 0, 0, 0]), payload]);
}

/** Cuts what the server sends into frames, behind the head of its HTTP answer. */
function frameReader(): (chunk: Buffer) => { opcode: number; payload: Buffer }[] {
  let rest = Buffer.alloc(0);
  let isOpen = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const head = isOpen ? 0 : rest.indexOf('\r\n\r\n') + 4;
    if (!isOpen && head < 4) return [];
    isOpen = true;
    rest = rest.subarray(head);
    const frames: { opcode: number; payload: Buffer }[] = [];
    for (;;) {
      const short = rest.length < 2 ? 0 : rest[1]!;
      const begin = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (rest.length < begin) return frames;
      const length = short === 127 ? rest.readUInt32BE(6) : short === 126 ? rest.readUInt16BE(2) : short;
      if (rest.length < begin + length) return frames;
      frames.push({ opcode: rest[0]! & 15, payload: rest.subarray(begin, begin + length) });
      rest = rest.subarray(begin + length);
    }
  };
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
    const read = frameReader();
    const isFirst = (type: unknown) => type === 'next' || type === 'error';
    socket.once('data', () => socket.write(INIT));
    socket.on('data', (chunk) => {
      for (const { opcode, payload } of read(chunk)) {
        // The server sends more only when it knows that what it has sent has arrived.
        if (opcode === PING) socket.write(frame(payload, PONG));
        if (opcode !== TEXT) continue;
        const { type } = JSON.parse(payload.toString()) as { type: unknown };
        if (type === 'connection_ack') socket.write(SUBSCRIBE);
        if (!isFirst(type)) continue;
        state[type === 'next' ? 'subscribed' : 'refused']++;
        socket.removeAllListeners('data').pause();
        return resolve(socket);
      }
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
