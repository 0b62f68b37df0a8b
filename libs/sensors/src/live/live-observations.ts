import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@stadtlage/database';
import { ChangeLog, type BoundingBox } from '@stadtlage/datasets';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { LatestObservation } from '../graph/observation.js';
import type { LatestFilter } from './latest-filter.js';
import { readLatest, type LocatedObservation } from './latest-observations.js';
import { LiveSubscription } from './live-subscription.js';
import { Turns } from './turns.js';

/** About 1 KB each. */
const MOST_KEPT = 50_000;
const RETRY_AFTER = [100, 200, 400, 800, 1_600];
/** Notices that come within are answered by one query. */
const PAUSE_AFTER_READ_MS = 50;
/**
 * Names, places and what is public change without a notice: who joins sees them no older than this. However many join, there
 * is no more than one query for them in that time.
 */
const FRESH_FOR_MS = 1_000;
const LONGEST_NAME = 300;

export interface SubscribeOptions {
  /** Start with the present values. */
  snapshot?: boolean;
  /** Milliseconds between two rounds of values. */
  every?: number;
  /** So many values at once, at most. */
  most?: number;
}

interface Joining {
  snapshot: boolean;
  /** The first attempt is over, whether or not it succeeded. */
  tried(): void;
}

/**
 * Tells subscribers in this process what any process has stored. One LISTEN and, per notice, one query serve all of
 * them; notices that come while a query runs are answered together by the next one. What was read is kept once for all: a
 * subscriber is a filter and a place in the log. One query runs at a time, so what is read later is never older.
 */
@Injectable()
export class LiveObservations implements OnModuleDestroy {
  private readonly log = new ChangeLog<LocatedObservation>(MOST_KEPT);
  private readonly turns = new Turns();
  private readonly subscriptions = new Set<LiveSubscription>();
  /** Those that wait for the present values to be read. */
  private readonly joining = new Map<LiveSubscription, Joining>();
  private readonly changed = new Set<string>();
  private everything = false;
  private reading = false;
  /** When everything was last read, and with which districts; undefined while the log is not complete. */
  private whole: { at: number; districts: Set<string> } | undefined;
  private listening: Promise<() => void> | undefined;

  constructor(private readonly database: Database) {}

  /** Lists of observations of public things from now on. Leave the loop, or call `return()`, to unsubscribe. */
  async subscribe(
    filter: LatestFilter = {},
    { snapshot = false, every = 0, most = MOST_KEPT }: SubscribeOptions = {},
  ): Promise<AsyncIterableIterator<LatestObservation[]>> {
    const name = JSON.stringify(filter);
    // Long ones are hardly ever the same.
    const wishes = { wants: wanted(filter), name: name.length <= LONGEST_NAME ? name : undefined, every, most };
    const subscription = new LiveSubscription(this.log, this.turns, wishes, () => this.leave(subscription));
    subscription.districts = filter.districts ?? [];
    this.subscriptions.add(subscription);
    this.listening ??= this.database.notices.listen('observations', (payload) => this.onNotice(payload));
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      await subscription.return();
      throw error;
    }
    // Only now: what is stored after this read is told.
    if (this.isFreshFor(subscription)) subscription.start(snapshot ? 0 : this.log.end);
    else if (this.subscriptions.has(subscription)) {
      const tried = new Promise<void>((resolve) => this.joining.set(subscription, { snapshot, tried: resolve }));
      void this.read();
      // What is stored from now on differs from what was read.
      if (!snapshot) await tried;
    }
    return subscription;
  }

  get subscriberCount(): number {
    return this.subscriptions.size;
  }

  async onModuleDestroy(): Promise<void> {
    const stop = await this.listening?.catch(() => undefined);
    stop?.();
    for (const subscription of [...this.subscriptions]) await subscription.return();
  }

  private leave(subscription: LiveSubscription): void {
    this.subscriptions.delete(subscription);
    this.joining.get(subscription)?.tried();
    this.joining.delete(subscription);
    if (!this.subscriptions.size) this.forget();
  }

  /** Later subscribers want what comes later. */
  private forget(): void {
    this.log.clear();
    this.whole = undefined;
    this.changed.clear();
    this.everything = false;
  }

  private isFreshFor({ districts }: LiveSubscription): boolean {
    const { whole } = this;
    return !!whole && Date.now() - whole.at < FRESH_FOR_MS && districts.every((id) => whole.districts.has(id));
  }

  /** @param payload ids of datastreams; empty when notices may have been missed */
  private onNotice(payload: string): void {
    if (!this.subscriptions.size) return;
    if (payload) for (const id of payload.split(',')) this.changed.add(id);
    else this.everything = true;
    void this.read();
  }

  /** What could not be read after the last attempt waits for the next notice. */
  private async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    for (let failures = 0; this.changed.size || this.everything || this.joining.size;) {
      try {
        await this.readOnce();
        failures = 0;
        await sleep(PAUSE_AFTER_READ_MS, undefined, { ref: false });
      } catch {
        const wait = RETRY_AFTER[failures++];
        if (wait === undefined) break;
        await sleep(wait, undefined, { ref: false });
      }
    }
    this.reading = false;
  }

  /** Reads what has changed, or everything for those who join. What cannot be read now is still to be read. */
  private async readOnce(): Promise<void> {
    const { everything } = this;
    const changed = [...this.changed];
    const joining = new Map(this.joining);
    const all = everything || joining.size > 0;
    this.everything = false;
    this.changed.clear();
    this.joining.clear();
    const at = Date.now();
    const districts = new Set([...this.subscriptions].flatMap((subscription) => subscription.districts));
    try {
      const observations = await readLatest(this.database, {
        datastreams: all ? null : changed,
        tellDistricts: [...districts],
      });
      if (!this.subscriptions.size) return this.forget();
      // All have left meanwhile; for those who came since, everything is read anew.
      if (!this.whole && !all) return;
      this.write(observations, all ? this.log.keys() : changed, new Set(changed));
      if (all) this.whole = { at, districts };
    } catch (error) {
      this.everything ||= everything;
      for (const id of changed) this.changed.add(id);
      // It has waited for this attempt in vain: so as to miss nothing, it will begin with all that there is.
      for (const [subscription, { tried }] of joining) {
        if (this.subscriptions.has(subscription)) this.joining.set(subscription, { snapshot: true, tried });
      }
      if (!this.subscriptions.size) this.forget();
      throw error;
    } finally {
      for (const { tried } of joining.values()) tried();
    }
    for (const [subscription, { snapshot }] of joining) subscription.start(snapshot ? 0 : this.log.end);
    for (const subscription of this.subscriptions) subscription.wake();
  }

  /** @param asked the datastreams that were asked for: those without an answer are not public any more, or gone */
  private write(observations: LocatedObservation[], asked: string[], changed: Set<string>): void {
    const missing = new Set(asked);
    const { isFull } = this.log;
    for (const observation of observations) {
      const { id } = observation.datastream;
      missing.delete(id);
      const known = this.log.get(id);
      if (known && isSameValue(known, observation)) this.log.refresh(id, observation);
      // What had to go is no news each time that everything is read.
      else if (known || !isFull || changed.has(id)) this.log.append(id, observation);
    }
    for (const id of missing) this.log.delete(id);
  }
}

const isSameValue = (a: LatestObservation, b: LatestObservation) =>
  Number(a.phenomenonTime) === Number(b.phenomenonTime) && a.result === b.result && a.resultText === b.resultText;

function wanted({
  within,
  sensors,
  kind,
  properties,
  districts,
}: LatestFilter): (observation: LocatedObservation) => boolean {
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
