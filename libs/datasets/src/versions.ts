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

/** In metres of EPSG:3857. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface DatasetState extends DatasetVersion {
  /** The last version that may have changed it anywhere. */
  whole: DatasetVersion;
  /** What changed since, each within its box; the newest first. A version may have several, or none. */
  changes: (DatasetVersion & Box)[];
}

/** The last version that may have changed what lies in the box. */
export function versionWithin(state: DatasetState, box: Box): DatasetVersion {
  const last = state.changes.find(
    (one) => one.west <= box.east && one.east >= box.west && one.south <= box.north && one.north >= box.south,
  );
  return last ?? state.whole;
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
  private current = new Map<string, DatasetState>();
  private readonly listeners = new Set<ChangeListener>();
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
    const first = versions.load();
    // A notice that arrives meanwhile has its load after this one: the newer of two would else be overwritten by the older.
    versions.loading = first.catch(() => {}).finally(() => versions.loaded());
    await first;
    return versions;
  }

  /** Another one as soon as any dataset may have changed. */
  get moment(): object {
    return this.current;
  }

  /** The same object for as long as nothing has changed. Undefined: the dataset holds nothing yet. */
  of(dataset: string): DatasetState | undefined {
    return this.current.get(dataset);
  }

  /**
   * Tells of each change, by whichever process it was made.
   * @param listener gets the state before, too; undefined where the dataset is new
   * @returns stops it
   */
  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Reads them now, without waiting for a notice: for who has heard from another process that something has changed. */
  async renew(): Promise<void> {
    this.refresh();
    // One that was under way may have begun before the change.
    for (let loads = 0; loads < 2; loads++) await this.loading;
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
      .finally(() => this.loaded());
  }

  private loaded(): void {
    this.loading = undefined;
    if (this.stale && !this.stopped) this.refresh();
  }

  private async load(): Promise<void> {
    this.stale = false;
    // One statement: the versions and the boxes are those of one moment.
    const rows = await this.database.query<{ dataset: string; state: WrittenState }>(STATES);
    const before = this.current;
    this.current = new Map(
      rows.map(({ dataset, state }) => {
        const known = before.get(dataset);
        const now = stateOf(state);
        return [dataset, known && isSame(known, now) ? known : now];
      }),
    );
    for (const [dataset, now] of this.current) {
      const known = before.get(dataset);
      if (known !== now) for (const listener of this.listeners) listener(dataset, now, known);
    }
  }
}

export type ChangeListener = (dataset: string, now: DatasetState, before: DatasetState | undefined) => void;

const STATES = `
  SELECT s.dataset, jsonb_build_object(
    'version', s.version, 'changedAt', s.changed_at,
    'whole', jsonb_build_object('version', s.whole_version, 'changedAt', s.whole_changed_at),
    'changes', COALESCE((
      SELECT jsonb_agg(jsonb_build_object('version', c.version, 'changedAt', c.changed_at,
        'west', c.west, 'south', c.south, 'east', c.east, 'north', c.north) ORDER BY c.version DESC)
      FROM datasets.change c WHERE c.dataset = s.dataset), '[]')) AS state
  FROM datasets.state s`;

const isSame = (a: DatasetVersion, b: DatasetVersion) =>
  a.version === b.version && a.changedAt.getTime() === b.changedAt.getTime();

type WrittenState = { version: number; changedAt: string; whole: WrittenVersion; changes: (WrittenVersion & Box)[] };
interface WrittenVersion {
  version: number;
  changedAt: string;
}

function stateOf({ version, changedAt, whole, changes }: WrittenState): DatasetState {
  return {
    version,
    changedAt: new Date(changedAt),
    whole: { ...whole, changedAt: new Date(whole.changedAt) },
    changes: changes.map((one) => ({ ...one, changedAt: new Date(one.changedAt) })),
  };
}
