import type { Database } from '@stadtlage/database';
import { type DatasetVersions, Newest } from '@stadtlage/datasets';
import type { CityDays } from '../city-days.js';
import type { TargetStatus } from '../status.js';
import { readStatuses, type StandingTarget } from './read-statuses.js';

export interface StatusChange extends StandingTarget {
  before: TargetStatus;
}

/** So many changes wait for who does not read: more targets than any agenda has. */
const MOST_UNREAD = 1_000;
const SHOWN_IN = ['agenda-figures', 'agenda-targets'];

/** Compares the statuses of all targets with those before, as soon as a figure or a target is another: once for all who listen, and only while somebody does. */
export class StatusWatch {
  private readonly listeners = new Set<Newest<StatusChange>>();
  private known: Promise<Map<string, StandingTarget>> | undefined;
  private stop = () => {};
  private looking: Promise<void> | undefined;
  private isStale = false;

  constructor(
    private readonly database: Database,
    private readonly versions: DatasetVersions,
    private readonly days: CityDays,
  ) {}

  /** The changes from now on. */
  async listen(): Promise<Newest<StatusChange>> {
    if (!this.known) {
      this.known = this.read();
      this.stop = this.versions.onChange((dataset) => SHOWN_IN.includes(dataset) && this.lookAgain());
    }
    const changes = new Newest<StatusChange>(MOST_UNREAD, () => {
      this.listeners.delete(changes);
      if (!this.listeners.size) this.end();
    });
    this.listeners.add(changes);
    try {
      await this.known;
    } catch (error) {
      await changes.return();
      throw error;
    }
    return changes;
  }

  end(): void {
    this.stop();
    this.known = undefined;
  }

  private read(): Promise<Map<string, StandingTarget>> {
    return readStatuses(this.database, this.days.today());
  }

  /** What changes while it looks makes it look once more. */
  private lookAgain(): void {
    this.isStale = true;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
  }

  private async look(): Promise<void> {
    while (this.isStale && this.known) {
      this.isStale = false;
      try {
        const before = await this.known;
        const now = await this.read();
        if (!this.known) return;
        this.known = Promise.resolve(now);
        for (const [key, target] of now) {
          const was = before.get(key)?.status ?? 'unknown';
          if (was === target.status) continue;
          for (const listener of this.listeners) listener.push(key, { ...target, before: was });
        }
      } catch {
        // The database is away: the next change, which comes at the latest with tomorrow's figures, is compared with what was known.
      }
    }
  }
}
