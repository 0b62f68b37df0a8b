import { kindOf, storedContent, type Kind } from '../../kinds/index.js';
import type { AgendaRecord } from '../store.js';
import type { AgendaEntry } from './agenda-record.js';

/** A record as GraphQL gives it. */
export function entryOf(kind: Kind, { id, version, content, reason, recordedAt }: AgendaRecord<object>): AgendaEntry {
  const whole = storedContent(kind, content) as never;
  const isDemo = (whole as { demo?: true }).demo ?? false;
  return {
    kind,
    id,
    title: kindOf(kind).nameOf(whole),
    isDemo,
    version,
    changedBecause: reason,
    recordedAt,
    content: whole,
  };
}
