import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { networkOf, type Budget } from './budget.js';
import { limitError } from './limits.js';
import { isAdHoc, refuseRequest } from './refuse-request.js';

export interface TurnLimits {
  /** Queries that are being answered, in all. */
  atOnce: number;
  /** Of one client who has more than half of its points left. */
  ofOne: number;
  /** Queries of one client that wait. */
  waitingOfOne: number;
  /** In all: each is kept in memory. */
  waiting: number;
}

const LIMITS: TurnLimits = { atOnce: 24, ofOne: 8, waitingOfOne: 100, waiting: 400 };

/**
 * Lets ad-hoc queries in one after the other, so that nobody waits behind all queries of somebody else. Reading and checking a query holds up
 * everything, so that is done for one at a time. First come those of clients who have points left; whoever has spent half of them has one
 * query answered at a time.
 */
export function takeTurns(fastify: FastifyInstance, budget: Budget): void {
  const turns = new Turns(budget, LIMITS);
  // The body is here already: whoever sends it slowly keeps nobody waiting.
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!isAdHoc(request.raw)) return done();
    const turn = turns.join(request.ip, () => done());
    if (turn instanceof GraphQLError) {
      reply.hijack();
      return refuseRequest(request.raw, reply.raw, turn, budget.account({ client: request.ip }));
    }
    turnOf.set(request.raw, turn);
    reply.raw.once('close', () => turns.leave(turn));
  });
}

const turnOf = new WeakMap<IncomingMessage, Turn>();

/** The query of this request is read and checked: others may come, while it is carried out. */
export function isChecked({ raw }: FastifyRequest): void {
  turnOf.get(raw)?.checked();
}

/** One query that waits or is answered. */
export interface Turn {
  checked: () => void;
  party: Party;
  start: () => void;
  state: 'waits' | 'is checked' | 'runs' | 'over';
}

/** A network whose queries are answered or wait. */
interface Party {
  network: string;
  address: string;
  running: number;
  waiting: Turn[];
}

export class Turns {
  private running = 0;
  private waiting = 0;
  private checking: Turn | undefined;
  private round: NodeJS.Immediate | undefined;
  /** In the order in which they have had their last turn. */
  private readonly parties = new Map<string, Party>();

  constructor(
    private readonly budget: Budget,
    private readonly limits: TurnLimits,
  ) {}

  /** @param start is called when its turn comes @returns why it is not let in, where it is not */
  join(address: string, start: () => void): Turn | GraphQLError {
    const network = networkOf(address);
    const party = this.parties.get(network) ?? { network, address, running: 0, waiting: [] };
    const { waitingOfOne, waiting } = this.limits;
    if (party.waiting.length >= waitingOfOne || this.waiting >= waiting) {
      const whose = party.waiting.length >= waitingOfOne ? `${waitingOfOne} of your` : `${waiting} of all`;
      const text = `${whose} queries wait already. Send the next when some of them are answered.`;
      return limitError('TOO_MANY_AT_ONCE', text, { retryAfterSeconds: 1 });
    }
    this.parties.set(network, party);
    const turn: Turn = { party, start, state: 'waits', checked: () => this.checked(turn) };
    party.waiting.push(turn);
    this.waiting++;
    this.next();
    return turn;
  }

  leave(turn: Turn): void {
    const { party, state } = turn;
    if (state === 'over') return;
    turn.state = 'over';
    if (state === 'waits') {
      party.waiting.splice(party.waiting.indexOf(turn), 1);
      this.waiting--;
    } else {
      party.running--;
      this.running--;
    }
    if (!party.running && !party.waiting.length) this.parties.delete(party.network);
    if (this.checking === turn) this.checking = undefined;
    this.next();
  }

  private checked(turn: Turn): void {
    if (this.checking !== turn) return;
    turn.state = 'runs';
    this.checking = undefined;
    this.next();
  }

  /**
   * One in each round of the event loop: many queries can be answered without any wait, and in one round all that have come would be, before
   * anybody else is heard.
   */
  private next(): void {
    this.round ??= setImmediate(() => {
      this.round = undefined;
      if (this.checking || this.running >= this.limits.atOnce) return;
      const party = this.choose();
      if (party) this.begin(party);
    });
  }

  private begin(party: Party): void {
    this.parties.delete(party.network);
    this.parties.set(party.network, party);
    const turn = party.waiting.shift()!;
    this.waiting--;
    party.running++;
    this.running++;
    turn.state = 'is checked';
    this.checking = turn;
    turn.start();
  }

  /** Of those who may have another query answered: with points before with few, with fewest running, and then who has waited longest. */
  private choose(): Party | undefined {
    let rich: Party | undefined;
    let poor: Party | undefined;
    for (const party of this.parties.values()) {
      if (!party.waiting.length) continue;
      const { remaining, limit } = this.budget.account({ client: party.address });
      if (remaining > limit / 2) {
        if (party.running < Math.min(this.limits.ofOne, rich?.running ?? Infinity)) rich = party;
      } else if (!party.running) poor ??= party;
    }
    return rich ?? poor;
  }
}
