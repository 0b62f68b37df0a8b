import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** A file of a dataset is taken, or an interface is asked. */
export type UseKind = 'download' | 'api';

export interface UseOf {
  kind: UseKind;
  /** Of a download the dataset, else the interface. */
  name: string;
  channel: string;
}

/** What a request raises by one: nothing that takes time, and nothing of who asks. */
export interface Uses {
  count: number;
}

/** Requests of the pages of this server, whatever the interface: no reuse of anybody. */
export const OWN_PAGES = 'own-pages';

/** Counts in memory, in places that are all made when the server starts: no request can add another. */
export class Tally {
  private readonly places = new Map<string, UseOf & Uses>();

  /** Where to count this; the same for all who ask. */
  of(kind: UseKind, name: string, channel: string): Uses {
    const key = `${kind}/${name}/${channel}`;
    let place = this.places.get(key);
    if (!place) this.places.set(key, (place = { kind, name, channel, count: 0 }));
    return place;
  }

  /** Where to count what others ask of an interface, and where what our own pages do. */
  api(name: string, channel: string): (headers: IncomingHttpHeaders) => Uses {
    const others = this.of('api', name, channel);
    const own = this.of('api', name, OWN_PAGES);
    return (headers) => (isOfOwnPage(headers) ? own : others);
  }

  /** All that has been counted since the last time. */
  take(): (UseOf & Uses)[] {
    const counted = [...this.places.values()].filter(({ count }) => count > 0);
    return counted.map((place) => {
      const taken = { ...place };
      place.count = 0;
      return taken;
    });
  }
}

/** Browsers say so by HTTPS and on this machine: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
const isOfOwnPage = (headers: IncomingHttpHeaders): boolean => headers['sec-fetch-site'] === 'same-origin';

/** A file that a list of our map reads. A link to it that somebody follows names a document. */
export const isForOwnPage = (headers: IncomingHttpHeaders): boolean =>
  isOfOwnPage(headers) && headers['sec-fetch-dest'] === 'empty';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where answers of this route are counted. */
    uses?: (request: FastifyRequest) => Uses | undefined;
  }
}

/**
 * Counts each answer of a route that says where (`config.uses`): one to GET with all its content. Not 304, where nothing is taken; not an
 * error; not what broke off.
 */
export function countAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const uses = isWhole(request, reply) && request.routeOptions.config.uses?.(request);
    if (uses) uses.count++;
    done();
  });
}

const isWhole = ({ method }: FastifyRequest, { raw }: { raw: { statusCode: number; writableFinished: boolean } }) =>
  method === 'GET' && raw.statusCode === 200 && raw.writableFinished;
