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

/** Nothing takes so long: the database ends statements sooner, and after 30 s no others begin. */
const LONGEST_MS = 60_000;
const LIMITS: TurnLimits = { atOnce: 24, ofOne: 8, waitingOfOne: 100, waiting: 400 };

/**
 * Lets ad-hoc queries in one after the other, so that nobody waits behind all queries of somebody else. Reading and checking a query holds up
 * everything, so that is done for one at a time. First come those of clients who have points left; whoever has spent half of them has one
 * query answered at a time.
 */
export function takeTurns(fastify: FastifyInstance, budget: Budget): void {
  const turns = new Turns(LIMITS, (client) => {
    const { remaining, limit } = budget.account({ client });
    return remaining > limit / 2;
  });
  // The body is here already: whoever sends it slowly keeps nobody waiting.
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!isAdHoc(request)) return done();
    const refuse = (error: GraphQLError) => {
      reply.hijack();
      refuseRequest(request.raw, reply.raw, error, budget.account({ client: request.ip }));
    };
    const turn = turns.join(request.ip, () => done(), refuse);
    if (!turn) return;
    const { socket } = request.raw;
    const leave = () => {
      clearTimeout(tooLong);
      socket.off('close', leave);
      turnOf.delete(request.raw);
      turns.leave(turn);
    };
    // Of the response nothing is heard where it waits behind another on a connection that breaks.
    // As many as there are requests on one connection.
    socket.setMaxListeners(0);
    socket.once('close', leave);
    const tooLong = setTimeout(leave, LONGEST_MS);
    tooLong.unref();
    turnOf.set(request.raw, { turn, leave });
  });
  // When it is made, not when it is taken: whoever does not read keeps nobody waiting either.
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    turnOf.get(request.raw)?.leave();
    done();
  });
}

const turnOf = new WeakMap<IncomingMessage, { turn: Turn; leave: () => void }>();

/** The query of this request is read and checked: others may come, while it is carried out. */
export function isChecked({ raw }: FastifyRequest): void {
  turnOf.get(raw)?.turn.checked();
}

/** One query that waits or is answered. */
export interface Turn {
  checked: () => void;
  party: Party;
  start: () => void;
  refuse: (error: GraphQLError) => void;
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

  /** @param hasPoints whether a client comes before others, and has several queries answered at once */
  constructor(
    private readonly limits: TurnLimits,
    private readonly hasPoints: (address: string) => boolean = () => true,
  ) {}

  /**
   * Does it when its turn comes; there is nothing to check.
   * @throws GraphQLError TOO_MANY_AT_ONCE; the signal's reason; what the work throws
   */
  async pass<T>(address: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const turn = await this.comeUp(address, signal);
    turn.checked();
    try {
      return await work();
    } finally {
      this.leave(turn);
    }
  }

  private comeUp(address: string, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.leave(turn!);
        reject(signal.reason as Error);
      };
      const stay = () => signal.removeEventListener('abort', leave);
      const start = () => (stay(), resolve(turn!));
      const turn = this.join(address, start, (error) => (stay(), reject(error)));
      if (turn) signal.addEventListener('abort', leave, { once: true });
    });
  }

  /**
   * @param start is called when its turn comes
   * @param refuse is called where it is not let in, or has to make room for others; then it need not leave
   */
  join(address: string, start: () => void, refuse: (error: GraphQLError) => void): Turn | undefined {
    const network = networkOf(address);
    const party = this.parties.get(network) ?? { network, address, running: 0, waiting: [] };
    const turn: Turn = { party, start, refuse, state: 'waits', checked: () => this.checked(turn) };
    const { waitingOfOne, waiting } = this.limits;
    if (party.waiting.length >= waitingOfOne) {
      refuse(tooMany(`${waitingOfOne} of your queries wait already.`));
      return undefined;
    }
    if (this.waiting >= waiting && !this.makeRoom(party)) {
      refuse(tooMany(`${waiting} queries of all wait already.`));
      return undefined;
    }
    this.parties.set(network, party);
    party.waiting.push(turn);
    this.waiting++;
    this.next();
    return turn;
  }

  /** The newest query of who has most of them waiting goes, unless that is the one who comes. */
  private makeRoom(newcomer: Party): boolean {
    let most = newcomer;
    for (const party of this.parties.values()) if (party.waiting.length > most.waiting.length) most = party;
    if (most === newcomer) return false;
    const turn = most.waiting.pop()!;
    this.waiting--;
    turn.state = 'over';
    turn.refuse(tooMany('It had to make room for those of others.'));
    return true;
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
      if (this.hasPoints(party.address)) {
        if (party.running < Math.min(this.limits.ofOne, rich?.running ?? Infinity)) rich = party;
      } else if (!party.running) poor ??= party;
    }
    return rich ?? poor;
  }
}

const TOO_MANY = 'TOO_MANY_AT_ONCE';

export const isTooMany = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.extensions['code'] === TOO_MANY;

const tooMany = (why: string) =>
  limitError(TOO_MANY, `${why} Send the next when some of yours are answered.`, { retryAfterSeconds: 1 });
