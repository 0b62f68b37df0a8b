import { Turns, type TurnLimits } from '@stadtlage/datasets';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { leftBy } from './requests.js';

/** Pages that are made at once, of all networks and of one, and those that wait for it. */
const LIMITS: TurnLimits = { atOnce: 6, ofOne: 3, waitingOfOne: 60, waiting: 200 };

/** Whoever asks for very many pages keeps neither other visitors waiting nor the database from other work. */
export function takeTurns(routes: FastifyInstance): void {
  const turns = new Turns(LIMITS);
  routes.decorate('turns', turns);
  const onSent = new WeakMap<FastifyRequest, () => void>();
  // When it is made, not when it is taken: whoever does not read keeps nobody waiting.
  routes.addHook('onSend', async (request) => void onSent.get(request)?.());
  routes.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = async function (request, reply) {
      let made: unknown;
      await turns.pass(request.ip, leftBy(reply), async () => {
        const sent = new Promise<void>((resolve) => onSent.set(request, resolve));
        made = Promise.resolve(handler.call(this, request, reply));
        await Promise.race([made, sent]);
      });
      return made;
    };
  });
}
