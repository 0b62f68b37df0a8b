/** The two times of a statement, as an import writes them: days on which it holds, moments at which it was believed. */
export interface Told {
  validFrom: string;
  validTo: string | null;
  recordedAt: string;
  supersededAt: string | null;
}

/** What a source said from a day on; null: that there is nothing any more. */
export interface Version<Value> {
  validFrom: string;
  value: Value | null;
}

/** Sources deliver some weeks after the day that they describe. */
const WEEKS_LATE = 6;

export function recordedAfter(day: string): string {
  return new Date(Date.parse(`${day}T08:00:00Z`) + WEEKS_LATE * 7 * 86_400_000).toISOString();
}

/**
 * The rows that imports of these versions, one after the other, leave behind: each later one closes what was open, and what was
 * believed until then stays, marked as replaced.
 */
export function* told<Value>(versions: readonly Version<Value>[]): Generator<{ value: Value } & Told> {
  for (const [i, { validFrom, value }] of versions.entries()) {
    if (value === null) continue;
    const next = versions[i + 1];
    const recordedAt = recordedAfter(validFrom);
    const supersededAt = next ? recordedAfter(next.validFrom) : null;
    yield { value, validFrom, validTo: null, recordedAt, supersededAt };
    if (next) yield { value, validFrom, validTo: next.validFrom, recordedAt: supersededAt!, supersededAt: null };
  }
}
