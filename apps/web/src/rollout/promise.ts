import type { Dictionary } from '../i18n/de.js';
import type { Format } from '../i18n/format.js';

/** A promised window in words: `März 2026 bis Juni 2026`, `ab ...`, `bis ...`. */
export function promiseText(
  window: { promisedFrom: string | null; promisedTo: string | null },
  t: Dictionary,
  format: Format,
): string {
  const { promisedFrom: from, promisedTo: to } = window;
  if (from && to)
    return format.month(from) === format.month(to)
      ? format.month(from)
      : t.project.between(format.month(from), format.month(to));
  if (from) return t.project.from(format.month(from));
  if (to) return t.project.until(format.month(to));
  return t.project.noPromise;
}
