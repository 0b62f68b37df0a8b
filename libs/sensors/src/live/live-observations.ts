import { setTimeout as sleep } from 'node:timers/promises';
import { Database, sqlFile } from '@stadtlage/database';
import type { BoundingBox } from '@stadtlage/datasets';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { LiveObservation } from '../graph/sensor.js';
import { Newest } from './newest.js';

const NEWEST_OBSERVATIONS = sqlFile(import.meta.url, 'newest-observations.sql');
const MOST_UNREAD = 5_000;
const RETRY_AFTER = [100, 200, 400, 800, 1_600];

export interface LiveFilter {
  within?: BoundingBox | null;
  sensors?: string[] | null;
  properties?: string[] | null;
}

interface Subscriber {
  wants(observation: LiveObservation): boolean;
  unread: Newest<LiveObservation>;
}

/**
 * Tells subscribers in this process what any process has stored. One LISTEN and, per notice, one query serve all of
 * them; notices that come while a query runs are answered together by the next one.
 */
@Injectable()
export class LiveObservations implements OnModuleDestroy {
  private readonly subscribers = new Set<Subscriber>();
  private readonly changed = new Set<string>();
  private everything = false;
  private reading = false;
  private listening: Promise<() => void> | undefined;

  constructor(private readonly database: Database) {}

  /** Observations from now on, of public things only. Leave the loop, or call `return()`, to unsubscribe. */
  async subscribe(filter: LiveFilter = {}): Promise<AsyncIterableIterator<LiveObservation>> {
    const subscriber: Subscriber = {
      wants: wanted(filter),
      unread: new Newest(MOST_UNREAD, () => void this.subscribers.delete(subscriber)),
    };
    this.subscribers.add(subscriber);
    this.listening ??= this.database.notices.listen('observations', (payload) => void this.onNotice(payload));
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      await subscriber.unread.return();
      throw error;
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

  /** @param payload ids of datastreams; empty when notices may have been missed */
  private async onNotice(payload: string): Promise<void> {
    if (!this.subscribers.size) return;
    if (payload) for (const id of payload.split(',')) this.changed.add(id);
    else this.everything = true;
    if (this.reading) return;
    this.reading = true;
    await this.readUntilDone();
    this.reading = false;
  }

  /** What could not be read after the last attempt waits for the next notice. */
  private async readUntilDone(): Promise<void> {
    for (let failures = 0; this.subscribers.size && (this.changed.size || this.everything);) {
      try {
        await this.readChanged();
        failures = 0;
      } catch {
        const wait = RETRY_AFTER[failures++];
        if (wait === undefined) return;
        await sleep(wait, undefined, { ref: false });
      }
    }
    // Later subscribers want what comes later.
    this.changed.clear();
    this.everything = false;
  }

  private async readChanged(): Promise<void> {
    const ids = this.everything ? null : [...this.changed];
    this.changed.clear();
    this.everything = false;
    const observations = await this.newest(ids);
    for (const { wants, unread } of this.subscribers) {
      for (const observation of observations) {
        if (wants(observation)) unread.push(observation.datastream.id, observation);
      }
    }
  }

  /** @param ids null for all datastreams. What cannot be read now is still to be read. */
  private async newest(ids: string[] | null): Promise<LiveObservation[]> {
    try {
      return await this.database.query<LiveObservation>(NEWEST_OBSERVATIONS, [ids]);
    } catch (error) {
      if (ids) for (const id of ids) this.changed.add(id);
      else this.everything = true;
      throw error;
    }
  }
}

function wanted({ within, sensors, properties }: LiveFilter): Subscriber['wants'] {
  const ids = sensors && new Set(sensors);
  const names = properties && new Set(properties);
  return ({ sensor, datastream }) =>
    (!ids || ids.has(sensor.id)) &&
    (!names || names.has(datastream.property)) &&
    (!within || (sensor.position !== null && contains(within, sensor.position)));
}

function contains(box: BoundingBox, { longitude, latitude }: { longitude: number; latitude: number }): boolean {
  return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
}
