import type { Database, Queryable } from '@stadtlage/database';
import type { CodecContext } from '../codecs/codec.js';

const SAVE = `
  INSERT INTO sensors.codec_memory AS m (key, value)
  SELECT key, value::jsonb FROM unnest($1::text[], $2::text[]) AS r (key, value) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, changed_at = now() WHERE m.value <> EXCLUDED.value`;

// A sender that makes up names must not fill our memory; what goes first is asked for again.
const MOST_REMEMBERED = 20_000;

/** What codecs must know of earlier messages. It is saved by the transaction that holds the messages it came from. */
export class CodecMemory {
  private readonly values = new Map<string, unknown>();
  private readonly unsaved = new Map<string, unknown>();

  readonly access: CodecContext['memory'] = {
    get: (key) => this.values.get(key),
    set: (key, value) => {
      if (this.values.size >= MOST_REMEMBERED) this.values.delete(this.values.keys().next().value!);
      this.values.set(key, value);
      this.unsaved.set(key, value);
    },
  };

  constructor(private readonly database: Database) {}

  get changed(): boolean {
    return this.unsaved.size > 0;
  }

  /** Reads what any process has saved; what this one has not saved yet stays. */
  async load(): Promise<void> {
    const rows = await this.database.query<{ key: string; value: unknown }>(
      'SELECT key, value FROM sensors.codec_memory',
    );
    for (const { key, value } of rows) if (!this.unsaved.has(key)) this.values.set(key, value);
  }

  /** @returns what to call after the commit; until then all counts as unsaved */
  async save(transaction: Queryable): Promise<() => void> {
    const saved = [...this.unsaved];
    if (saved.length)
      await transaction.query(SAVE, [saved.map(([key]) => key), saved.map(([, value]) => JSON.stringify(value))]);
    return () => {
      // A later message may have changed it while this one was written.
      for (const [key, value] of saved) if (this.unsaved.get(key) === value) this.unsaved.delete(key);
    };
  }
}
