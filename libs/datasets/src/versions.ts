import type { Database } from '@stadtlage/database';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { DatasetDefinition } from './definition.js';

const RETRY_AFTER = 1000;
const schemas = new WeakMap<DatasetDefinition, string>();

export interface DatasetVersion {
  version: number;
  changedAt: Date;
}

/**
 * A short text that differs whenever what is served differs: after a change of the data, of the definition, and also after
 * a database was set up anew, whose versions start at 1 again.
 */
export function versionTag(definition: DatasetDefinition, state: DatasetVersion | undefined): string {
  let schema = schemas.get(definition);
  if (!schema) {
    schema = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 8);
    schemas.set(definition, schema);
  }
  return state ? `${state.version}-${state.changedAt.getTime().toString(36)}-${schema}` : `0-${schema}`;
}

/**
 * The version of every dataset, kept in memory so that a request which is answered by its ETag never asks the database.
 * A notice after each change brings it up to date.
 */
export class DatasetVersions {
  private current = new Map<string, DatasetVersion>();
  private loading: Promise<void> | undefined;
  private stale = false;
  private stopped = false;
  private stopListening = () => {};

  private constructor(
    private readonly database: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  static async start(database: Database, onError: (error: unknown) => void): Promise<DatasetVersions> {
    const versions = new DatasetVersions(database, onError);
    // Listening comes first: a change between the two would be missed otherwise.
    versions.stopListening = await database.notices.listen('dataset_changed', () => versions.refresh());
    await versions.load();
    return versions;
  }

  /** Undefined: the dataset holds nothing yet. */
  of(dataset: string): DatasetVersion | undefined {
    return this.current.get(dataset);
  }

  stop(): void {
    this.stopped = true;
    this.stopListening();
  }

  /** The table is small, so a notice reloads it as a whole; notices that arrive meanwhile cause one more load, not many. */
  private refresh(): void {
    this.stale = true;
    this.loading ??= this.load()
      .catch(async (error) => {
        this.onError(error);
        this.stale = true;
        await setTimeout(RETRY_AFTER, undefined, { ref: false });
      })
      .finally(() => {
        this.loading = undefined;
        if (this.stale && !this.stopped) this.refresh();
      });
  }

  private async load(): Promise<void> {
    this.stale = false;
    const rows = await this.database.query<{ dataset: string; version: number; changedAt: Date }>(
      'SELECT dataset, version, changed_at AS "changedAt" FROM datasets.state',
    );
    this.current = new Map(rows.map(({ dataset, ...version }) => [dataset, version]));
  }
}
