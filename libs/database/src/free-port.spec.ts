import { createServer } from 'node:net';
import { freePort } from './free-port.js';

describe('a free port', () => {
  it('is never given twice, and never one that the system gives to whoever asks for any', async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, freePort));
    expect(new Set(ports).size).toBe(200);
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  });

  it('can be listened on', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    expect(server.address()).toMatchObject({ port });
    await new Promise((closed) => server.close(closed));
  });
});
