import { networkOf } from './network.js';

export interface TurnLimits {
  /** Requests that are being answered, in all. */
  atOnce: number;
  /** Of one network. */
  ofOne: number;
  /** Requests of one network that wait. */
  waitingOfOne: number;
  /** In all: each is kept in memory. */
  waiting: number;
}

/** As many requests wait already as may: the client is asked to come back. */
export class TooBusy extends Error {
  readonly retryAfterSeconds = 1;

  constructor(why: string) {
    super(`${why} Send the next when some of yours are answered.`);
  }
}

/** One request that waits or is answered. */
export interface Turn {
  checked: () => void;
  party: Party;
  start: () => void;
  refuse: (error: TooBusy) => void;
  state: 'waits' | 'is checked' | 'runs' | 'over';
  /** When its turn came. */
  began: number;
}

/** A network whose requests are answered or wait. */
interface Party {
  network: string;
  address: string;
  running: number;
  waiting: Turn[];
  /** Which turn of all it had last; 0: none that is remembered. */
  lastTurn: number;
}

/** Who comes before others. */
export interface TurnOrder {
  /** Such a client comes before others, and has several requests answered at once. */
  hasPoints(address: string): boolean;
  /** @param milliseconds between its turn and its end */
  took?(address: string, milliseconds: number): void;
  /** Milliseconds in which those without points have no turn, even if nobody else waits. */
  rest?(): number;
}

/** Of so many networks it is remembered when they had their last turn. */
const REMEMBERED = 1_000;

/** Lets requests in one after the other, so that nobody waits behind all those of somebody else. */
export class Turns {
  private running = 0;
  private queued = 0;
  private checking: Turn | undefined;
  private round: NodeJS.Immediate | undefined;
  private readonly parties = new Map<string, Party>();
  private turns = 0;
  /** By network, the newest last: who asks now and then comes before those who always wait. */
  private readonly lastTurns = new Map<string, number>();
  private wakes: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: TurnLimits,
    private readonly order: TurnOrder = { hasPoints: () => true },
  ) {}

  /** How many wait for their turn. */
  get waiting(): number {
    return this.queued;
  }

  /**
   * Does it when its turn comes; there is nothing to check.
   * @param joined is told which turn it waits for
   * @throws TooBusy; the signal's reason; what the work throws
   */
  async pass<T>(
    address: string,
    signal: AbortSignal,
    work: () => Promise<T>,
    joined?: (turn: Turn) => void,
  ): Promise<T> {
    signal.throwIfAborted();
    const turn = await this.comeUp(address, signal, joined);
    turn.checked();
    try {
      return await work();
    } finally {
      this.leave(turn);
    }
  }

  private comeUp(address: string, signal: AbortSignal, joined?: (turn: Turn) => void): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.leave(turn!);
        reject(signal.reason as Error);
      };
      const stay = () => signal.removeEventListener('abort', leave);
      const start = () => (stay(), resolve(turn!));
      const turn = this.join(address, start, (error) => (stay(), reject(error)));
      if (!turn) return;
      signal.addEventListener('abort', leave, { once: true });
      joined?.(turn);
    });
  }

  /**
   * @param start is called when its turn comes
   * @param refuse is called where it is not let in, or has to make room for others; then it need not leave
   */
  join(address: string, start: () => void, refuse: (error: TooBusy) => void): Turn | undefined {
    const party = this.partyOf(address);
    const turn: Turn = { party, start, refuse, state: 'waits', began: 0, checked: () => this.checked(turn) };
    const { waitingOfOne, waiting } = this.limits;
    if (party.waiting.length >= waitingOfOne) {
      refuse(new TooBusy(`${waitingOfOne} of your requests wait already.`));
      return undefined;
    }
    if (this.queued >= waiting && !this.makeRoom(party)) {
      refuse(new TooBusy(`${waiting} requests of all wait already.`));
      return undefined;
    }
    this.enqueue(turn);
    return turn;
  }

  /** Somebody else waits for the same: it waits among the requests of whoever has points, and then of whoever has fewer before it. */
  share(turn: Turn, address: string): void {
    const [before, party] = [turn.party, this.partyOf(address)];
    if (turn.state !== 'waits' || before === party) return;
    const [isRich, wasRich] = [party, before].map((one) => this.order.hasPoints(one.address));
    if (isRich === wasRich ? party.waiting.length >= before.waiting.indexOf(turn) : wasRich) return;
    this.dequeue(turn);
    turn.party = party;
    this.enqueue(turn);
  }

  private enqueue(turn: Turn): void {
    const { party } = turn;
    this.parties.set(party.network, party);
    party.waiting.push(turn);
    this.queued++;
    this.next();
  }

  private dequeue(turn: Turn): void {
    const { waiting } = turn.party;
    waiting.splice(waiting.indexOf(turn), 1);
    this.queued--;
  }

  private partyOf(address: string): Party {
    const network = networkOf(address);
    const lastTurn = this.lastTurns.get(network) ?? 0;
    return this.parties.get(network) ?? { network, address, running: 0, waiting: [], lastTurn };
  }

  /** The newest request of who has most of them waiting goes, where the one who comes has fewer with this one, too. */
  private makeRoom(newcomer: Party): boolean {
    let most = newcomer;
    for (const party of this.parties.values()) if (party.waiting.length > most.waiting.length) most = party;
    if (most.waiting.length <= newcomer.waiting.length + 1) return false;
    const turn = most.waiting.pop()!;
    this.queued--;
    turn.state = 'over';
    turn.refuse(new TooBusy('It had to make room for those of others.'));
    return true;
  }

  leave(turn: Turn): void {
    const { party, state } = turn;
    if (state === 'over') return;
    turn.state = 'over';
    if (state === 'waits') this.dequeue(turn);
    else {
      party.running--;
      this.running--;
      this.order.took?.(party.address, performance.now() - turn.began);
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
   * One in each round of the event loop: many requests can be answered without any wait, and in one round all that have come would be, before
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
    party.lastTurn = ++this.turns;
    this.lastTurns.delete(party.network);
    this.lastTurns.set(party.network, party.lastTurn);
    if (this.lastTurns.size > REMEMBERED) this.lastTurns.delete(this.lastTurns.keys().next().value!);
    const turn = party.waiting.shift()!;
    this.queued--;
    party.running++;
    this.running++;
    turn.state = 'is checked';
    turn.began = performance.now();
    this.checking = turn;
    turn.start();
  }

  /** Of those who may have another request answered: with points before with few, with fewest running, and then who has waited longest. */
  private choose(): Party | undefined {
    let rich: Party | undefined;
    let poor: Party | undefined;
    for (const party of this.parties.values()) {
      if (!party.waiting.length) continue;
      if (this.order.hasPoints(party.address)) {
        if (party.running < this.limits.ofOne && isBefore(party, rich)) rich = party;
      } else if (!party.running && isBefore(party, poor)) poor = party;
    }
    if (rich) return rich;
    const rest = (poor && this.order.rest?.()) ?? 0;
    if (rest <= 0) return poor;
    this.wakes ??= setTimeout(() => {
      this.wakes = undefined;
      this.next();
    }, rest);
    return undefined;
  }
}

const isBefore = (one: Party, other: Party | undefined) =>
  !other || one.running < other.running || (one.running === other.running && one.lastTurn < other.lastTurn);
