import type { Server } from 'node:http';

/** To look through all of them takes time. */
const PAUSE_MS = 1_000;

/**
 * Lets go of connections that wait for their next request once there are too many: they are kept open for long, for the sake of proxies,
 * and each takes memory and an open file. Those on which something is under way stay, and WebSockets.
 */
export function letGoOfIdle(server: Server, most: number): void {
  let open = 0;
  let last = -Infinity;
  server.on('connection', (socket) => {
    open++;
    socket.once('close', () => open--);
    if (open <= most || performance.now() - last < PAUSE_MS) return;
    last = performance.now();
    server.closeIdleConnections();
  });
}
