import { createServer } from 'node:net';

/** Where a program listens that is started like this. Another default than that of the settings would only be told later. */
const LISTENING = [
  { name: 'PORT', port: '3000', host: 'HOST' },
  { name: 'MQTT_PORT', port: '1883', host: 'MQTT_HOST', unless: 'MQTT_URL' },
];

/**
 * Asks for the ports before the program is loaded, which takes seconds; the settings themselves are judged when it is.
 * It imports nothing of it for that reason.
 * @returns what is wrong, and how to mend it
 */
export async function takenPort(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const { name, port, host, unless } of LISTENING) {
    if (unless && env[unless]) continue;
    const taken = await whoseIs(name, Number(env[name] || port), env[host] || '127.0.0.1');
    if (taken) return taken;
  }
  return undefined;
}

/** @returns a sentence where another program has the port */
export function whoseIs(name: string, port: number, host: string): Promise<string | undefined> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return Promise.resolve(undefined);
  return new Promise((told) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      told(
        error.code === 'EADDRINUSE'
          ? `${name}: ${port} is taken by another program. Stop it, or choose another port: ${name}=${port + 1} npm start.`
          : undefined,
      ),
    );
    probe.listen(port, host, () => probe.close(() => told(undefined)));
  });
}
