import { kindOf, type Kind } from '../../kinds/index.js';
import type { AgendaRecord } from '../store.js';
import type { AgendaEntry } from './agenda-record.js';

/** A record as GraphQL gives it. */
export function entryOf(kind: Kind, { id, version, content, reason, recordedAt }: AgendaRecord<object>): AgendaEntry {
  const definition = kindOf(kind);
  // What was stored by an older release may lack what has come since.
  const whole = definition.content.parse(content) as never;
  const isDemo = (whole as { demo?: true }).demo ?? false;
  return {
    kind,
    id,
    title: definition.nameOf(whole),
    isDemo,
    version,
    changedBecause: reason,
    recordedAt,
    content: whole,
  };
}
