import Fastify from 'fastify';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { takeTurns } from './page-turns.js';

/** More than one network may have made at once. */
const READERS = 4;

test('a page is made for who asks beside some who take long files and do not read them', async () => {
  const fastify = Fastify();
  takeTurns(fastify);
  const piece = Buffer.alloc(100_000, 'a');
  let begun = 0;
  let taken = 0;
  fastify.get('/file', (_request, reply) => {
    begun += 1;
    return reply.send(
      new Readable({
        read: function read() {
          taken += 1;
          this.push(piece);
        },
      }),
    );
  });
  fastify.get('/page', () => 'a page');
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const sockets = Array.from({ length: READERS }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    socket.write('GET /file HTTP/1.1\r\nhost: here\r\n\r\n');
    return socket;
  });
  try {
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    // Until nothing fits into what lies between the server and them.
    for (let before = -1; before !== taken || begun < READERS;) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await (await fetch(`${url}/page`)).text()).toBe('a page');
  } finally {
    for (const socket of sockets) socket.destroy();
    await fastify.close();
  }
});
