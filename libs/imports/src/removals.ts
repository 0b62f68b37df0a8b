// A file that stands for a whole takes away what it no longer has. One that was cut off on its way must not empty a city.
import type { Text } from './phrases.js';
import { say } from './report-phrases.js';
import type { NewFinding } from './report.js';

/** What `Importer.removals.figures` counts: rows that files have brought, those that this one lacks, and those of them that go. */
export interface RemovalFigures {
  stored: number;
  missing: number;
  removed: number;
  /** The first of those that go. */
  example: string | null;
}

const MOST_MISSING = 0.2;
const NOTICEABLE = 0.1;
/** Fewer are looked through by hand, in the dry run. */
const WORTH_ASKING = 20;

/** What to say of rows that would go; undefined where none does. */
export function removalFinding(
  { stored, missing, removed, example }: RemovalFigures,
  what: Text,
  allowed: boolean,
): NewFinding | undefined {
  if (!removed) return undefined;
  const many = removed >= WORTH_ASKING && missing > stored * MOST_MISSING;
  const stays = missing - removed;
  const where = { row: null, column: null, value: example };
  if (!many) {
    return {
      ...where,
      level: missing > stored * NOTICEABLE ? 'quality' : 'information',
      problem:
        removed === 1
          ? say('1 of {stored} {what} is no longer in the file, and nothing refers to it.', { stored, what })
          : say('{removed} of {stored} {what} are no longer in the file, and nothing refers to them.', {
              removed,
              stored,
              what,
            }),
      fix: say(
        removed === 1
          ? 'It is removed. If that is too many, the file was cut off or is of a part of the city: ask the sender.'
          : 'They are removed. If that is too many, the file was cut off or is of a part of the city: ask the sender.',
      ),
    };
  }
  const share = Math.round((100 * missing) / stored);
  return {
    ...where,
    level: allowed ? 'quality' : 'error',
    problem: say(
      'The file lacks {missing} of the {stored} {what} that earlier files have brought ({share} %); {removed} of them would be gone{stay}.',
      {
        missing,
        stored,
        what,
        share,
        removed,
        stay: stays ? say(', {count} stay because something refers to them', { count: stays }) : '',
      },
    ),
    fix: allowed
      ? say('They are removed, as --allow-removals says.')
      : say(
          'It may be cut off, or of a part of the city: ask the sender. If they are really gone, import it with --allow-removals.',
        ),
  };
}
