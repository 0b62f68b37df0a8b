import type { FastifyInstance } from 'fastify';

/** Fastify refuses a body that is too large by itself; GraphQL clients understand it as a GraphQL error. */
export function explainTooLarge(fastify: FastifyInstance, limit: number): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 413 || !request.url.startsWith('/graphql')) return payload;
    const bytes = request.headers['content-length'];
    const sent = bytes ? `This request has ${Number(bytes).toLocaleString('en')} bytes` : 'This request is too large';
    const fix = 'Give fewer or smaller variables, such as an area with fewer corners, or send several requests.';
    const message = `${sent}; at most ${limit.toLocaleString('en')} bytes are read. ${fix}`;
    reply.removeHeader('content-length');
    reply.type('application/json; charset=utf-8');
    return JSON.stringify({ errors: [{ message, extensions: { code: 'REQUEST_TOO_LARGE' } }] });
  });
}
