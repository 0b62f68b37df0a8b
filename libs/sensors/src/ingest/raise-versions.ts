import type { Database } from '@stadtlage/database';

const DATASETS = ['sensors', 'latest-observations', 'observations'];
const INTERVAL = 10_000;

/**
 * Raises the versions of the datasets that observations change, at once and then at most every ten seconds: each new
 * version makes every viewer fetch the tiles again, and live values reach them by subscription anyway.
 */
export class VersionRaiser {
  private last = 0;
  private timer: NodeJS.Timeout | undefined;
  private touching: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly onError: (error: Error) => void,
  ) {}

  changed(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => (this.touching = this.touch()), Math.max(0, this.last + INTERVAL - Date.now()));
  }

  /** Writes what is still due, and no more afterwards. */
  async stop(): Promise<void> {
    await this.touching;
    if (this.timer) await this.touch();
  }

  private async touch(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = Date.now();
    try {
      await this.database.query('SELECT datasets.touch(id) FROM unnest($1::text[]) AS id', [DATASETS]);
    } catch (error) {
      this.onError(error as Error);
      this.changed();
    }
  }
}
