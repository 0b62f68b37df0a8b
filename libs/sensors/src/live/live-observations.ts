import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@stadtlage/database';
import { Newest, type BoundingBox } from '@stadtlage/datasets';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { LatestObservation } from '../graph/observation.js';
import type { LatestFilter } from './latest-filter.js';
import { readLatest, type LocatedObservation } from './latest-observations.js';

const MOST_UNREAD = 20_000;
const RETRY_AFTER = [100, 200, 400, 800, 1_600];

interface Subscriber {
  filter: LatestFilter;
  wants(observation: LocatedObservation): boolean;
  unread: Newest<LatestObservation>;
}

/**
 * Tells subscribers in this process what any process has stored. One LISTEN and, per notice, one query serve all of
 * them; notices that come while a query runs are answered together by the next one. One query runs at a time, also for
 * the values that a new subscriber starts with: so what it reads later is never older.
 */
@Injectable()
export class LiveObservations implements OnModuleDestroy {
  private readonly subscribers = new Set<Subscriber>();
  /** Those that wait for the present values. */
  private readonly joining = new Set<Subscriber>();
  private readonly changed = new Set<string>();
  private everything = false;
  private reading = false;
  private listening: Promise<() => void> | undefined;

  constructor(private readonly database: Database) {}

  /**
   * Observations of public things from now on. Leave the loop, or call `return()`, to unsubscribe.
   * @param options.snapshot start with the present values
   */
  async subscribe(
    filter: LatestFilter = {},
    { snapshot = false }: { snapshot?: boolean } = {},
  ): Promise<AsyncIterableIterator<LatestObservation>> {
    const subscriber: Subscriber = {
      filter,
      wants: wanted(filter),
      unread: new Newest(MOST_UNREAD, () => this.leave(subscriber)),
    };
    this.subscribers.add(subscriber);
    this.listening ??= this.database.notices.listen('observations', (payload) => this.onNotice(payload));
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      await subscriber.unread.return();
      throw error;
    }
    // Only now: what is stored after this read is told.
    if (snapshot && this.subscribers.has(subscriber)) {
      this.joining.add(subscriber);
      void this.read();
    }
    return subscriber.unread;
  }

  get subscriberCount(): number {
    return this.subscribers.size;
  }

  async onModuleDestroy(): Promise<void> {
    const stop = await this.listening?.catch(() => undefined);
    stop?.();
    for (const { unread } of [...this.subscribers]) await unread.return();
  }

  private leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.joining.delete(subscriber);
  }

  /** @param payload ids of datastreams; empty when notices may have been missed */
  private onNotice(payload: string): void {
    if (!this.subscribers.size) return;
    if (payload) for (const id of payload.split(',')) this.changed.add(id);
    else this.everything = true;
    void this.read();
  }

  /** What could not be read after the last attempt waits for the next notice. */
  private async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    for (let failures = 0; this.subscribers.size && (this.changed.size || this.everything || this.joining.size);) {
      try {
        await this.readOnce();
        failures = 0;
      } catch {
        const wait = RETRY_AFTER[failures++];
        if (wait === undefined) break;
        await sleep(wait, undefined, { ref: false });
      }
    }
    this.reading = false;
    // Later subscribers want what comes later.
    if (!this.subscribers.size) {
      this.changed.clear();
      this.everything = false;
    }
  }

  /** Reads what has changed, and everything for those who join. What cannot be read now is still to be read. */
  private async readOnce(): Promise<void> {
    const { everything } = this;
    const changed = new Set(this.changed);
    const joining = new Set(this.joining);
    this.everything = false;
    this.changed.clear();
    this.joining.clear();
    try {
      const observations = await readLatest(this.database, {
        datastreams: everything || joining.size ? null : [...changed],
        tellDistricts: [...new Set([...this.subscribers].flatMap(({ filter }) => filter.districts ?? []))],
      });
      for (const subscriber of this.subscribers) {
        const all = everything || joining.has(subscriber);
        for (const observation of observations) {
          const { id } = observation.datastream;
          if ((all || changed.has(id)) && subscriber.wants(observation)) subscriber.unread.push(id, observation);
        }
      }
    } catch (error) {
      this.everything ||= everything;
      for (const id of changed) this.changed.add(id);
      for (const subscriber of joining) if (this.subscribers.has(subscriber)) this.joining.add(subscriber);
      throw error;
    }
  }
}

function wanted({ within, sensors, kind, properties, districts }: LatestFilter): Subscriber['wants'] {
  const ids = sensors && new Set(sensors);
  const names = properties && new Set(properties);
  return ({ sensor, datastream, districts: located }) =>
    (!ids || ids.has(sensor.id)) &&
    (!kind || sensor.kind === kind) &&
    (!names || names.has(datastream.property)) &&
    (!within || (sensor.position !== null && contains(within, sensor.position))) &&
    (!districts || districts.some((district) => located.includes(district)));
}

function contains(box: BoundingBox, { longitude, latitude }: { longitude: number; latitude: number }): boolean {
  return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
}
