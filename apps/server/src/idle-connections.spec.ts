import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { letGoOfIdle } from './idle-connections.js';

const MOST = 3;
const REQUEST = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

test('who comes when too many connections are open is answered, and those that wait for nothing are let go', async () => {
  const held: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/held') held.push(() => response.end('at last'));
    else response.end('answered');
  });
  letGoOfIdle(server, MOST);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  const ask = async (request = REQUEST) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(request));
    sockets.push(socket);
    const heard: string[] = [];
    socket.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    if (request === REQUEST) await once(socket, 'data');
    return { socket, heard };
  };
  try {
    const busy = await ask(REQUEST.replace('/', '/held'));
    const idle = [await ask(), await ask()];
    const closed = idle.map(({ socket }) => once(socket, 'close'));
    expect((await ask()).heard.join('')).toContain('answered');
    await Promise.all(closed);
    for (const answer of held) answer();
    await once(busy.socket, 'data');
    expect(busy.heard.join('')).toContain('at last');
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
