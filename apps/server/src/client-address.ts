import proxyAddr from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';

/** The network address that a request came from, as Fastify finds it, for what Fastify does not see. */
export function clientAddress(trustProxy: string[] | false): (request: IncomingMessage) => string {
  const isTrusted = trustProxy ? proxyAddr.compile(trustProxy) : () => false;
  return (request) => proxyAddr(request, isTrusted);
}
