/** More work waits than can be done soon: the client is asked to come back. */
export class TooBusy extends Error {}

interface Flight {
  result: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

/** Work for a key that is under way is shared by all who ask for it meanwhile, and given up when the last of them has left. */
export class Flights {
  private readonly flights = new Map<string, Flight>();

  share<T>(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.flights.get(key) ?? this.start(key, work);
    flight.waiting++;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(signal.reason as Error);
        if (--flight.waiting > 0) return;
        this.forget(key, flight);
        flight.controller.abort(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      (flight.result as Promise<T>).then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const flight: Flight = { result: work(controller.signal), waiting: 0, controller };
    this.flights.set(key, flight);
    const landed = () => this.forget(key, flight);
    flight.result.then(landed, landed);
    return flight;
  }

  private forget(key: string, flight: Flight): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}

/** Lets so many work at once and so many wait for their turn. */
export class Gate {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  /** How much waits for its turn. */
  get waiting(): number {
    return this.queue.length;
  }

  /** @throws TooBusy when as many wait already */
  async pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.limits.atOnce) await this.turn(signal);
    else this.running++;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    if (this.queue.length >= this.limits.waiting) throw new TooBusy('Too much is asked for at once.');
    return new Promise((resolve, reject) => {
      const mine = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        const place = this.queue.indexOf(mine);
        if (place < 0) return;
        this.queue.splice(place, 1);
        reject(signal.reason as Error);
      };
      this.queue.push(mine);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
