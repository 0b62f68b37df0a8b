import { jest } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { otherServer } from './other-tiles.js';

const TILE = { z: 12, x: 2137, y: 1356 };

describe('another tile server', () => {
  test('is asked for tiles by the URL that was given', () => {
    const { origin, path } = otherServer('http://localhost:3000/address.1/{z}/{x}/{y}.pbf?style={z}');
    expect([origin, path(TILE)]).toEqual(['http://localhost:3000', '/address.1/12/2137/1356.pbf?style=12']);
  });

  test.each(['tiles', 'https://127.0.0.1/{z}/{x}/{y}', 'http://127.0.0.1:3000/{z}/{x}'])(
    'cannot be asked by %s, which is said before a city is made',
    (template) => {
      expect(() => otherServer(template)).toThrow(
        `--against ${template}: give the URL of its tiles over http, such as http://127.0.0.1:3000/address.1/{z}/{x}/{y}.`,
      );
    },
  );

  test('is waited for until it answers, and told of its database', async () => {
    const said = jest.spyOn(console, 'log').mockImplementation(() => {});
    const server = createServer((_, response) => response.writeHead(404).end());
    const { port } = await new Promise<AddressInfo>((listening) =>
      server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo)),
    );
    const other = otherServer(`http://127.0.0.1:${port}/{z}/{x}/{y}`, 0);
    await other.isThere(TILE, 'postgresql://postgres@127.0.0.1:1/postgres');
    expect(said.mock.calls.join()).toContain('postgresql://postgres@127.0.0.1:1/postgres');
    await new Promise((closed) => (server.close(closed), server.closeAllConnections()));
    await expect(other.isThere(TILE, '')).rejects.toThrow(`Nobody answered at http://127.0.0.1:${port}/12/2137/1356`);
    said.mockRestore();
  });
});
