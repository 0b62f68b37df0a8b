import type { Database, Queryable } from '@stadtlage/database';
import { RejectedPayload, type Memory } from '../codecs/codec.js';

const SAVE = `
  INSERT INTO sensors.codec_memory AS m (key, value)
  SELECT key, value::jsonb FROM unnest($1::text[], $2::text[]) AS r (key, value) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, changed_at = now() WHERE m.value <> EXCLUDED.value`;

/** A birth of 5,000 metrics with their aliases. */
const LARGEST = 524_288;
/** In characters of JSON and of keys; as objects they take several times that. */
const BUDGET = 33_554_432;
/** What an entry takes beside its characters. */
const OVERHEAD = 500;
const MOST_DOUBTED = 1_000;

// The newest ones that fit, the oldest of them first.
const LOAD = `
  SELECT key, value, size FROM (
    SELECT *, sum(size) OVER (ORDER BY changed_at DESC, key) AS total FROM (
      SELECT key, value, changed_at, length(key) + length(value::text) + ${OVERHEAD} AS size FROM sensors.codec_memory
      WHERE $1::text[] IS NULL OR key = ANY ($1)) AS wanted) AS summed
  WHERE total <= ${BUDGET}
  ORDER BY changed_at, key DESC`;

interface Entry {
  value: unknown;
  size: number;
}

/**
 * What codecs must know of earlier messages. It is saved by the transaction that holds the messages it came from. A sender
 * that makes up names fills no memory: what was set longest ago goes first, and is read again when a message needs it.
 */
export class CodecMemory {
  private readonly entries = new Map<string, Entry>();
  private size = 0;
  /** As JSON. */
  private readonly unsaved = new Map<string, string>();
  private readonly doubted = new Set<string>();
  private loaded = false;

  readonly access: Memory = {
    get: (key) => this.entries.get(key)?.value,
    set: (key, value) => {
      const json = JSON.stringify(value);
      if (json.length > LARGEST) {
        const fix = 'Give its metrics to several devices, so that it becomes several messages.';
        const found = `What has to be remembered of this message takes ${json.length} characters`;
        throw new RejectedPayload('too_large', `${found}; at most ${LARGEST} are. ${fix}`);
      }
      this.keep(key, { value, size: key.length + json.length + OVERHEAD });
      this.unsaved.set(key, json);
    },
    doubt: (key) => {
      if (this.doubted.size < MOST_DOUBTED) this.doubted.add(key);
    },
  };

  constructor(private readonly database: Database) {}

  get changed(): boolean {
    return this.unsaved.size > 0;
  }

  /**
   * Reads what any process has saved, the first time all that fits, later what codecs were in doubt of; what this one has
   * not saved yet stays.
   */
  async load(): Promise<void> {
    const keys = this.loaded ? [...this.doubted] : null;
    if (keys?.length === 0) return;
    const rows = await this.database.query<Entry & { key: string }>(LOAD, [keys]);
    this.loaded = true;
    this.doubted.clear();
    for (const { key, ...entry } of rows) if (!this.unsaved.has(key)) this.keep(key, entry);
  }

  /** @returns what to call after the commit; until then all counts as unsaved */
  async save(transaction: Queryable): Promise<() => void> {
    const saved = [...this.unsaved];
    if (saved.length) await transaction.query(SAVE, [saved.map(([key]) => key), saved.map(([, json]) => json)]);
    return () => {
      // A later message may have changed it while this one was written.
      for (const [key, json] of saved) if (this.unsaved.get(key) === json) this.unsaved.delete(key);
    };
  }

  private keep(key: string, entry: Entry): void {
    this.drop(key);
    this.entries.set(key, entry);
    this.size += entry.size;
    for (const oldest of this.entries.keys()) {
      if (this.size <= BUDGET) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.size -= this.entries.get(key)?.size ?? 0;
    this.entries.delete(key);
  }
}
