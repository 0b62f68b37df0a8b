interface Flight {
  result: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

/** Work for a key that is under way is shared by all who ask for it meanwhile, and given up when the last of them has left. */
export class Flights {
  private readonly flights = new Map<string, Flight>();

  isUnderWay(key: string): boolean {
    return this.flights.has(key);
  }

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
